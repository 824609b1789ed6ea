using CreditShare.Domain.Calendar;
using CreditShare.Domain.Lookups;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;
using Microsoft.Extensions.Options;

namespace CreditShare.Committee.Statistics;

/// <summary>How much each agency asked on each day, and whether that is unusual for it. Of agencies, never of subjects.</summary>
internal sealed class AgencyStatistics(ILogCounts counts, ILogStore log, SeedFolder seeds, IOptions<StatisticsOptions> options)
{
    private const int PageSize = 500;

    private static readonly string[] Single = [EntryKind.LookupAnswered, EntryKind.ReportIssued];

    /// <param name="from">First day, China's calendar.</param>
    /// <param name="until">Last day.</param>
    /// <param name="agency">Only this one; null for all.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task<AgencyStatisticsAnswer> ReadAsync(DateOnly from, DateOnly until, string? agency, CancellationToken ct)
    {
        var (begin, end) = (ChinaCalendar.StartOf(from.AddDays(-UnusualVolume.DaysBefore)), ChinaCalendar.StartOf(until.AddDays(1)));
        var found = (await counts.ByAgencyAsync([.. Single, EntryKind.AccessRefused], begin, end, ct)).Concat(await ListsAsync(begin, end, ct))
            .Where(count => agency is null || count.Agency == agency).ToList();
        var mark = new UnusualVolume(options.Value.UnusualFactor, options.Value.UnusualFloor);
        var rows = found.GroupBy(count => count.Agency).OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => Days(group.Key, [.. group], from, until, mark));
        return new(
            from, until, [.. rows], mark.Factor, mark.Floor,
            $"unusual 为 true：当日查询的主体数超过 {mark.Floor}，并超过此前 {UnusualVolume.DaysBefore} 日中位数（usual）的 {mark.Factor} 倍。仅提示核查，不说明原因；不涉及对信用主体的任何评价。被拒绝的请求短时间内大量重复的，每分钟合并为一条。",
            $"unusual is true where an agency asked about more than {mark.Floor} subjects in a day and about more than {mark.Factor} times the median of the {UnusualVolume.DaysBefore} days before (usual). It says that somebody should look, not why. Refused calls that repeat in a flood count as one a minute.");
    }

    private IEnumerable<AgencyDay> Days(string agency, IReadOnlyList<AgencyCount> ofAgency, DateOnly from, DateOnly until, UnusualVolume mark)
    {
        var subjects = ofAgency.Where(count => count.Kind != EntryKind.AccessRefused).GroupBy(count => count.Day).ToDictionary(day => day.Key, day => day.Sum(count => count.Count));
        foreach (var day in ofAgency.Where(count => count.Day >= from && count.Day <= until).GroupBy(count => count.Day).OrderBy(day => day.Key))
        {
            var usual = UnusualVolume.Usual(Enumerable.Range(1, UnusualVolume.DaysBefore).Select(back => subjects.GetValueOrDefault(day.Key.AddDays(-back))));
            var asked = subjects.GetValueOrDefault(day.Key);
            yield return new(
                agency, seeds.Agencies.GetValueOrDefault(agency)?.Name, day.Key, asked,
                day.Where(count => count.Kind != EntryKind.AccessRefused).GroupBy(count => count.Purpose ?? "").OrderBy(purpose => purpose.Key, StringComparer.Ordinal)
                    .ToDictionary(purpose => purpose.Key, purpose => purpose.Sum(count => count.Count)),
                day.Where(count => count.Kind == EntryKind.AccessRefused).Sum(count => count.Count), usual, mark.Marks(asked, usual));
        }
    }

    /// <summary>A lookup of a list counts as many as it has; how many that are, only its entry says. There are few of them.</summary>
    private async Task<List<AgencyCount>> ListsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var found = new List<AgencyCount>();
        long? after = null;
        while (true)
        {
            var page = await log.FindEntriesAsync(new() { Kind = EntryKind.BatchLookupAnswered, From = from, Until = until, After = after, Limit = PageSize }, ct);
            foreach (var (_, bytes) in page)
            {
                if (EntryEncoding.TryDecode(bytes, out var entry) && entry.Actor.Agency is { } agency)
                    found.Add(new(agency, ChinaCalendar.Today(entry.At), entry.Kind, entry.Purpose, entry.List?.Count ?? 1));
            }
            if (page.Count < PageSize)
                return found;
            after = page[^1].Index;
        }
    }
}

/// <param name="From">First day, China's calendar.</param>
/// <param name="Until">Last day.</param>
/// <param name="Items">By agency, then day; days on which an agency did nothing are absent.</param>
/// <param name="UnusualFactor">By which the mark is set.</param>
/// <param name="UnusualFloor">By which the mark is set.</param>
/// <param name="NoteZh">What the mark means.</param>
/// <param name="NoteEn">What the mark means.</param>
internal sealed record AgencyStatisticsAnswer(
    DateOnly From, DateOnly Until, IReadOnlyList<AgencyDay> Items, int UnusualFactor, int UnusualFloor, string NoteZh, string NoteEn);

/// <param name="Agency">Its code.</param>
/// <param name="Name">Absent if it is no longer in the register.</param>
/// <param name="Day">China's calendar.</param>
/// <param name="Subjects">Subjects asked about and answered; a list counts as many as it has.</param>
/// <param name="ByPurpose">The same, by code of the purpose.</param>
/// <param name="Refused">Entries of refused calls.</param>
/// <param name="Usual">Median of the days before.</param>
/// <param name="Unusual">Whether somebody should look.</param>
internal sealed record AgencyDay(string Agency, string? Name, DateOnly Day, long Subjects, IReadOnlyDictionary<string, long> ByPurpose, long Refused, long Usual, bool Unusual);
