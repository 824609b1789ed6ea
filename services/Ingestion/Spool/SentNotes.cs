using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Equality;
using CreditShare.Domain.Records;

namespace CreditShare.Ingestion.Spool;

/// <summary>What the city notes of a record upon its decision.</summary>
/// <param name="SourceId">The bureau's own id.</param>
/// <param name="Version">The version that the registry holds by it.</param>
/// <param name="Raises">Whether a version that was held counts by this order from now on.</param>
/// <param name="Line">Line of the batch on which it stood.</param>
/// <param name="Record">What was sent.</param>
/// <param name="Subject">Code of whom it is about, by the decision; null if that does not say.</param>
internal sealed record SentNote(string SourceId, SentVersion Version, bool Raises, int Line, CreditRecord Record, string? Subject);

/// <summary>Makes notes of a chunk's records before they are dropped. Of what was rejected, or is held under another id, nothing is noted.</summary>
internal static class SentNotes
{
    public static IReadOnlyList<SentNote> Of(IReadOnlyList<SubmittedRecord> records, IReadOnlyList<Decision> decisions)
    {
        var notes = new List<SentNote>();
        // Decisions stand in the order of the records.
        foreach (var (sent, decision) in records.Zip(decisions))
        {
            if (decision is not { Outcome: Outcome.Accepted or Outcome.Repeated, Key: { } key, Version: { } version } || decision.Line != sent.Line)
                continue;
            var record = RecordJson.Read(sent.Content);
            var stated = SentVersion.Of(version, sent.Order, decision.Late == true, record);
            notes.Add(new(SourceId(key), stated with { IsAssumed = decision.Outcome == Outcome.Repeated }, decision.Raised == true, decision.Line, record, decision.Subject));
        }
        return notes;
    }

    /// <summary>The bureau's own id in a record's key.</summary>
    public static string SourceId(string key) => key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
