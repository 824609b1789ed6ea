using System.CommandLine;
using System.Text.Json;
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
        var answer = new Option<FileInfo?>("--answer") { Description = "One answer of a lookup of many, to the byte; needs --answer-proof and --code." };
        var answerProof = new Option<FileInfo?>("--answer-proof") { Description = "The answer of /v1/log/proofs/answers about it." };
        var code = new Option<string?>("--code") { Description = "The code that was looked up." };
        var command = new Command("proof", "Verify one proof file: that a log whose keys are known holds the entry.") { file, content, commitKey, answer, answerProof, code };
        policy.AddTo(command);
        command.SetAction((result, ct) => Running.RunAsync(policy.Json(result), async () => Verify(
            await File.ReadAllBytesAsync(result.GetRequiredValue(file).FullName, ct), policy.Policy(result),
            result.GetValue(content) is { } path ? await File.ReadAllBytesAsync(path.FullName, ct) : null, result.GetValue(commitKey),
            result.GetValue(answer) is { } one
                ? new(result.GetValue(code) ?? "", await File.ReadAllBytesAsync(one.FullName, ct), result.GetValue(answerProof) is { } two ? await File.ReadAllBytesAsync(two.FullName, ct) : [])
                : null)));
        return command;
    }

    public static Verdict Verify(byte[] bytes, CheckpointPolicy policy, byte[]? content, string? commitKey, ProvedAnswer? answer = null)
    {
        if (!ProofFile.TryParse(bytes, out var proof, out var malformed))
            return Verdict.Of("the proof file", [new(LogFaultKind.NoteMalformed, "proof", malformed)]);
        var faults = proof.Verify(policy).ToList();
        var entry = EntryEncoding.TryDecode(proof.Entry, out var read) ? read : null;
        if (content is not null && !Matches(entry, content, commitKey))
            faults.Add(new(LogFaultKind.EntryDiffers, $"entry {proof.Index}", "The content is not what the entry commits to, or the key is another."));
        if (answer is not null && !Proves(entry, answer))
            faults.Add(new(LogFaultKind.EntryDiffers, $"entry {proof.Index}", "The entry does not commit to this answer about this code, or its proof is another's."));
        var what = $"entry {proof.Index} of {policy.Log.Name}: {entry?.Kind ?? "of a form not known here"} {entry?.Id} at {entry?.At:O}{(content is null ? "" : ", with its content")}{(answer is null ? "" : $", with the answer about {answer.Code}")}";
        return Verdict.Of(what, faults) with { Origin = policy.Log.Name };
    }

    private static bool Proves(LogEntry? entry, ProvedAnswer answer)
    {
        try
        {
            return entry is not null && JsonSerializer.Deserialize<AnswerProof>(answer.Proof, JsonSerializerOptions.Web) is { CodePath: not null, AnswerPath: not null, CodeSalt: not null, AnswerSalt: not null } proof
                && proof.Verify(entry, answer.Code, answer.Bytes);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Matches(LogEntry? entry, byte[] content, string? commitKey)
    {
        var key = new byte[Commitment.KeyLength];
        return entry?.Commit is { } commit && commitKey is not null && Convert.TryFromBase64String(commitKey, key, out var length) && length == key.Length && commit.Matches(key, content);
    }
}

/// <summary>One answer of a lookup of many, and what proves it.</summary>
/// <param name="Code">That was looked up.</param>
/// <param name="Bytes">The answer.</param>
/// <param name="Proof">JSON of an <see cref="AnswerProof"/>.</param>
internal sealed record ProvedAnswer(string Code, byte[] Bytes, byte[] Proof);
