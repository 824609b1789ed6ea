using CreditShare.Committee.Statistics;
using CreditShare.Domain.Calendar;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.Overview;

/// <summary>Gathers the committee's first page.</summary>
internal sealed class OverviewReader(CityStatistics cities, CaseCounts cases, MemberAttention members, LogAttention log, TimeProvider time)
{
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<CommitteeOverview> ReadAsync(MonthSpan span, CancellationToken ct)
    {
        var counted = await cases.ReadAsync(ct);
        return new(
            await cities.ReadAsync(span.From, span.Until, ct), counted,
            [.. await log.ReadAsync(ct), .. await members.ReadAsync(counted, ChinaCalendar.Today(time.GetUtcNow()), ct)]);
    }
}

/// <param name="Report">The cities side by side.</param>
/// <param name="Cases">By city; null where they are being counted.</param>
/// <param name="Attention">What needs somebody now, whatever the months.</param>
internal sealed record CommitteeOverview(CityReport Report, CaseReport? Cases, IReadOnlyList<AttentionItem> Attention)
{
    public Figures Total { get; } = FigureSum.Of(Report.Cities.Select(city => city.Total));

    /// <summary>Subjects that the city's agencies asked about.</summary>
    public long Lookups(string city) => Report.Agencies.Where(agency => agency.City == city).Sum(agency => agency.Subjects);

    public long AllLookups => Report.Agencies.Sum(agency => agency.Subjects);
}
