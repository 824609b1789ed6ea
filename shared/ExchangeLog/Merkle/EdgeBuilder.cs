using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.ExchangeLog.Merkle;

/// <summary>
/// Grows a right edge leaf by leaf with one node hash a leaf on average, and hands every hash that a tile holds to the tile builder.
/// Mutable, owned by the one call that made it.
/// </summary>
internal sealed class EdgeBuilder
{
    private const int MostRoots = 63;

    private readonly MerkleHash[] roots = new MerkleHash[MostRoots];
    private readonly TileBuilder? tiles;
    private int count;

    public EdgeBuilder(TreeEdge edge, TileBuilder? tiles = null)
    {
        this.tiles = tiles;
        Size = edge.Size;
        foreach (var root in edge.Roots) roots[count++] = root;
    }

    public long Size { get; private set; }

    public void Add(in MerkleHash leaf)
    {
        if (Size == TreeSize.Most) throw new InvalidOperationException("The tree is full.");
        var node = leaf;
        tiles?.Add(0, node);
        // A set bit of the size is a complete subtree waiting for its right sibling, as in binary addition with carry.
        for (var height = 0; (Size >> height & 1) == 1;)
        {
            node = MerkleHash.Node(roots[--count], node);
            height++;
            if (height % Tile.Height == 0) tiles?.Add(height / Tile.Height, node);
        }
        roots[count++] = node;
        Size++;
    }

    public TreeEdge ToEdge() => new(Size, roots[..count]);

    public MerkleHash Root()
    {
        if (count == 0) return MerkleHash.Empty;
        var root = roots[count - 1];
        for (var i = count - 2; i >= 0; i--) root = MerkleHash.Node(roots[i], root);
        return root;
    }
}
