using CreditShare.Domain.Calendar;
using CreditShare.Domain.Cases;
using CreditShare.Domain.Profiles;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;

namespace CreditShare.Committee.Statistics;

/// <summary>Counts how agencies answer the measures that they are charged with, by reading all cases as they stand now: states are functions of the day, so no counter could be kept.</summary>
internal sealed class CaseStatistics(ICaseStore cases, IProfileStore profiles, SeedFolder seeds, TimeProvider time)
{
    private const int PageSize = 1000;

    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<CaseReport> CountAsync(CancellationToken ct)
    {
        var now = Instants.InMilliseconds(time.GetUtcNow());
        var day = ChinaCalendar.Today(now);
        var tallies = new Dictionary<string, CaseTally>();
        string? after = null;
        while (await cases.AllAsync(after, PageSize, ct) is { Count: > 0 } page)
        {
            var found = await profiles.FindManyAsync([.. page.Select(held => held.Subject).Distinct()], ct);
            foreach (var held in page)
            {
                var profile = found.GetValueOrDefault(held.Subject) ?? SubjectProfile.Empty(held.Subject);
                if (!tallies.TryGetValue(held.Agency, out var tally))
                    tallies[held.Agency] = tally = new();
                tally.Add(held, CaseStanding.On(held, profile, seeds.CaseBook, day));
            }
            after = page[^1].Id;
        }
        return new(now, day, Sum(tallies.Values), [.. Cities(tallies)]);
    }

    private IEnumerable<CaseCity> Cities(Dictionary<string, CaseTally> tallies) =>
        seeds.Agencies.Values.GroupBy(agency => agency.City).OrderBy(city => city.Key, StringComparer.Ordinal).Select(city =>
        {
            var agencies = city.OrderBy(agency => agency.Code, StringComparer.Ordinal)
                .Select(agency => new CaseAgency(agency.Code, agency.Name, tallies.GetValueOrDefault(agency.Code) ?? new())).ToList();
            return new CaseCity(city.Key, seeds.Cities[city.Key].Name, Sum(agencies.Select(agency => agency.Cases)), agencies);
        });

    private static CaseTally Sum(IEnumerable<CaseTally> tallies)
    {
        var sum = new CaseTally();
        foreach (var tally in tallies)
            sum.Add(tally);
        return sum;
    }
}

/// <summary>How the agencies answer, by city. Describes agencies, never subjects.</summary>
/// <param name="At">When it was counted, UTC.</param>
/// <param name="Day">The day by which states are counted, in China's calendar.</param>
/// <param name="Cases">All together.</param>
/// <param name="Cities">By code.</param>
public sealed record CaseReport(DateTimeOffset At, DateOnly Day, CaseTally Cases, IReadOnlyList<CaseCity> Cities);

/// <param name="City">Code.</param>
/// <param name="Name">Chinese.</param>
/// <param name="Cases">Of all its agencies.</param>
/// <param name="Agencies">By code.</param>
public sealed record CaseCity(string City, string Name, CaseTally Cases, IReadOnlyList<CaseAgency> Agencies);

/// <param name="Agency">Code.</param>
/// <param name="Name">Chinese.</param>
/// <param name="Cases">Its own.</param>
public sealed record CaseAgency(string Agency, string Name, CaseTally Cases);
