using CreditShare.Contracts;

namespace CreditShare.Registry.Equality;

/// <summary>Numbers the messages of one answer.</summary>
internal sealed class AnswerParts(CompareHoldings question, string run)
{
    private int next;

    /// <summary>The next part, empty, with others to follow.</summary>
    public HoldingsCompared Next() => new() { City = question.City, Comparison = question.Comparison, Round = question.Round, Run = run, Part = next++, IsLast = false };

    /// <summary>All groups, in as many parts as they need; one at least.</summary>
    public IEnumerable<HoldingsCompared> Of(IEnumerable<HeldGroup> groups, string? logEntry)
    {
        var parts = groups.Chunk(MessageLimits.HoldingsPerMessage).ToList();
        for (var i = 0; i < Math.Max(1, parts.Count); i++)
            yield return i >= parts.Count - 1 ? Next() with { Groups = parts.ElementAtOrDefault(i) ?? [], IsLast = true, LogEntry = logEntry } : Next() with { Groups = parts[i] };
    }
}
