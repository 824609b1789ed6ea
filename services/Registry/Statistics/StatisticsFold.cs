using CreditShare.Domain.Statistics;
using CreditShare.Storage;

namespace CreditShare.Registry.Statistics;

/// <summary>What a page of entries makes of the sheets: a function of both, computed before anything is written.</summary>
internal static class StatisticsFold
{
    /// <param name="counts">What each entry counts as, by its index, in the order of the log.</param>
    /// <param name="held">The sheets as they stand.</param>
    /// <param name="until">Index behind the page's last entry.</param>
    public static IReadOnlyList<SheetChange> Of(IEnumerable<(long Index, EntryCount Count)> counts, IReadOnlyDictionary<SheetId, Sheet> held, long until)
    {
        var changes = new List<SheetChange>();
        foreach (var ofSheet in counts.GroupBy(counted => counted.Count.Sheet))
        {
            var sheet = held.GetValueOrDefault(ofSheet.Key) ?? Sheet.Empty(ofSheet.Key);
            // A page that was written in part, or that another registry counted, comes again, perhaps cut otherwise.
            var news = ofSheet.Where(counted => counted.Index >= sheet.Place).ToList();
            if (news.Count > 0)
                changes.Add(new(sheet.Place, sheet with { Place = until, Tally = news.Aggregate(sheet.Tally, (tally, counted) => counted.Count.Add(tally)) }));
        }
        return changes;
    }
}
