using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.ExchangeLog.Tests.Tiles;

public sealed class EntryBundleTests
{
    [Fact]
    public void Entries_of_every_length_come_back()
    {
        ReadOnlyMemory<byte>[] entries = [ReadOnlyMemory<byte>.Empty, new byte[1], new byte[256], new byte[65_535]];
        Assert.True(EntryBundle.TryDecode(EntryBundle.Encode(entries), 4, out var read));
        Assert.Equal(entries.Select(entry => entry.Length), read.Select(entry => entry.Length));
    }

    [Fact]
    public void An_entry_too_long_for_its_length_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => EntryBundle.Encode([new byte[65_536]]));

    [Theory]
    [InlineData("0001610001", 2)] // cut within an entry
    [InlineData("00016100", 2)] // cut within a length
    [InlineData("000161000162", 1)] // one entry too many
    [InlineData("000161", 2)] // one too few
    [InlineData("00016100", 1)] // a byte behind
    [InlineData("", 1)]
    public void A_bundle_that_is_not_exactly_its_entries_is_refused(string hex, int width) =>
        Assert.False(EntryBundle.TryDecode(Convert.FromHexString(hex), width, out _));

    [Fact]
    public void A_bundle_is_cut_to_its_first_entries()
    {
        Assert.True(EntryBundle.TryCut(Convert.FromHexString("000161000162"), 1, out var cut));
        Assert.Equal("000161", Convert.ToHexString(cut.Span));
        Assert.False(EntryBundle.TryCut(cut, 2, out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(600)]
    public void Bundles_grow_to_the_same_bytes_whatever_the_batches(int batch)
    {
        var whole = MemoryLog.Of(600);
        var grown = MemoryLog.Of(600, batch);
        foreach (var path in new[] { "tile/entries/000", "tile/entries/001", "tile/entries/002.p/88" }) Assert.Equal(whole.At(path), grown.At(path));
    }

    [Fact]
    public void Appending_to_a_partial_bundle_of_another_size_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => EntryBundle.Append(2, Convert.FromHexString("000161"), [new byte[1]]));
}
