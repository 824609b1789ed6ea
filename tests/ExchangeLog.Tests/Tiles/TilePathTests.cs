using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.ExchangeLog.Tests.Tiles;

public sealed class TilePathTests
{
    [Theory]
    [InlineData(0, "000")]
    [InlineData(255, "255")]
    [InlineData(999, "999")]
    [InlineData(1000, "x001/000")]
    [InlineData(999_999, "x999/999")]
    [InlineData(1_000_000, "x001/x000/000")]
    [InlineData(1_234_067, "x001/x234/067")]
    [InlineData(123_456_789, "x123/x456/789")]
    [InlineData(1L << 54, "x018/x014/x398/x509/x481/984")]
    public void An_index_is_written_as_in_the_vectors_and_read_back(long index, string text)
    {
        foreach (var (path, written) in new[]
        {
            (TilePath.Hashes(0, index, 256), $"tile/0/{text}"),
            (TilePath.Hashes(63, index, 1), $"tile/63/{text}.p/1"),
            (TilePath.Entries(index, 255), $"tile/entries/{text}.p/255"),
        })
        {
            Assert.Equal(written, path.ToString());
            Assert.True(TilePath.TryParse(written, out var read));
            Assert.Equal(path, read);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/1000")]
    [InlineData("tile/0/001/000")]
    [InlineData("tile/0/x001")]
    [InlineData("tile/0/x001/x000")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/X001/000")]
    [InlineData("tile/0/x001//000")]
    [InlineData("tile/0/000/")]
    [InlineData("/tile/0/000")]
    [InlineData("Tile/0/000")]
    [InlineData("tile//0/000")]
    [InlineData("tile/00/000")]
    [InlineData("tile/01/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/+1/000")]
    [InlineData("tile/ 1/000")]
    [InlineData("tile/Entries/000")]
    [InlineData("tile/data/000")]
    [InlineData("tile/0/-01")]
    [InlineData("tile/0/٠٠١")] // Arabic digits
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/00")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/-1")]
    [InlineData("tile/0/000.p/1/")]
    [InlineData("tile/0/000.p/1.p/1")]
    [InlineData("tile/0/000.P/1")]
    [InlineData("tile/0/000\n")]
    [InlineData("tile/0/000?")]
    [InlineData("tile/0/x018/x014/x398/x509/x481/985")] // above 2^54
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/999")]
    public void What_is_not_written_exactly_so_is_no_path(string text) => Assert.False(TilePath.TryParse(text, out _));

    [Theory]
    [InlineData(0, 0, 70_000, 256)]
    [InlineData(0, 273, 70_000, 112)]
    [InlineData(0, 274, 70_000, 0)]
    [InlineData(1, 1, 70_000, 17)]
    [InlineData(2, 0, 70_000, 1)]
    [InlineData(3, 0, 70_000, 0)]
    [InlineData(8, 0, 1L << 62, 0)]
    [InlineData(9, 0, 1L << 62, 0)] // a shift by 72 would be one by 8
    [InlineData(63, 0, 1L << 62, 0)]
    [InlineData(7, 0, 1L << 62, 64)]
    [InlineData(0, long.MaxValue, 1L << 62, 0)]
    public void A_tile_is_as_wide_as_the_size_makes_it(int level, long index, long size, int width) =>
        Assert.Equal(width, Tile.WidthAt(level, index, size));

    [Theory]
    [InlineData(31)]
    [InlineData(0)]
    [InlineData(33)]
    [InlineData(64)]
    public void A_tile_of_another_length_than_its_path_says_is_refused(int bytes) =>
        Assert.False(Tile.TryRead(TilePath.Hashes(0, 0, 1), new byte[bytes], out _));

    [Fact]
    public void A_full_tile_cut_to_a_width_is_the_partial_tile()
    {
        var full = MemoryLog.Of(256).Read(TilePath.Hashes(0, 0, 256));
        var partial = MemoryLog.Of(9).Read(TilePath.Hashes(0, 0, 9));
        Assert.Equal(partial.Path, full.Cut(9).Path);
        Assert.Equal(partial.Bytes.ToArray(), full.Cut(9).Bytes.ToArray());
    }
}
