using System.CommandLine;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Verifying;
using CreditShare.Verifier.Sources;

namespace CreditShare.Verifier.Commands;

/// <summary>Reads a whole log, or what is new of it since the last time, and holds it against its checkpoint.</summary>
internal static class VerifyCommand
{
    private static readonly TimeSpan SavedEvery = TimeSpan.FromSeconds(2);

    public static Command Make(PolicyOptions policy, SourceOptions source)
    {
        var state = new Option<FileInfo?>("--state") { Description = "File that remembers how far all was right; a later run goes on from there, also after an interruption." };
        var treeOnly = new Option<bool>("--tree-only") { Description = "Leave the entries out: without an auditor's token they cannot be read." };
        var command = new Command("verify", "Verify a whole log: every entry, every hash, the root, the signatures.") { state, treeOnly };
        policy.AddTo(command);
        source.AddTo(command);
        command.SetAction((result, ct) => Running.RunAsync(policy.Json(result), async () =>
        {
            using var log = source.Open(result);
            return await VerifyAsync(log, policy.Policy(result), result.GetValue(state)?.FullName, !result.GetValue(treeOnly), ct);
        }));
        return command;
    }

    public static async Task<Verdict> VerifyAsync(ILogSource log, CheckpointPolicy policy, string? stateFile, bool withEntries, CancellationToken ct)
    {
        var opened = CheckpointOpener.Open(await log.CheckpointAsync(ct), policy);
        if (opened.Checkpoint is not { } checkpoint)
            return Verdict.Of($"{policy.Log.Name}: the checkpoint", opened.Faults);
        var before = ReadState(stateFile, checkpoint.Origin);
        var progress = new Progress(checkpoint, before?.Size ?? 0, stateFile);
        var ahead = new ReadAhead(log, checkpoint.Size, withEntries);
        var verdict = await LogVerifier.VerifyAsync(checkpoint, ahead.ReadAsync, null, withEntries, before, progress, ct);
        IReadOnlyList<LogFault> faults = [.. opened.Faults, .. verdict.Faults];
        progress.End(verdict.IsGood);
        var what = $"{checkpoint.Origin}, {checkpoint.Size} entries{(withEntries ? "" : " (hashes only)")}, {opened.Witnesses.Count} witnesses";
        return Verdict.Of(what, faults) with
        {
            Origin = checkpoint.Origin, Size = checkpoint.Size, Root = checkpoint.Root.ToBase64(), EntriesRead = verdict.Entries, Witnesses = [.. opened.Witnesses.Select(witness => witness.Name)],
        };
    }

    private static VerifiedPrefix? ReadState(string? file, string origin)
    {
        if (file is null || !File.Exists(file))
            return null;
        return Checkpoint.TryParse(File.ReadAllText(file), out var kept, out _) && kept.Origin == origin
            ? new(kept.Size, kept.Root)
            : throw new SourceUnreachableException($"{file} is not the state of a verification of {origin}; delete it to begin anew.");
    }

    /// <summary>Tells how far it is, on standard error, and saves it.</summary>
    private sealed class Progress(Checkpoint checkpoint, long from, string? stateFile) : IProgress<VerifiedPrefix>
    {
        private readonly long started = TimeProvider.System.GetTimestamp();
        private long told = TimeProvider.System.GetTimestamp();
        private VerifiedPrefix? last;

        public void Report(VerifiedPrefix value)
        {
            last = value;
            if (TimeProvider.System.GetElapsedTime(told) < SavedEvery)
                return;
            told = TimeProvider.System.GetTimestamp();
            Save();
            var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            Console.Error.WriteLine($"{value.Size} of {checkpoint.Size} entries ({100.0 * value.Size / checkpoint.Size:0} %), {(value.Size - from) / seconds:0} a second");
        }

        public void End(bool good)
        {
            if (good)
                last = new(checkpoint.Size, checkpoint.Root);
            Save();
        }

        private void Save()
        {
            if (stateFile is null || last is not { } sure)
                return;
            var unfinished = stateFile + ".new";
            File.WriteAllText(unfinished, new Checkpoint(checkpoint.Origin, sure.Size, sure.Root).ToText());
            File.Move(unfinished, stateFile, overwrite: true);
        }
    }
}
