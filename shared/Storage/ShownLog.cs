using System.Text;
using CreditShare.ExchangeLog.Checkpoints;

namespace CreditShare.Storage;

/// <summary>The log as outsiders may see it: up to the checkpoint that is shown, and nothing beyond.</summary>
public sealed class ShownLog(IWitnessStore witnesses)
{
    /// <returns>The note and what it says; null before the first.</returns>
    public async Task<(string Note, Checkpoint Checkpoint)?> ReadAsync(CancellationToken ct) =>
        await witnesses.ReadPublishedAsync(ct) is { } published && SignedNote.TryParse(Encoding.UTF8.GetBytes(published.Note), out var note, out _)
        && Checkpoint.TryParse(note.Text, out var checkpoint, out _)
            ? (published.Note, checkpoint)
            : null;
}
