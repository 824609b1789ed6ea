using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.ExchangeLog.Tests.Merkle;

public sealed class TreeAppendTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20_260_815)]
    [InlineData(330_100)]
    public void Batches_of_any_size_give_the_tree_computed_from_scratch(int seed)
    {
        var random = new Random(seed);
        var leaves = Some.Leaves(5000);
        var log = new MemoryLog();
        while (log.Edge.Size < leaves.Length)
        {
            log.Append((int)Math.Min(random.Next(0, 4) switch { 0 => 0, 1 => 1, 2 => random.Next(700), _ => 256 }, leaves.Length - log.Edge.Size));
            var now = leaves.AsSpan(0, (int)log.Edge.Size);
            Assert.Equal(Recomputed.Root(now), log.Edge.Root());
            foreach (var tile in log.Partials) AssertIsRecomputed(tile, now);
        }
        foreach (var (path, bytes) in log.Resources.Where(r => !r.Key.IsEntries)) AssertIsRecomputed(Tile.Read(path, bytes), leaves);
    }

    [Fact]
    public void Only_tiles_that_grew_are_written()
    {
        var log = MemoryLog.Of(256);
        var appended = log.Append(1);
        Assert.Equal(["tile/0/001.p/1"], appended.Writes.Select(tile => tile.Path.ToString()));
        Assert.Equal(["tile/0/001.p/1", "tile/1/000.p/1"], appended.PartialTiles.Select(tile => tile.Path.ToString()));
    }

    [Fact]
    public void Filling_a_tile_writes_it_whole_and_the_one_above()
    {
        var appended = MemoryLog.Of(510).Append(4);
        Assert.Equal(["tile/0/001", "tile/0/002.p/2", "tile/1/000.p/2"], appended.Writes.Select(tile => tile.Path.ToString()));
    }

    [Fact]
    public void Nothing_appended_writes_nothing()
    {
        var log = MemoryLog.Of(300);
        var root = log.Edge.Root();
        var appended = log.Append(0);
        Assert.Empty(appended.Writes);
        Assert.Equal(root, appended.Edge.Root());
        Assert.Equal(2, appended.PartialTiles.Count);
    }

    [Fact]
    public void Appending_again_after_a_crash_writes_the_same_bytes()
    {
        var before = MemoryLog.Of(700, batch: 90);
        var leaves = Some.Leaves(1100)[700..];
        var first = TreeAppend.Append(before.Edge, before.Partials, leaves);
        var second = TreeAppend.Append(before.Edge, before.Partials, leaves);
        Assert.Equal(first.Writes.Select(tile => tile.Path), second.Writes.Select(tile => tile.Path));
        Assert.All(first.Writes.Zip(second.Writes), pair => Assert.Equal(pair.First.Bytes.ToArray(), pair.Second.Bytes.ToArray()));
    }

    [Fact]
    public void Appending_without_the_partial_tile_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => TreeAppend.Append(MemoryLog.Of(3).Edge, [], Some.Leaves(1)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(66_000)]
    public void The_edge_is_read_back_from_the_partial_tiles(int size)
    {
        var log = MemoryLog.Of(size);
        var edge = TreeEdge.FromTiles(size, [.. TilePath.PartialsAt(size).Select(log.Read)]);
        Assert.Equal(log.Edge.Roots, edge.Roots);
    }

    [Fact]
    public void The_edge_is_not_read_back_from_tiles_of_another_size() =>
        Assert.Throws<ArgumentException>(() => TreeEdge.FromTiles(258, MemoryLog.Of(257).Partials));

    private static void AssertIsRecomputed(Tile tile, ReadOnlySpan<MerkleHash> leaves)
    {
        var span = (int)Math.Pow(256, tile.Path.Level);
        for (var i = 0; i < tile.Width; i++)
            Assert.Equal(Recomputed.Root(leaves.Slice(((int)tile.Path.Index * 256 + i) * span, span)), tile[i]);
    }
}
