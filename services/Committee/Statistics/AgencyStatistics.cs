using CreditShare.Domain.Lookups;
using CreditShare.Domain.Statistics;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;
using Microsoft.Extensions.Options;

namespace CreditShare.Committee.Statistics;

/// <summary>How much each agency asked on each day, and whether that is unusual for it. Of agencies, never of subjects.</summary>
internal sealed class AgencyStatistics(IStatisticsStore statistics, CountedLog counted, SeedFolder seeds, IOptions<StatisticsOptions> options)
{
    /// <param name="from">First day, China's calendar.</param>
    /// <param name="until">Last day.</param>
    /// <param name="agency">Only this one; null for all.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task<AgencyStatisticsAnswer> ReadAsync(DateOnly from, DateOnly until, string? agency, CancellationToken ct)
    {
        var current = await counted.ReadAsync(ct);
        var sheets = await SheetsAsync(from.AddDays(-UnusualVolume.DaysBefore), until, agency, ct);
        var mark = new UnusualVolume(options.Value.UnusualFactor, options.Value.UnusualFloor);
        var rows = sheets.GroupBy(sheet => sheet.Id.Member).OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => Days(group.Key, group.ToDictionary(sheet => sheet.Id.From, sheet => (AgencyTally)sheet.Tally), from, mark));
        return new(
            from, until, current, [.. rows], mark.Factor, mark.Floor,
            $"unusual 为 true：当日查询的主体数超过 {mark.Floor}，并超过此前 {UnusualVolume.DaysBefore} 日中位数（usual）的 {mark.Factor} 倍。仅提示核查，不说明原因；不涉及对信用主体的任何评价。被拒绝的请求短时间内大量重复的，日志中每分钟合并为一条：refused 为条目数，refusedCalls 为请求数。",
            $"unusual is true where an agency asked about more than {mark.Floor} subjects in a day and about more than {mark.Factor} times the median of the {UnusualVolume.DaysBefore} days before (usual). It says that somebody should look, not why. Refused calls that repeat in a flood have one entry a minute: refused counts entries, refusedCalls calls.");
    }

    private Task<IReadOnlyList<Sheet>> SheetsAsync(DateOnly from, DateOnly until, string? agency, CancellationToken ct) => agency is null
        ? statistics.ListAsync(SheetKind.AgencyDay, from, until, ct)
        : statistics.FindAsync([.. Enumerable.Range(0, until.DayNumber - from.DayNumber + 1).Select(n => SheetId.AgencyDay(agency, from.AddDays(n)))], ct);

    private IEnumerable<AgencyDay> Days(string agency, Dictionary<DateOnly, AgencyTally> days, DateOnly from, UnusualVolume mark)
    {
        foreach (var (day, tally) in days.Where(day => day.Key >= from && day.Value.Called).OrderBy(day => day.Key))
        {
            var usual = UnusualVolume.Usual(Enumerable.Range(1, UnusualVolume.DaysBefore).Select(back => days.GetValueOrDefault(day.AddDays(-back))?.Subjects ?? 0));
            yield return new(
                agency, seeds.Agencies.GetValueOrDefault(agency)?.Name, day, tally.Subjects,
                tally.Asked.OrderBy(purpose => purpose.Key, StringComparer.Ordinal).ToDictionary(purpose => purpose.Key, purpose => purpose.Value.Sum()),
                tally.Refused, tally.RefusedCalls, usual, mark.Marks(tally.Subjects, usual));
        }
    }
}

/// <param name="From">First day, China's calendar.</param>
/// <param name="Until">Last day.</param>
/// <param name="Counted">How current the counts are.</param>
/// <param name="Items">By agency, then day; days on which an agency did nothing are absent.</param>
/// <param name="UnusualFactor">By which the mark is set.</param>
/// <param name="UnusualFloor">By which the mark is set.</param>
/// <param name="NoteZh">What the mark means.</param>
/// <param name="NoteEn">What the mark means.</param>
internal sealed record AgencyStatisticsAnswer(
    DateOnly From, DateOnly Until, Counted Counted, IReadOnlyList<AgencyDay> Items, int UnusualFactor, int UnusualFloor, string NoteZh, string NoteEn);

/// <param name="Agency">Its code.</param>
/// <param name="Name">Absent if it is no longer in the register.</param>
/// <param name="Day">China's calendar.</param>
/// <param name="Subjects">Subjects asked about and answered; a list counts as many as it has.</param>
/// <param name="ByPurpose">The same, by code of the purpose.</param>
/// <param name="Refused">Entries of refused calls: of a flood, one a minute.</param>
/// <param name="RefusedCalls">Refused calls.</param>
/// <param name="Usual">Median of the days before.</param>
/// <param name="Unusual">Whether somebody should look.</param>
internal sealed record AgencyDay(string Agency, string? Name, DateOnly Day, long Subjects, IReadOnlyDictionary<string, long> ByPurpose, long Refused, long RefusedCalls, long Usual, bool Unusual);
