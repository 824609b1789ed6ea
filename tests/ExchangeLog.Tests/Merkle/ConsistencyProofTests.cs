using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Tests.Merkle;

public sealed class ConsistencyProofTests
{
    private const int Sizes = 33;

    private static readonly MerkleHash[] Leaves = Some.Leaves(Sizes);
    private static readonly MerkleHash[] Roots = [.. Enumerable.Range(0, Sizes + 1).Select(size => Recomputed.Root(Leaves.AsSpan(0, size)))];

    [Theory]
    [InlineData(3, 7, "BJ19zbVrz+vTEzBMmDnxlqPUtu873AsIKY+TrIGR8Kg=", "J0ebarMh0u5HdFL2i6UndI6GPK/o+9HfK/idFXDRtpc=",
        "LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk=", "5CnFtcyqlSPDcpfxhGdm+QMTfoIZXFGZ5r5XEw0QBsg=")]
    [InlineData(4, 7, "5CnFtcyqlSPDcpfxhGdm+QMTfoIZXFGZ5r5XEw0QBsg=")]
    [InlineData(256, 257, "3LAG8L3VTdYHvrXRIhHSSONWZAbkWWNYlXJMPVengOc=")]
    [InlineData(7, 7)]
    [InlineData(0, 7)]
    public void A_proof_is_that_of_the_vectors(int before, int after, params string[] expected)
    {
        var log = MemoryLog.Of(after);
        var proof = ConsistencyProof.Build(before, after, log.Read);
        Assert.Equal(expected, proof.Select(hash => hash.ToBase64()));
        Assert.True(ConsistencyProof.Verify(before, MemoryLog.Of(before).Edge.Root(), after, log.Edge.Root(), proof));
    }

    [Fact]
    public void Every_proof_to_size_33_is_the_recomputed_one_and_verifies() => ForAll((before, after, proof) =>
    {
        if (before > 0) Assert.Equal(Recomputed.Proof(before, Leaves.AsSpan(0, after)), proof);
        Assert.True(ConsistencyProof.Verify(before, Roots[before], after, Roots[after], proof));
    });

    [Fact]
    public void A_proof_one_hash_too_long_or_too_short_is_refused() => ForAll((before, after, proof) =>
    {
        Assert.False(ConsistencyProof.Verify(before, Roots[before], after, Roots[after], [.. proof, Roots[1]]));
        Assert.False(ConsistencyProof.Verify(before, Roots[before], after, Roots[after], [Roots[1], .. proof]));
        if (proof.Count == 0) return;
        Assert.False(ConsistencyProof.Verify(before, Roots[before], after, Roots[after], [.. proof.SkipLast(1)]));
        Assert.False(ConsistencyProof.Verify(before, Roots[before], after, Roots[after], [.. proof.Skip(1)]));
    });

    [Fact]
    public void A_proof_with_another_root_or_a_changed_hash_is_refused() => ForAll((before, after, proof) =>
    {
        var wrong = MerkleHash.Leaf([1]);
        Assert.False(ConsistencyProof.Verify(before, wrong, after, Roots[after], proof));
        // From nothing every tree follows, so only there the new root is free.
        if (before > 0) Assert.False(ConsistencyProof.Verify(before, Roots[before], after, wrong, proof));
        for (var i = 0; i < proof.Count; i++)
        {
            var changed = proof.ToArray();
            changed[i] = wrong;
            Assert.False(ConsistencyProof.Verify(before, Roots[before], after, Roots[after], changed));
        }
    });

    [Fact]
    public void A_proof_for_the_neighbouring_size_is_refused() => ForAll((before, after, proof) =>
    {
        if (before > 1) Assert.False(ConsistencyProof.Verify(before - 1, Roots[before - 1], after, Roots[after], proof));
        if (before > 0 && after > before) Assert.False(ConsistencyProof.Verify(before, Roots[before], after - 1, Roots[after - 1], proof));
    });

    [Theory]
    [InlineData(8, 7)]
    [InlineData(-1, 7)]
    [InlineData(1, long.MaxValue)]
    public void No_proof_is_built_or_verified_between_impossible_sizes(long before, long after)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ConsistencyProof.TilesFor(before, after));
        Assert.False(ConsistencyProof.Verify(before, Roots[1], after, Roots[1], []));
    }

    [Fact]
    public void Proofs_across_tiles_verify_from_the_tiles_they_name()
    {
        var log = MemoryLog.Of(70_000);
        foreach (var before in new[] { 1, 255, 256, 257, 65_535, 65_536, 65_537, 69_999 })
        {
            var tiles = ConsistencyProof.TilesFor(before, 70_000).ToDictionary(path => path, log.Read);
            var proof = ConsistencyProof.Build(before, 70_000, at => tiles[at]);
            Assert.True(ConsistencyProof.Verify(before, MemoryLog.Of(before).Edge.Root(), 70_000, log.Edge.Root(), proof));
        }
    }

    private static void ForAll(Action<int, int, IReadOnlyList<MerkleHash>> check)
    {
        for (var after = 1; after <= Sizes; after++)
        {
            var log = MemoryLog.Of(after);
            for (var before = 0; before <= after; before++) check(before, after, ConsistencyProof.Build(before, after, log.Read));
        }
    }
}
