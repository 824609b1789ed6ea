using System.Text;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Signing;
using CreditShare.ExchangeLog.Tiles;
using CreditShare.ExchangeLog.Verifying;
using CreditShare.Storage;

namespace CreditShare.Registry.StateChecks;

/// <summary>Verifies the log as it lies in the store: signatures, every tile, every entry, and that the checkpoint that is shown is of the same tree.</summary>
internal static class StoreLogCheck
{
    /// <returns>The size that the log signed last; null if there is no checkpoint to go by.</returns>
    public static async Task<long?> RunAsync(ILogStore log, IWitnessStore witnesses, VerifierKey key, DifferenceList differences, IProgress<VerifiedPrefix>? progress, CancellationToken ct)
    {
        var size = await log.SizeAsync(ct);
        if (await log.ReadCheckpointAsync(ct) is not { } note)
        {
            if (size > 0)
                differences.Add(StatePart.Checkpoint, DifferenceKind.Missing, "signed", $"{size} entries have an index and nothing is signed.");
            return null;
        }
        if (Open(note, key, "signed", differences) is not { } signed)
            return null;
        if (size < signed.Size)
            differences.Add(StatePart.Checkpoint, DifferenceKind.Changed, "head", $"{size} entries have an index, {signed.Size} were signed.");
        var published = await witnesses.ReadPublishedAsync(ct);
        if (published is null)
            differences.Add(StatePart.Checkpoint, DifferenceKind.Missing, "shown", $"{signed.Size} entries were signed and nothing is shown. (In a log's first minutes it waits for its witnesses.)");
        var shown = published is null ? null : Open(published.Note, key, "shown", differences);
        if (published is not null && shown is not null && Cosignatures(published.Note) is var lines && lines != published.Cosignatures)
            differences.Add(StatePart.Checkpoint, DifferenceKind.Changed, "shown", $"It is filed with {published.Cosignatures} cosignatures and has {lines}.");
        var verdict = await LogVerifier.VerifyAsync(signed, Read, kept: shown, progress: progress, cancellation: ct);
        foreach (var fault in verdict.Faults)
        {
            var part = !fault.Place.StartsWith("tile/", StringComparison.Ordinal) ? StatePart.Checkpoint
                : fault.Place.StartsWith("tile/entries/", StringComparison.Ordinal) ? StatePart.Entry : StatePart.Tile;
            differences.Add(part, fault.Kind == LogFaultKind.Missing ? DifferenceKind.Missing : DifferenceKind.Changed, fault.Place, $"{fault.Kind}: {fault.Detail}");
        }
        return signed.Size;

        async ValueTask<ReadOnlyMemory<byte>?> Read(TilePath path, CancellationToken cancellation)
        {
            if (!path.IsEntries)
                return (await log.ReadTilesAsync([path], cancellation))[0] is { } tile ? tile.Bytes : default(ReadOnlyMemory<byte>?);
            var first = path.Index * Tile.FullWidth;
            var stored = await log.ReadStoredAsync(first, first + path.Width, cancellation);
            // One that is gone is told with its index when the log is folded; here its place stays empty.
            var bytes = new ReadOnlyMemory<byte>[path.Width];
            foreach (var (entry, _) in stored)
                bytes[entry.Index!.Value - first] = entry.Bytes;
            return EntryBundle.Encode(bytes);
        }
    }

    private static int Cosignatures(string note) => SignedNote.TryParse(Encoding.UTF8.GetBytes(note), out var read, out _) ? read.Signatures.Count - 1 : 0;

    private static Checkpoint? Open(string note, VerifierKey key, string which, DifferenceList differences)
    {
        var opened = CheckpointOpener.Open(Encoding.UTF8.GetBytes(note), CheckpointPolicy.LogOnly(key));
        foreach (var fault in opened.Faults)
            differences.Add(StatePart.Checkpoint, DifferenceKind.Changed, which, $"{fault.Kind}: {fault.Detail}");
        return opened.Checkpoint;
    }
}
