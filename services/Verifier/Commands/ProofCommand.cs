using System.CommandLine;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Proofs;
using CreditShare.ExchangeLog.Verifying;

namespace CreditShare.Verifier.Commands;

/// <summary>Checks one proof file with nothing but public keys, and, if given, the content that its entry commits to.</summary>
internal static class ProofCommand
{
    public static Command Make(PolicyOptions policy)
    {
        var file = new Argument<FileInfo>("file") { Description = "The proof file (C2SP tlog-proof)." };
        var content = new Option<FileInfo?>("--content") { Description = "The content that the entry commits to, to the byte: the answer, or the record." };
        var commitKey = new Option<string?>("--commit-key") { Description = "Base64 of the key of the commitment; needed with --content." };
        var command = new Command("proof", "Verify one proof file: that a log whose keys are known holds the entry.") { file, content, commitKey };
        policy.AddTo(command);
        command.SetAction((result, ct) => Running.RunAsync(policy.Json(result), async () => Verify(
            await File.ReadAllBytesAsync(result.GetRequiredValue(file).FullName, ct), policy.Policy(result),
            result.GetValue(content) is { } path ? await File.ReadAllBytesAsync(path.FullName, ct) : null, result.GetValue(commitKey))));
        return command;
    }

    public static Verdict Verify(byte[] bytes, CheckpointPolicy policy, byte[]? content, string? commitKey)
    {
        if (!ProofFile.TryParse(bytes, out var proof, out var malformed))
            return Verdict.Of("the proof file", [new(LogFaultKind.NoteMalformed, "proof", malformed)]);
        var faults = proof.Verify(policy).ToList();
        var entry = EntryEncoding.TryDecode(proof.Entry, out var read) ? read : null;
        if (content is not null && !Matches(entry, content, commitKey))
            faults.Add(new(LogFaultKind.EntryDiffers, $"entry {proof.Index}", "The content is not what the entry commits to, or the key is another."));
        var what = $"entry {proof.Index} of {policy.Log.Name}: {entry?.Kind ?? "of a form not known here"} {entry?.Id} at {entry?.At:O}{(content is null ? "" : ", with its content")}";
        return Verdict.Of(what, faults) with { Origin = policy.Log.Name };
    }

    private static bool Matches(LogEntry? entry, byte[] content, string? commitKey)
    {
        var key = new byte[Commitment.KeyLength];
        return entry?.Commit is { } commit && commitKey is not null && Convert.TryFromBase64String(commitKey, key, out var length) && length == key.Length && commit.Matches(key, content);
    }
}
