using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Tests.Merkle;

public sealed class InclusionProofTests
{
    private const int Sizes = 33;

    private static readonly MerkleHash[] Leaves = Some.Leaves(Sizes);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 7, "GUu1otW9EOXRqm/V1CmAs1bK8dpiPNmYfEv6L4F3Htc=", "DP2ldv9LKeozw6/a7tG9Y362VLKKBDAvyrX9fbB4Acw=", "JWueiCXl03CkrgBdCQHqKRl34pJ/XPjj5yZg3QlRnts=")]
    [InlineData(6, 7, "ShNqcAh7Y340w9Paps6naLHbE+xHWQLS4kC2Dj2ZnHo=", "JWueiCXl03CkrgBdCQHqKRl34pJ/XPjj5yZg3QlRnts=")]
    [InlineData(256, 257, "+F9OrTQIBxC00egIMBVDqquBqgTeuIWZNQ3Cak8vWN4=")]
    public void A_path_is_that_of_the_vectors(int index, int size, params string[] expected)
    {
        var log = MemoryLog.Of(size);
        var path = InclusionProof.Build(index, size, log.Read);
        Assert.Equal(expected, path.Select(hash => hash.ToBase64()));
        Assert.True(InclusionProof.Verify(MerkleHash.Leaf(Some.Entry(index)), index, size, path, log.Edge.Root()));
    }

    [Fact]
    public void Every_path_to_size_33_is_the_recomputed_one_and_verifies() => ForAll((index, size, path, root) =>
    {
        Assert.Equal(Recomputed.Path(index, Leaves.AsSpan(0, size)), path);
        Assert.Equal(path, InclusionProof.Build(index, Leaves[..size]));
        Assert.True(InclusionProof.Verify(Leaves[index], index, size, path, root));
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(700)]
    public void The_root_of_a_size_is_read_from_its_tiles(int size)
    {
        var log = MemoryLog.Of(size);
        Assert.Equal(log.Edge.Root(), TreeRoot.Of(size, log.Read));
    }

    [Fact]
    public void A_path_one_hash_too_long_or_too_short_is_refused() => ForAll((index, size, path, root) =>
    {
        Assert.False(InclusionProof.Verify(Leaves[index], index, size, [.. path, root], root));
        Assert.False(InclusionProof.Verify(Leaves[index], index, size, [root, .. path], root));
        if (path.Count == 0) return;
        Assert.False(InclusionProof.Verify(Leaves[index], index, size, [.. path.SkipLast(1)], root));
        Assert.False(InclusionProof.Verify(Leaves[index], index, size, [.. path.Skip(1)], root));
    });

    [Fact]
    public void A_path_for_any_other_index_leaf_or_root_is_refused() => ForAll((index, size, path, root) =>
    {
        for (var other = -1; other <= size; other++)
        {
            if (other == index) continue;
            Assert.False(InclusionProof.Verify(Leaves[index], other, size, path, root));
            if (other >= 0 && other < size) Assert.False(InclusionProof.Verify(Leaves[other], index, size, path, root));
        }
        Assert.False(InclusionProof.Verify(Leaves[index], index, size, path, Leaves[(index + 1) % Sizes]));
    });

    [Fact]
    public void A_path_with_any_hash_changed_is_refused() => ForAll((index, size, path, root) =>
    {
        for (var i = 0; i < path.Count; i++)
        {
            var changed = path.ToArray();
            changed[i] = MerkleHash.Leaf(changed[i].ToArray());
            Assert.False(InclusionProof.Verify(Leaves[index], index, size, changed, root));
        }
    });

    [Fact]
    public void Paths_across_tiles_verify_from_the_tiles_they_name()
    {
        var log = MemoryLog.Of(70_000);
        foreach (var index in new long[] { 0, 255, 256, 4095, 65_535, 65_536, 69_887, 69_999 })
        {
            var tiles = InclusionProof.TilesFor(index, 70_000).ToDictionary(path => path, log.Read);
            var path = InclusionProof.Build(index, 70_000, at => tiles[at]);
            Assert.True(InclusionProof.Verify(MerkleHash.Leaf(Some.Entry(index)), index, 70_000, path, log.Edge.Root()));
        }
    }

    [Theory]
    [InlineData(-1, 7)]
    [InlineData(7, 7)]
    [InlineData(0, 0)]
    [InlineData(0, long.MaxValue)]
    public void No_path_is_built_or_verified_outside_the_tree(long index, long size)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.TilesFor(index, size));
        Assert.False(InclusionProof.Verify(Leaves[0], index, size, [], Leaves[0]));
    }

    private static void ForAll(Action<int, int, IReadOnlyList<MerkleHash>, MerkleHash> check)
    {
        for (var size = 1; size <= Sizes; size++)
        {
            var log = MemoryLog.Of(size);
            for (var index = 0; index < size; index++) check(index, size, InclusionProof.Build(index, size, log.Read), log.Edge.Root());
        }
    }
}
