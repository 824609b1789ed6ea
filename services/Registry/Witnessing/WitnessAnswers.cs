using System.Globalization;
using System.Text;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Signing;
using CreditShare.ExchangeLog.Witnessing;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;
using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Witnessing;

/// <summary>Judges what a witness answered and keeps where it stands. Anybody of the registries may get an answer, so nothing is remembered here.</summary>
internal sealed class WitnessAnswers(ILogStore log, IWitnessStore witnesses, LogKey key, TimeProvider time, ILogger<WitnessAnswers> logger)
{
    private const int LongestEvidence = 64 * 1024;

    /// <param name="witness">The key of the one who answered.</param>
    /// <param name="request">What it was asked; believed only if the log itself signed it.</param>
    /// <param name="answer">What it said.</param>
    /// <param name="ct">Cancels.</param>
    public async Task TakeAsync(VerifierKey witness, byte[] request, WitnessAnswer answer, CancellationToken ct)
    {
        if (!AddCheckpointRequest.TryParse(request, out var asked) || !SignedNote.TryParse(asked.Note, out var note, out _)
            || note.Verify([key.Signer.Verifier]).Fault != NoteFault.None || !Checkpoint.TryParse(note.Text, out var checkpoint, out _))
        {
            Log.AnswerUnasked(logger, witness.Name);
            return;
        }
        if (await JudgeAsync(witness, asked.OldSize, checkpoint, answer, ct) is not { } standing)
        {
            Log.AnswerUseless(logger, witness.Name, answer.Status, Text(answer.Body));
            return;
        }
        if (standing.Evidence is not null)
            standing = standing with { Evidence = $"{standing.Evidence}\n\nasked:\n{Text(request)}\nanswered {answer.Status}:\n{Text(answer.Body)}" };
        await witnesses.WriteWitnessAsync(standing, ct);
    }

    /// <returns>Where the witness now stands; null if the answer says nothing about that.</returns>
    private async Task<WitnessStanding?> JudgeAsync(VerifierKey witness, long oldSize, Checkpoint asked, WitnessAnswer answer, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var last = (await witnesses.ReadWitnessesAsync(ct)).FirstOrDefault(standing => standing.Name == witness.Name);
        switch (answer.Status)
        {
            case 200:
                var line = Text(answer.Body).Split('\n').FirstOrDefault(line =>
                    NoteSignature.TryParse(line, out var signature) && Cosignature.Verify(witness, asked, signature));
                // A witness cosigns no size below one that it told: this answer was overtaken.
                return line is null ? null : last?.Size > asked.Size ? last with { At = now, Evidence = null } : new(witness.Name, asked.Size, line, now, null);
            case 409 when answer.ContentType == WitnessAnswer.SizeType:
                if (!long.TryParse(Text(answer.Body).TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
                    return null;
                // The checkpoint is read after the answer came, so it is no older than any that was ever sent.
                var own = await SignedSizeAsync(ct);
                // Asked twice before its first answer came, it says only what is known. A smaller size may be an old answer or a disk restored from a copy, and is believed: the next answer tells.
                return new(witness.Name, size, size == last?.Size ? last.Cosignature : null, now, size > own ? $"{witness.Name} has cosigned size {size}, but this log has only {own} entries: it was rolled back, or another signs as it." : null);
            // By C2SP tlog-witness a conflict without a size is one of roots, where the checkpoint is no larger than what was cosigned; any other is something else's, such as a proxy's.
            case 409 when oldSize != asked.Size:
                return null;
            case 422 or 409:
                return new(witness.Name, 0, null, now, $"{witness.Name} finds size {asked.Size} inconsistent with what it cosigned: the log has shown two histories.");
            default:
                return null;
        }
    }

    private async Task<long> SignedSizeAsync(CancellationToken ct) =>
        await log.ReadCheckpointAsync(ct) is { } note && SignedNote.TryParse(Encoding.UTF8.GetBytes(note), out var read, out _) && Checkpoint.TryParse(read.Text, out var signed, out _)
            ? signed.Size
            : 0;

    /// <summary>A witness's bytes are not ours: bounded, and without what would spoil a log line.</summary>
    private static string Text(byte[] body) => Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, LongestEvidence)));
}
