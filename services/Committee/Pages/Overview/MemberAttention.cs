using CreditShare.Committee.Statistics;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Statistics;
using CreditShare.Pages.Showing;
using CreditShare.Storage.Seeds;
using Microsoft.Extensions.Options;

namespace CreditShare.Committee.Pages.Overview;

/// <summary>Cities and agencies that somebody should ask now: late or silent cities, objections past their time, unusual lookups, cases that nobody claimed.</summary>
internal sealed class MemberAttention(CityStatistics cities, AgencyStatistics agencies, SeedFolder seeds, IOptions<StatisticsOptions> options)
{
    private const int DaysBack = 7;

    /// <param name="cases">As last counted; null if they were not.</param>
    /// <param name="today">China's calendar.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    public async Task<IReadOnlyList<AttentionItem>> ReadAsync(CaseReport? cases, DateOnly today, CancellationToken ct)
    {
        var span = new MonthSpan(SheetId.Month(today).AddMonths(-1), SheetId.Month(today));
        var report = await cities.ReadAsync(span.From, span.Until, ct);
        var asked = await agencies.ReadAsync(today.AddDays(1 - DaysBack), today, null, ct);
        return
        [
            .. report.Cities.SelectMany(city => OfCity(city, span, today)),
            .. asked.Items.Where(day => day.Unusual).Select(OfAgency),
            .. (cases?.Cities ?? []).Where(city => city.Cases.Overdue > 0).Select(city => OfCases(city, cases!.At)),
        ];
    }

    private IEnumerable<AttentionItem> OfCity(CityFigures city, MonthSpan span, DateOnly today)
    {
        var (zh, en, link) = (city.Name ?? city.City, city.NameEn ?? city.City, ConsoleAddress.City(city.City, span));
        if (city.Total.Received == 0)
            yield return new($"{zh}：上月和本月没有报送", $"{en}: nothing pushed in this month and the last", link);
        var rate = city.Total.TimelinessRate;
        if (rate < options.Value.LateBelow)
        {
            yield return new(
                $"{zh}：上月和本月及时率 {Shown.Share(rate)}，低于 {Shown.Share(options.Value.LateBelow)}",
                $"{en}: {Shown.Share(rate)} in time in this month and the last, below {Shown.Share(options.Value.LateBelow)}", link);
        }
        if (city.OpenObjections.Oldest is { } oldest && ObjectionClock.From(oldest, seeds.WorkingDays).DueOn < today)
        {
            yield return new(
                $"{zh}：最早的未结异议收到于{Shown.Date(oldest)}，已超过 {ObjectionClock.UsualWorkingDays} 个工作日",
                $"{en}: the oldest open objection was received on {Shown.Date(oldest)}, more than {ObjectionClock.UsualWorkingDays} working days ago", ConsoleAddress.CityObjections(city.City));
        }
    }

    private AttentionItem OfAgency(AgencyDay day) => new(
        $"{day.Name ?? day.Agency}：{Shown.Date(day.Day)} 查询 {Shown.Number(day.Subjects)} 个主体，平日 {Shown.Number(day.Usual)} 个",
        $"{seeds.Agencies.GetValueOrDefault(day.Agency)?.NameEn ?? day.Agency}: {Shown.Count(day.Subjects, "subject")} looked up on {Shown.Date(day.Day)}, {Shown.Number(day.Usual)} on a usual day", ConsoleAddress.Agency(day.Agency));

    private AttentionItem OfCases(CaseCity city, DateTimeOffset countedAt) => new(
        $"{city.Name}：{Shown.Number(city.Cases.Overdue)} 件联合奖惩措施任务逾期未认领（{Shown.Instant(countedAt)} 统计）",
        $"{seeds.Cities[city.City].NameEn}: {Shown.Count(city.Cases.Overdue, "case")} of measures not claimed in time (counted at {Shown.Instant(countedAt)})", $"{ConsoleAddress.Agencies}#cases");
}
