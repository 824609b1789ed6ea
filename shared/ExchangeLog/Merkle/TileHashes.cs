using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.ExchangeLog.Merkle;

/// <summary>Roots of ranges, read from the tiles of one tree size.</summary>
internal static class TileHashes
{
    public static IReadOnlyList<MerkleHash> Read(List<SubtreeRange> ranges, long size, TileReader read) =>
        ranges.ConvertAll(range => Root(range, size, read));

    public static IReadOnlyList<TilePath> Paths(List<SubtreeRange> ranges, long size) =>
        [.. ranges.SelectMany(range => range.Subtrees()).Select(subtree => Place(subtree.Height, subtree.Index, size).Path).Distinct()];

    private static MerkleHash Root(SubtreeRange range, long size, TileReader read)
    {
        MerkleHash? root = null;
        foreach (var (height, index) in range.Subtrees())
        {
            var (path, first, count) = Place(height, index, size);
            var subtree = read(path).RootOf(first, count);
            root = root is { } right ? MerkleHash.Node(subtree, right) : subtree;
        }
        return root ?? MerkleHash.Empty;
    }

    // A complete subtree is one hash of a tile or an aligned run of 2, 4 … 128 hashes, so it never crosses a tile.
    private static (TilePath Path, int First, int Count) Place(int height, long index, long size)
    {
        var level = height / Tile.Height;
        var rest = height % Tile.Height;
        var hash = index << rest;
        return (TilePath.At(level, hash / Tile.FullWidth, size), (int)(hash % Tile.FullWidth), 1 << rest);
    }
}
