using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Tests.Entries;

public sealed class CommitmentTests
{
    private static readonly MerkleHash[] Codes =
        [.. Enumerable.Range(0, 3).Select(i => ListCommitment.Leaf(Blind.FromBytes([.. Enumerable.Repeat((byte)i, 16)]), $"code-{i}"))];

    [Fact]
    public void A_commitment_is_that_of_the_vectors()
    {
        var commitment = Commitment.Of(Some.Bytes(0x40, 32), "record-0"u8);
        Assert.Equal("KPz8RscRQm31xT2VGar206eI8BDVL3czpCeL6DnU+cI=", commitment.ToBase64());
        Assert.True(commitment.Matches(Some.Bytes(0x40, 32), "record-0"u8));
        Assert.False(commitment.Matches(Some.Bytes(0x40, 32), "record-1"u8));
        Assert.False(commitment.Matches(Some.Bytes(0x41, 32), "record-0"u8));
    }

    [Fact]
    public void A_list_s_root_is_that_of_the_vectors()
    {
        var list = ListCommitment.Of(Codes);
        Assert.Equal(3, list.Count);
        Assert.Equal("2OW+sCN4Rl5/f5AR3+cS/1uxY0Z7v3QgV5eOLrJPdB0=", list.Root.ToBase64());
    }

    [Fact]
    public void One_code_of_a_list_is_proved_without_the_others()
    {
        var list = ListCommitment.Of(Codes);
        var path = InclusionProof.Build(1, Codes);
        Assert.True(InclusionProof.Verify(Codes[1], 1, list.Count, path, list.Root));
        Assert.False(InclusionProof.Verify(ListCommitment.Leaf(Blind.FromBytes(Some.Bytes(1, 16)), "code-1"), 1, list.Count, path, list.Root));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(33)]
    public void Random_bytes_of_another_length_are_a_bug(int length)
    {
        Assert.Throws<ArgumentException>(() => Blind.FromBytes(new byte[length]));
        Assert.Throws<ArgumentException>(() => Commitment.Of(new byte[length], []));
    }
}
