using CreditShare.Domain.Deciding;
using CreditShare.Domain.Statistics;
using CreditShare.Ingestion.Spool;

namespace CreditShare.Ingestion.Pages.Statistics;

/// <param name="Code">The reason's.</param>
/// <param name="Count">Records with it.</param>
/// <param name="Example">What it said of the latest of them; null if that cannot be found.</param>
/// <param name="Batch">The batch of that.</param>
internal sealed record CountedReason(string Code, long Count, Reason? Example, string? Batch);

/// <summary>Reasons of a month, each with what it said last: tallies count codes, and a clerk reads words.</summary>
internal static class ReasonExamples
{
    private const int Most = 50;

    /// <returns>Most frequent first.</returns>
    public static IReadOnlyList<CountedReason> Of(CitySpool spool, CityTally tally) =>
        [.. tally.Reasons.OrderByDescending(pair => pair.Value.Count).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(Most).Select(pair => Counted(spool, pair.Key, pair.Value))];

    private static CountedReason Counted(CitySpool spool, string code, ReasonTally reason)
    {
        if (reason.Entries is not [.., var entry] || DecisionEntryId.Read(entry) is not { } id)
            return new(code, reason.Count, null, null);
        var decision = spool.Decisions(id.Batch, id.Chunk)?.FirstOrDefault(decision => decision.LogEntry == entry);
        return new(code, reason.Count, decision?.Reasons?.FirstOrDefault(one => one.Code == code), decision is null ? null : id.Batch);
    }
}
