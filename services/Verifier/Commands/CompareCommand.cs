using System.CommandLine;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Verifying;
using CreditShare.Verifier.Sources;

namespace CreditShare.Verifier.Commands;

/// <summary>Holds two checkpoints against each other: both signed, and the larger tree the smaller one's continuation.</summary>
internal static class CompareCommand
{
    public static Command Make(PolicyOptions policy, SourceOptions source)
    {
        var older = new Argument<FileInfo>("older") { Description = "File with a checkpoint." };
        var newer = new Argument<FileInfo>("newer") { Description = "File with a later checkpoint of the same log." };
        var command = new Command("compare", "Verify that one checkpoint continues another; the tiles for it are read from the log.") { older, newer };
        policy.AddTo(command);
        source.AddTo(command);
        command.SetAction((result, ct) => Running.RunAsync(policy.Json(result), async () =>
        {
            using var log = source.Open(result);
            var (first, second) = (await File.ReadAllBytesAsync(result.GetRequiredValue(older).FullName, ct), await File.ReadAllBytesAsync(result.GetRequiredValue(newer).FullName, ct));
            return await CompareAsync(log, CheckpointOpener.Open(first, policy.Policy(result)), CheckpointOpener.Open(second, policy.Policy(result)), ct);
        }));
        return command;
    }

    public static async Task<Verdict> CompareAsync(ILogSource log, OpenedCheckpoint older, OpenedCheckpoint newer, CancellationToken ct)
    {
        IReadOnlyList<LogFault> faults = [.. older.Faults, .. newer.Faults];
        if (older.Checkpoint is not { } first || newer.Checkpoint is not { } second)
            return Verdict.Of("the checkpoints", faults);
        if (CheckpointOpener.Compare(first, second) is { } contradiction)
            faults = [.. faults, contradiction];
        else if (!ConsistencyProof.Verify(first.Size, first.Root, second.Size, second.Root, await ProofAsync(log, first, second, ct)))
            faults = [.. faults, new(LogFaultKind.NotConsistent, "checkpoint", $"Size {second.Size} does not continue size {first.Size}: keep both checkpoints, they are evidence.")];
        return Verdict.Of($"{second.Origin}, size {second.Size} continues size {first.Size}", faults) with { Origin = second.Origin, Size = second.Size, Root = second.Root.ToBase64() };
    }

    private static async Task<IReadOnlyList<MerkleHash>> ProofAsync(ILogSource log, Checkpoint first, Checkpoint second, CancellationToken ct)
    {
        var tiles = new Dictionary<ExchangeLog.Tiles.TilePath, ExchangeLog.Tiles.Tile>();
        foreach (var path in ConsistencyProof.TilesFor(first.Size, second.Size))
            tiles[path] = await TileAsync(log, path, ct);
        return ConsistencyProof.Build(first.Size, second.Size, path => tiles[path]);
    }

    private static async Task<ExchangeLog.Tiles.Tile> TileAsync(ILogSource log, ExchangeLog.Tiles.TilePath path, CancellationToken ct)
    {
        if (await log.TileAsync(path, ct) is { } bytes && ExchangeLog.Tiles.Tile.TryRead(path, bytes, out var tile))
            return tile;
        if (path.IsPartial && await log.TileAsync(path.Full, ct) is { } whole && ExchangeLog.Tiles.Tile.TryRead(path.Full, whole, out var full))
            return full.Cut(path.Width);
        throw new SourceUnreachableException($"{path} is missing or has a wrong length.");
    }
}
