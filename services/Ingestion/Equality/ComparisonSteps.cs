using CreditShare.Contracts;
using CreditShare.Domain.Equality;
using CreditShare.Ingestion.Spool;

namespace CreditShare.Ingestion.Equality;

/// <summary>
/// How a comparison goes on with a whole answer: items, then days of the items that differ, then records of the days that differ, then the same records once more. Records are pushed and decided
/// all the while, so a digest that differs proves nothing by itself. A record does, if its note has not changed between the question and the time when everything was decided that
/// the spool had when the answer came: then the answer was read while just this was decided of it.
/// </summary>
internal sealed class ComparisonSteps(SpooledHoldings holdings, SpooledComparisons comparisons, TimeProvider time)
{
    /// <summary>Differences that are told by name.</summary>
    public const int MostDifferences = 1000;

    /// <summary>Records that one question is to bring back, unless a single day has more.</summary>
    private const int MostRecords = 100_000;

    /// <summary>Records that are in memory together, however many a day has.</summary>
    private const int MostTogether = 100_000;

    /// <summary>What an answer makes of the comparison.</summary>
    public async Task<Comparison> NextAsync(Comparison now, string run, CancellationToken ct)
    {
        switch (now.Level)
        {
            case HoldingsLevel.Items:
                return AfterItems(now, [.. comparisons.Parts(now.Id, now.Round, run)]);
            case HoldingsLevel.Days:
                return AfterDays(now, [.. comparisons.Parts(now.Id, now.Round, run)]);
            case HoldingsLevel.Records:
                return AfterRecords(now with { RecordsRound = now.Round, RecordsRun = run });
            case HoldingsLevel.Erased:
                var erased = comparisons.Parts(now.Id, now.Round, run).SelectMany(part => part.Erased).ToHashSet(StringComparer.Ordinal);
                // Should a crash come behind this, the answer is evaluated again and says the same.
                await holdings.EraseAsync(erased, ct);
                return AfterRecords(now with { NotErased = [.. now.NotErased, .. now.SourceIds.Where(id => !erased.Contains(id))] });
            default:
                return comparisons.Parts(now.Id, now.Round, run).Last() is { LogEntry: { } entry }
                    ? Ended(now, ComparisonState.Different) with { LogEntry = entry }
                    : Ask(now, HoldingsLevel.Outcome);
        }
    }

    public Comparison Ended(Comparison now, ComparisonState state) => now with { State = state, EndedAt = time.GetUtcNow() };

    private Comparison AfterItems(Comparison now, IReadOnlyList<HoldingsCompared> parts)
    {
        if (parts[^1].LogEntry is { } entry)
            return Ended(now, ComparisonState.Equal) with { LogEntry = entry, Found = [], More = false };
        var own = new HoldingDigests<string>(line => line.Item);
        foreach (var line in holdings.Lines())
            own.Add(line);
        var differing = Differing(own.Groups, parts, group => group.Item).Select(pair => pair.Key).Order(StringComparer.Ordinal).ToList();
        return differing.Count == 0 ? Again(now) : Ask(now, HoldingsLevel.Days) with
        {
            Items = [.. differing.Take(MessageLimits.HoldingsAsked)], Found = [], IsCheck = false, More = differing.Count > MessageLimits.HoldingsAsked,
        };
    }

    private Comparison AfterDays(Comparison now, IReadOnlyList<HoldingsCompared> parts)
    {
        var asked = now.Items.ToHashSet(StringComparer.Ordinal);
        var own = new HoldingDigests<ItemDay>(line => asked.Contains(line.Item) ? new(line.Item, line.Day) : null);
        foreach (var line in holdings.Lines())
            own.Add(line);
        var differing = Differing(own.Groups, parts, group => new ItemDay(group.Item, group.Day!.Value)).OrderBy(pair => pair.Key.Item, StringComparer.Ordinal).ThenBy(pair => pair.Key.Day).ToList();
        if (differing.Count == 0)
            return Again(now);
        var (days, records) = (new List<AskedDay>(), 0L);
        foreach (var (day, count) in differing)
        {
            records += count;
            if (days.Count == MessageLimits.HoldingsAsked || (days.Count > 0 && records > MostRecords))
                break;
            days.Add(new(day.Item, day.Day));
        }
        return AskRecords(now, days) with { More = now.More || days.Count < differing.Count };
    }

    /// <summary>Evaluates the records that came back, as often as the registry is asked what it erased of those that are missing.</summary>
    private Comparison AfterRecords(Comparison now)
    {
        var (found, more) = Differences(now);
        var notErased = now.NotErased.ToHashSet(StringComparer.Ordinal);
        var unasked = found.Where(one => one.What == DifferenceKind.Missing && !notErased.Contains(one.SourceId)).Select(one => one.SourceId).Take(MessageLimits.HoldingsAsked).ToList();
        if (unasked.Count > 0)
            return Ask(now, HoldingsLevel.Erased) with { SourceIds = unasked };
        if (found.Count == 0)
            return Again(now);
        if (!now.IsCheck)
            return AskRecords(now, [.. found.Select(one => new AskedDay(one.Item, one.Day)).Distinct().Take(MessageLimits.HoldingsAsked)]) with { IsCheck = true, Found = found, More = now.More || more };
        var before = now.Found.Select(one => one.SourceId).ToHashSet(StringComparer.Ordinal);
        var both = found.Where(one => before.Contains(one.SourceId)).ToList();
        return both.Count == 0 ? Again(now) : Ask(now, HoldingsLevel.Outcome) with { Found = both, More = now.More || more };
    }

    /// <summary>Records that differ and were not decided upon in between; the first of them.</summary>
    private (List<FoundDifference> Found, bool More) Differences(Comparison now)
    {
        var (found, more) = (new List<FoundDifference>(), false);
        foreach (var record in Held())
        {
            if (more)
                return (found, more);
            var row = holdings.Find(record.SourceId);
            if (row?.Line is { } line && line.Hash.AsSpan().SequenceEqual(record.Hash))
                continue;
            if (row is null || row.Revision <= now.RecordsRevision)
                Add(new(row?.Line is null ? DifferenceKind.Extra : DifferenceKind.Different, record.Item, record.Day, record.SourceId));
        }
        var sent = now.Days.SelectMany(day => holdings.OfDay(new(day.Item, day.Day))
            .Where(row => row.Revision <= now.RecordsRevision).Select(row => new FoundDifference(DifferenceKind.Missing, day.Item, day.Day, row.SourceId)));
        foreach (var missing in NotHeld.Of(sent, () => Held().Select(record => record.SourceId), MostTogether))
        {
            Add(missing);
            if (more)
                break;
        }
        return (found, more);

        IEnumerable<HeldHash> Held() => comparisons.Parts(now.Id, now.RecordsRound, now.RecordsRun).SelectMany(part => part.Records);

        void Add(FoundDifference difference)
        {
            if (found.Count < MostDifferences)
                found.Add(difference);
            else
                more = true;
        }
    }

    /// <summary>Groups of which the sides differ, with how many records the larger one has.</summary>
    private static IEnumerable<KeyValuePair<TGroup, long>> Differing<TGroup>(IReadOnlyDictionary<TGroup, SetDigest> own, IReadOnlyList<HoldingsCompared> parts, Func<HeldGroup, TGroup> group) where TGroup : class
    {
        var held = parts.SelectMany(part => part.Groups).ToDictionary(group);
        return own.Keys.Union(held.Keys)
            .Where(key => !own.TryGetValue(key, out var mine) || !held.TryGetValue(key, out var theirs) || !mine.Digest().AsSpan().SequenceEqual(theirs.Digest))
            .Select(key => KeyValuePair.Create(key, Math.Max(own.GetValueOrDefault(key)?.Count ?? 0, held.GetValueOrDefault(key)?.Records ?? 0)));
    }

    /// <summary>What differed was on its way, or erased: from the beginning, once what is on its way now is decided.</summary>
    private Comparison Again(Comparison now) => Ask(now, HoldingsLevel.Items) with { AskAfter = holdings.LastChunk(), RecordsRound = 0, IsCheck = false, Found = [], More = false };

    private static Comparison AskRecords(Comparison now, IReadOnlyList<AskedDay> days) => Ask(now, HoldingsLevel.Records) with { Days = days, RecordsRound = 0, NotErased = [] };

    private static Comparison Ask(Comparison now, HoldingsLevel level) => now with { Round = now.Round + 1, Level = level, SourceIds = [], AskedAt = null, AnsweredBy = null, AnsweredRun = null };
}
