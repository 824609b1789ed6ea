using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CreditShare.Committee.Statistics;
using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.Committee.Pages.SpotChecks;

/// <summary>
/// Which entries are drawn: those whose ids, hashed behind the seed, are the smallest. Each has the same chance, nobody chooses, and whoever has the log can draw again. A smaller number of entries is the
/// beginning of a larger one, so that asking for more or fewer chooses nothing either.
/// </summary>
/// <param name="seed">32 bytes.</param>
/// <param name="count">How many are drawn; 1 or more.</param>
internal sealed class SpotDraw(byte[] seed, int count)
{
    private readonly SortedList<string, string> drawn = new(StringComparer.Ordinal);

    /// <summary>Fixed by the log: SHA-256 over a line each of form, size, root (base64), city and month.</summary>
    /// <param name="size">Of the tree.</param>
    /// <param name="root">Of that size.</param>
    /// <param name="city">Code.</param>
    /// <param name="month">Its first day.</param>
    public static byte[] Seed(long size, MerkleHash root, string city, DateOnly month) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"creditshare/spot-check/v1\n{size}\n{root.ToBase64()}\n{city}\n{MonthSpan.Text(month)}\n")));

    /// <summary>Entries that were offered.</summary>
    public long Offered { get; private set; }

    /// <summary>Ids in the order of the draw.</summary>
    public IReadOnlyList<string> Drawn => [.. drawn.Values];

    public void Offer(string entry)
    {
        Offered++;
        var rank = Convert.ToHexStringLower(SHA256.HashData([.. seed, .. Encoding.UTF8.GetBytes(entry)]));
        if (drawn.Count == count && string.CompareOrdinal(rank, drawn.GetKeyAtIndex(count - 1)) >= 0)
            return;
        drawn[rank] = entry;
        if (drawn.Count > count)
            drawn.RemoveAt(count);
    }
}
