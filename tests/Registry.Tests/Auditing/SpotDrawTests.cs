using CreditShare.Committee.Pages.SpotChecks;
using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.Registry.Tests.Auditing;

/// <summary>Nobody chooses what is drawn for a spot check, and everybody can draw again.</summary>
public sealed class SpotDrawTests
{
    private static readonly MerkleHash Root = MerkleHash.Leaf([1, 2, 3]);
    private static readonly IReadOnlyList<string> Entries = [.. Enumerable.Range(0, 1000).Select(n => $"330100-batch.0.{n}")];

    [Fact]
    public void The_same_seed_draws_the_same_whatever_the_order_in_which_the_entries_come()
    {
        var seed = SpotDraw.Seed(1000, Root, "330100", new(2026, 10, 1));
        Assert.Equal(Draw(seed, 20, Entries), Draw(seed, 20, Entries.Reverse()));
    }

    [Fact]
    public void Asking_for_fewer_draws_the_beginning_of_what_asking_for_more_draws()
    {
        var seed = SpotDraw.Seed(1000, Root, "330100", new(2026, 10, 1));
        Assert.Equal(Draw(seed, 50, Entries).Take(20), Draw(seed, 20, Entries));
    }

    [Fact]
    public void Of_fewer_entries_than_are_asked_for_all_are_drawn_once()
    {
        var draw = new SpotDraw(SpotDraw.Seed(1000, Root, "330100", new(2026, 10, 1)), 20);
        foreach (var entry in Entries.Take(7))
            draw.Offer(entry);
        Assert.Equal(7, draw.Offered);
        Assert.Equal(Entries.Take(7), draw.Drawn.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1001, "330100", 10, false)]
    [InlineData(1000, "330400", 10, false)]
    [InlineData(1000, "330100", 11, false)]
    [InlineData(1000, "330100", 10, true)]
    public void Another_size_city_month_or_root_is_another_seed(long size, string city, int month, bool otherRoot) =>
        Assert.NotEqual(SpotDraw.Seed(1000, Root, "330100", new(2026, 10, 1)), SpotDraw.Seed(size, otherRoot ? MerkleHash.Empty : Root, city, new(2026, month, 1)));

    /// <summary>What the sheet prints as its method, by hand: <c>printf 'creditshare/spot-check/v1\n…' | sha256sum</c>.</summary>
    [Fact]
    public void The_seed_is_what_the_sheet_says_it_is() =>
        Assert.Equal(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"creditshare/spot-check/v1\n1000\n{Root.ToBase64()}\n330100\n2026-10\n")),
            SpotDraw.Seed(1000, Root, "330100", new(2026, 10, 1)));

    [Fact]
    public void Every_entry_has_about_the_same_chance()
    {
        var drawn = new Dictionary<string, int>();
        foreach (var size in Enumerable.Range(1, 400))
        {
            foreach (var entry in Draw(SpotDraw.Seed(size, Root, "330100", new(2026, 10, 1)), 10, Entries.Take(100)))
                drawn[entry] = drawn.GetValueOrDefault(entry) + 1;
        }
        // 40 times on average, with a standard deviation of 6.
        Assert.All(Entries.Take(100), entry => Assert.InRange(drawn.GetValueOrDefault(entry), 10, 70));
    }

    private static IReadOnlyList<string> Draw(byte[] seed, int count, IEnumerable<string> entries)
    {
        var draw = new SpotDraw(seed, count);
        foreach (var entry in entries)
            draw.Offer(entry);
        return draw.Drawn;
    }
}
