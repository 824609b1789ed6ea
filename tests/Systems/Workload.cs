using CreditShare.Domain.Codes;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Systems;

/// <summary>Records for a city to push, each of its own.</summary>
public static class Workload
{
    private const int ChangedOnceIn = 4;
    private const int ChangedAfter = 2;

    /// <summary>Records numbered from <paramref name="from"/> on, by an authority of the city; every city's n-th record is about the same n-th subject.</summary>
    public static IEnumerable<CreditRecord> Records(string city, int from, int count)
    {
        var authority = new Organisation($"{city}样例局", UnifiedSocialCreditCode.Compose("11", city, "A1B2C3D4").Value);
        return Enumerable.Range(from, count).Select(n => Some.Penalty(n) with { Authority = authority });
    }

    /// <summary>
    /// A city's batches, one after the other: new records, and in one of four a second version of every record of the batch two before it, withdrawals, corrections and objections in turn. All are to be
    /// accepted, if each batch is pushed when the one before it has its receipt.
    /// </summary>
    /// <param name="city">Its code.</param>
    /// <param name="n">Number of the batch, from 0; the third is the first that changes what is held.</param>
    /// <param name="size">Records in each batch.</param>
    public static IEnumerable<CreditRecord> Batch(string city, int n, int size) =>
        n % ChangedOnceIn == ChangedAfter ? Records(city, (n - ChangedAfter) * size, size).Select(Changed) : Records(city, n * size, size);

    private static CreditRecord Changed(CreditRecord record, int place) => (place % 3) switch
    {
        0 => record with { Change = ChangeKind.Withdraw, ChangeReason = "决定被撤销" },
        1 => record with { Change = ChangeKind.Correct, ChangeReason = "样例", Note = "更正" },
        _ => record with { Change = ChangeKind.Dispute, ChangeReason = "样例" },
    };
}
