using CreditShare.Domain.Statistics;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;

namespace CreditShare.Committee.Statistics;

/// <summary>At which hours one agency asked. Of the agency, never of subjects.</summary>
internal sealed class AgencyHours(IStatisticsStore statistics, CountedLog counted, SeedFolder seeds)
{
    /// <param name="agency">Its code.</param>
    /// <param name="from">First day, China's calendar.</param>
    /// <param name="until">Last day.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<AgencyHoursAnswer> ReadAsync(string agency, DateOnly from, DateOnly until, CancellationToken ct)
    {
        var current = await counted.ReadAsync(ct);
        var ids = Enumerable.Range(0, until.DayNumber - from.DayNumber + 1).Select(n => SheetId.AgencyDay(agency, from.AddDays(n))).ToList();
        var days = (await statistics.FindAsync(ids, ct)).Where(sheet => ((AgencyTally)sheet.Tally).Subjects > 0).OrderBy(sheet => sheet.Id.From)
            .Select(sheet => Day(sheet.Id.From, (AgencyTally)sheet.Tally)).ToList();
        return new(agency, seeds.Agencies.GetValueOrDefault(agency)?.Name, from, until, current, Sum(days.Select(day => day.Hours)), days);
    }

    private static AgencyHoursDay Day(DateOnly day, AgencyTally tally) => new(
        day, Sum(tally.Asked.Values.Select(hours => (IReadOnlyList<long>)hours)), tally.Asked.OrderBy(purpose => purpose.Key, StringComparer.Ordinal).ToDictionary(purpose => purpose.Key, purpose => (IReadOnlyList<long>)purpose.Value));

    private static long[] Sum(IEnumerable<IReadOnlyList<long>> rows) =>
        rows.Aggregate(new long[AgencyTally.Hours], (sum, row) => [.. sum.Zip(row, (one, more) => one + more)]);
}

/// <param name="Agency">Its code.</param>
/// <param name="Name">Chinese; null if it is not in the register.</param>
/// <param name="From">First day, China's calendar.</param>
/// <param name="Until">Last day.</param>
/// <param name="Counted">How current the counts are.</param>
/// <param name="Hours">Subjects asked about in each hour of China's day, 0 to 23, on all days together.</param>
/// <param name="Days">In order; those on which it asked nothing are absent.</param>
public sealed record AgencyHoursAnswer(string Agency, string? Name, DateOnly From, DateOnly Until, Counted Counted, IReadOnlyList<long> Hours, IReadOnlyList<AgencyHoursDay> Days);

/// <param name="Day">China's calendar.</param>
/// <param name="Hours">Subjects by hour, 0 to 23.</param>
/// <param name="ByPurpose">The same, by code of the purpose.</param>
public sealed record AgencyHoursDay(DateOnly Day, IReadOnlyList<long> Hours, IReadOnlyDictionary<string, IReadOnlyList<long>> ByPurpose);
