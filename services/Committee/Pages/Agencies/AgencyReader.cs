using CreditShare.Committee.Entries;
using CreditShare.Committee.Statistics;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Cases;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.Agencies;

/// <summary>Gathers one agency's page.</summary>
internal sealed class AgencyReader(AgencyStatistics statistics, AgencyHours hours, CaseCounts cases, EntrySearch search)
{
    private const int MostRefusals = 20;

    /// <param name="agency">Its code.</param>
    /// <param name="span">Which days.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<AgencyDetail> ReadAsync(string agency, DaySpan span, CancellationToken ct)
    {
        var counted = await cases.ReadAsync(ct);
        var refused = await search.FindAsync(new()
        {
            Kind = EntryKind.AccessRefused, Agency = agency, From = ChinaCalendar.StartOf(span.From), Until = ChinaCalendar.StartOf(span.Until.AddDays(1)), NewestFirst = true, Limit = MostRefusals,
        }, ct);
        return new(
            await statistics.ReadAsync(span.From, span.Until, agency, ct), await hours.ReadAsync(agency, span.From, span.Until, ct), counted?.At,
            counted?.Cities.SelectMany(city => city.Agencies).FirstOrDefault(own => own.Agency == agency)?.Cases,
            [.. refused.Entries.Select(stored => EntryEncoding.TryDecode(stored.Bytes, out var entry) ? entry : null).OfType<LogEntry>()], refused.Next is not null, refused.IsCut);
    }
}

/// <param name="Days">Day by day, with the marks of unusual ones.</param>
/// <param name="Hours">By hour and purpose.</param>
/// <param name="CountedAt">When cases were last counted, UTC; null if they were not.</param>
/// <param name="Cases">Null if they were not counted, or the agency is not in the register.</param>
/// <param name="Refused">The latest refused calls of these days, newest first.</param>
/// <param name="HasMoreRefused">Whether there are others, or may be.</param>
/// <param name="IsCut">The search for them took long and was ended: there may be fewer than there are.</param>
internal sealed record AgencyDetail(
    AgencyStatisticsAnswer Days, AgencyHoursAnswer Hours, DateTimeOffset? CountedAt, CaseTally? Cases, IReadOnlyList<LogEntry> Refused, bool HasMoreRefused, bool IsCut)
{
    /// <summary>Subjects by purpose and hour of China's day, on all days together; most first.</summary>
    public IReadOnlyList<(string Purpose, IReadOnlyList<long> Hours)> Purposes { get; } =
    [
        .. Hours.Days.SelectMany(day => day.ByPurpose).GroupBy(purpose => purpose.Key, purpose => purpose.Value)
            .Select(purpose => (purpose.Key, (IReadOnlyList<long>)[.. Enumerable.Range(0, 24).Select(hour => purpose.Sum(row => row[hour]))])).OrderByDescending(purpose => purpose.Item2.Sum()),
    ];
}
