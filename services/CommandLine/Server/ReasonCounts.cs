namespace CreditShare.CommandLine.Server;

/// <summary>How often each reason was given in a batch, the most frequent first: as the server says, or counted from the decisions where it does not.</summary>
internal static class ReasonCounts
{
    public static async Task<IReadOnlyList<ReasonCount>> OfAsync(IngestionClient client, BatchAnswer batch, CancellationToken ct)
    {
        if (batch.Counts.Rejected == 0 || batch.Reasons is not null)
            return batch.Reasons ?? [];
        var counted = new Dictionary<string, ReasonCount>(StringComparer.Ordinal);
        await foreach (var item in client.ItemsAsync($"{IngestionClient.PathOf(batch.Id)}/decisions", ct))
        {
            // The code is what they have in common; the words are the first record's.
            foreach (var reason in (DecisionAnswer.Of(item).Reasons ?? []).DistinctBy(reason => reason.Code))
                counted[reason.Code] = counted.TryGetValue(reason.Code, out var before) ? before with { Count = before.Count + 1 } : new(reason.Code, reason.Zh, 1);
        }
        return [.. counted.Values.OrderByDescending(reason => reason.Count).ThenBy(reason => reason.Code, StringComparer.Ordinal)];
    }
}
