using System.Security.Cryptography;
using System.Text;
using CreditShare.Domain.Equality;
using FsCheck.Xunit;

namespace CreditShare.Domain.Tests.Equality;

public sealed class HoldingDigestsTests
{
    private static HoldingLine Line(int n) => new($"P-{n}", $"GEN-0{n % 3}", new DateOnly(2026, 6, 1).AddDays(n % 4), SHA256.HashData(Encoding.UTF8.GetBytes($"{n}")));

    private static Dictionary<ItemDay, string> Days(IEnumerable<HoldingLine> lines)
    {
        var digests = new HoldingDigests<ItemDay>(line => new(line.Item, line.Day));
        foreach (var line in lines)
            digests.Add(line);
        return digests.Groups.ToDictionary(group => group.Key, group => Convert.ToHexString(group.Value.Digest()));
    }

    private static IReadOnlyList<ItemDay> Differing(Dictionary<ItemDay, string> one, Dictionary<ItemDay, string> other) =>
        [.. one.Keys.Union(other.Keys).Where(day => one.GetValueOrDefault(day) != other.GetValueOrDefault(day))];

    [Property]
    public void The_order_of_the_lines_says_nothing(int seed)
    {
        var lines = Enumerable.Range(0, 30).Select(Line).ToArray();
        var shuffled = lines.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Empty(Differing(Days(lines), Days(shuffled)));
    }

    [Property]
    public void A_line_that_is_missing_changed_or_extra_changes_the_digest_of_its_day_and_no_other(int seed)
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(0, random.Next(1, 60)).Select(Line).ToList();
        var spoilt = lines[random.Next(lines.Count)];
        var day = new ItemDay(spoilt.Item, spoilt.Day);
        var changed = spoilt with { Hash = [.. spoilt.Hash] };
        changed.Hash[random.Next(32)] ^= (byte)(1 << random.Next(8));
        Assert.Equal([day], Differing(Days(lines), Days(lines.Where(line => line != spoilt))));
        Assert.Equal([day], Differing(Days(lines), Days(lines.Select(line => line == spoilt ? changed : line))));
        Assert.Equal([day], Differing(Days(lines), Days(lines.Append(spoilt))));
        Assert.Equal([day], Differing(Days(lines), Days(lines.Append(changed))));
    }

    [Property]
    public void A_line_under_another_day_changes_both_and_the_whole(int seed)
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(0, 20).Select(Line).ToList();
        var moved = lines[random.Next(lines.Count)];
        var elsewhere = moved with { Day = moved.Day.AddDays(1) };
        var after = lines.Select(line => line == moved ? elsewhere : line).ToList();
        Assert.Equal(
            new[] { new ItemDay(moved.Item, moved.Day), new ItemDay(moved.Item, elsewhere.Day) }.OrderBy(day => day.Day), Differing(Days(lines), Days(after)).OrderBy(day => day.Day));
        Assert.NotEqual(Whole(lines), Whole(after));
    }

    private static string Whole(IEnumerable<HoldingLine> lines)
    {
        var digest = new SetDigest();
        foreach (var line in lines)
            digest.Add(line);
        return Convert.ToHexString(digest.Digest());
    }

    // What stands in logs must be computed the same for ever. Computed once by another program.
    [Fact]
    public void The_digest_of_a_known_set_is_known()
    {
        Assert.Equal("B1FC47E993CA6543D0D70E138C91B2ADE04485E93B39EB0DDA3DB594D4CBA6A2", Whole([]));
        Assert.Equal("17FBD43C7A377772FF75E8E0CE213C214096262A16615D1179FC50F83530A627", Whole([Line(1), Line(2)]));
    }
}
