using CreditShare.Domain.Codes;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Systems;

/// <summary>Records for a city to push, each of its own.</summary>
public static class Workload
{
    /// <summary>Records numbered from <paramref name="from"/> on, by an authority of the city; every city's n-th record is about the same n-th subject.</summary>
    public static IEnumerable<CreditRecord> Records(string city, int from, int count)
    {
        var authority = new Organisation($"{city}样例局", UnifiedSocialCreditCode.Compose("11", city, "A1B2C3D4").Value);
        return Enumerable.Range(from, count).Select(n => Some.Penalty(n) with { Authority = authority });
    }
}
