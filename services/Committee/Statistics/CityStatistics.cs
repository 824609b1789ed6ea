using CreditShare.Domain.Calendar;
using CreditShare.Domain.Records;
using CreditShare.Domain.Statistics;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;

namespace CreditShare.Committee.Statistics;

/// <summary>The cities side by side, month by month, and what each agency did: out of the sheets that the registry counts as the log grows. Of members, never of subjects.</summary>
internal sealed class CityStatistics(IStatisticsStore statistics, CountedLog counted, SeedFolder seeds, TimeProvider time)
{
    /// <param name="fromMonth">Any day of the first month, China's calendar.</param>
    /// <param name="untilMonth">Any day of the last.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<CityReport> ReadAsync(DateOnly fromMonth, DateOnly untilMonth, CancellationToken ct)
    {
        var (from, until) = (SheetId.Month(fromMonth), SheetId.Month(untilMonth));
        // Before the sheets: they are never behind it.
        var current = await counted.ReadAsync(ct);
        var months = await statistics.ListAsync(SheetKind.CityMonth, from, until, ct);
        var objections = (await statistics.ListAsync(SheetKind.CityObjections, DateOnly.MinValue, DateOnly.MinValue, ct)).ToDictionary(sheet => sheet.Id.Member, sheet => (ObjectionTally)sheet.Tally);
        var agencies = await statistics.ListAsync(SheetKind.AgencyMonth, from, until, ct);
        var cities = seeds.CityCodes.Union(months.Select(sheet => sheet.Id.Member)).Union(objections.Keys).Order(StringComparer.Ordinal);
        return new(
            MonthSpan.Text(from), MonthSpan.Text(until), Instants.InMilliseconds(time.GetUtcNow()), current,
            [.. cities.Select(city => City(city, from, until, months.Where(sheet => sheet.Id.Member == city), objections.GetValueOrDefault(city, ObjectionTally.None)))],
            [.. agencies.GroupBy(sheet => sheet.Id.Member).OrderBy(agency => agency.Key, StringComparer.Ordinal).Select(agency => Agency(agency.Key, agency.Select(sheet => (AgencyTally)sheet.Tally)))],
            "按认定时间（中国时间）逐月统计。合规率＝入库／（入库＋退回＋重复认定），原样重报（repeated）不计入；及时率＝七个工作日内报送／首次报送并入库。仅说明城市和机构的工作情况，不涉及对信用主体的任何评价。",
            "By the month of the decision, China's calendar. Compliance rate: accepted / (accepted + rejected + duplicate); what was held already, byte for byte, counts neither way. Timeliness rate: received within seven working days of the decision / accepted for the first time. Describes cities and agencies, never subjects.");
    }

    private CityFigures City(string code, DateOnly from, DateOnly until, IEnumerable<Sheet> sheets, ObjectionTally objections)
    {
        var tallies = sheets.ToDictionary(sheet => sheet.Id.From, sheet => (CityTally)sheet.Tally);
        var months = Months(from, until).Select(month => (Month: month, Tally: tallies.GetValueOrDefault(month, CityTally.None), Objections: objections.Months.GetValueOrDefault(month))).ToList();
        var city = seeds.Cities.GetValueOrDefault(code);
        return new(
            code, city?.Name, city?.NameEn,
            Figures(months.Aggregate(CityTally.None, (sum, month) => sum.Plus(month.Tally)), months.Aggregate(default(ObjectionCounts), (sum, month) => sum.Plus(month.Objections))),
            new(objections.Open.Count, objections.Open.Count == 0 ? null : objections.Open.Values.Min()),
            [.. months.Select(month => new CityMonth(MonthSpan.Text(month.Month), Figures(month.Tally, month.Objections)))]);
    }

    private Figures Figures(CityTally tally, ObjectionCounts objections)
    {
        var judged = tally.Accepted + tally.Rejected + tally.Duplicate;
        return new(
            judged + tally.Repeated, tally.Accepted, tally.Rejected, tally.Repeated, tally.Duplicate, FigureSum.Rate(tally.Accepted, judged),
            tally.PushTimes.All, FigureSum.Rate(tally.PushTimes.UpTo7, tally.PushTimes.All), tally.PushTimes, tally.DecisionTimes,
            Changed(ChangeKind.Correct), Changed(ChangeKind.Withdraw), Changed(ChangeKind.Repair),
            [.. tally.Items.Select(item => Item(item.Key, item.Value)).OrderByDescending(item => item.Received).ThenBy(item => item.Item, StringComparer.Ordinal)],
            [.. tally.Reasons.OrderByDescending(reason => reason.Value.Count).ThenBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => new ReasonFigure(reason.Key, reason.Value.Count, reason.Value.Entries))],
            new(objections.Filed, objections.Settled, objections.InTime, objections.Extended, objections.Late, objections.Settled == 0 ? null : Math.Round((double)objections.Days / objections.Settled, 1)))
        {
            WithoutItem = tally.WithoutItem is var rest && rest != default ? Item(null, rest) : null,
        };

        long Changed(ChangeKind change) => tally.Changes.GetValueOrDefault(RecordWords.Word(change));
    }

    /// <param name="id">Null of the records that are in no item.</param>
    /// <param name="tally">Of these records.</param>
    private ItemFigure Item(string? id, ItemTally tally)
    {
        var item = id is null ? null : seeds.Catalogue.All.Select(edition => edition.Find(id)).LastOrDefault(found => found is not null);
        var judged = tally.Accepted + tally.Rejected + tally.Duplicate;
        return new(
            id, item?.Zh, item?.En, judged + tally.Repeated, tally.Accepted, tally.Rejected, FigureSum.Rate(tally.Accepted, judged), tally.PushTimes.All, FigureSum.Rate(tally.PushTimes.UpTo7, tally.PushTimes.All),
            tally.Repairs, tally.Objections);
    }

    private AgencyFigures Agency(string code, IEnumerable<AgencyTally> months)
    {
        var tally = months.Aggregate(AgencyTally.None, (sum, month) => sum.Plus(month));
        var agency = seeds.Agencies.GetValueOrDefault(code);
        return new(
            code, agency?.Name, agency?.NameEn, agency?.City, tally.Subjects, tally.Asked.OrderBy(purpose => purpose.Key, StringComparer.Ordinal).ToDictionary(purpose => purpose.Key, purpose => purpose.Value.Sum()),
            tally.Refused, tally.RefusedCalls, tally.Claimed, tally.Applied, tally.NotApplied, tally.Released);
    }

    private static IEnumerable<DateOnly> Months(DateOnly from, DateOnly until)
    {
        for (var month = from; month <= until; month = month.AddMonths(1))
            yield return month;
    }

}
