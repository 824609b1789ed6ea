using System.Security.Cryptography;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.ExchangeLog.Tests.Merkle;

public sealed class TreeVectorTests
{
    [Theory]
    [InlineData("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData("entry-0", "40766b2033429026f53d54502679a839706b4741f8dcaf3a8bba5f41b5ffe075")]
    [InlineData("entry-1", "e868811a482c27d50b6d45dde79c465d6adb9b06645100477a90cf3d8518898b")]
    public void A_leaf_hash_is_that_of_the_vectors(string entry, string hex) => Assert.Equal(hex, MerkleHash.Leaf(Some.Utf8(entry)).ToHex());

    [Fact]
    public void A_long_entry_is_hashed_like_a_short_one()
    {
        foreach (var length in new[] { 1022, 1023, 1024, 1025, 65_535 })
        {
            var entry = new byte[length];
            entry[^1] = 7;
            Assert.Equal(SHA256.HashData([0, .. entry]), MerkleHash.Leaf(entry).ToArray());
        }
    }

    [Theory]
    [InlineData(0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData(1, "QHZrIDNCkCb1PVRQJnmoOXBrR0H43K86i7pfQbX/4HU=")]
    [InlineData(2, "LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk=")]
    [InlineData(3, "pkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8cs=")]
    [InlineData(7, "kTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=")]
    [InlineData(8, "38wTubDKkyxo3j1Z6qqP4mapyAkcAwDoQF6/6w0OWDI=")]
    [InlineData(256, "+F9OrTQIBxC00egIMBVDqquBqgTeuIWZNQ3Cak8vWN4=")]
    [InlineData(257, "kYsc7GTzF8duPPVcBTaEHAOe/wZ3LruIKM58F2Aotaw=")]
    [InlineData(65_536, "3yxgbRFEFvpgC/NJUVLgnjnovj0OLlUBw1KCZTmr2o4=")]
    [InlineData(70_000, "pipUvjMpT/1aXExjf9dUYwtxqJLoNW46Zmpcin/9FRg=")]
    public void A_root_is_that_of_the_vectors(int size, string root)
    {
        Assert.Equal(root, TreeEdge.Empty.Append(Some.Leaves(size)).Root().ToBase64());
        Assert.Equal(root, MemoryLog.Of(size).Edge.Root().ToBase64());
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(7, "0/000.p/7")]
    [InlineData(256, "0/000 1/000.p/1")]
    [InlineData(257, "0/000 0/001.p/1 1/000.p/1")]
    [InlineData(65_536, "0/255 1/000 2/000.p/1")]
    [InlineData(70_000, "0/272 0/273.p/112 1/000 1/001.p/17 2/000.p/1")]
    public void The_tiles_of_a_size_are_those_of_the_vectors(int size, string tiles)
    {
        var log = MemoryLog.Of(size);
        foreach (var path in tiles.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Assert.Contains(MemoryLog.Path("tile/" + path), log.Resources.Keys);
        var hashTiles = log.Resources.Keys.Where(path => !path.IsEntries).ToList();
        Assert.Equal((size + 255) / 256, hashTiles.Count(path => path.Level == 0));
        Assert.Equal((size / 256 + 255) / 256, hashTiles.Count(path => path.Level == 1));
        Assert.Equal(size / 65_536, hashTiles.Count(path => path.Level == 2));
        Assert.DoesNotContain(hashTiles, path => path.Level > 2);
    }

    [Fact]
    public void The_bytes_at_size_257_are_those_of_the_vectors()
    {
        var log = MemoryLog.Of(257);
        Assert.Equal("8921c57d2f65271c82bf0f686c002793863c80c8d1cbbbf5db6046ff59e8b590", Convert.ToHexStringLower(SHA256.HashData(log.At("tile/0/000"))));
        Assert.Equal("+F9OrTQIBxC00egIMBVDqquBqgTeuIWZNQ3Cak8vWN4=", Convert.ToBase64String(log.At("tile/1/000.p/1")));
        var bundle = log.At("tile/entries/000");
        Assert.Equal(2706, bundle.Length);
        Assert.StartsWith("0007656e7472792d300007656e7472792d31", Convert.ToHexStringLower(bundle), StringComparison.Ordinal);
        Assert.Equal("2e41f76a98595afb6b3a27a02a74792386a99b155db3579513faf3bf67057752", Convert.ToHexStringLower(SHA256.HashData(bundle)));
        Assert.Equal("0009656e7472792d323536", Convert.ToHexStringLower(log.At("tile/entries/001.p/1")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")] // no padding
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=")] // stray last bits
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= ")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeu QeRkm5NMpJWZG3hSuFU=")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=")] // URL alphabet
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==")] // 31 bytes
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFVV")] // 33 bytes
    public void A_hash_written_otherwise_is_refused(string text) => Assert.False(MerkleHash.TryParse(text, out _));

    [Fact]
    public void An_edge_with_a_root_too_few_or_too_many_is_refused()
    {
        var roots = TreeEdge.Empty.Append(Some.Leaves(7)).Roots;
        Assert.Throws<ArgumentException>(() => new TreeEdge(7, [.. roots.Skip(1)]));
        Assert.Throws<ArgumentException>(() => new TreeEdge(7, [.. roots, MerkleHash.Empty]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TreeEdge(-1, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TreeEdge(TreeSize.Most + 1, []));
    }
}
