using System.Diagnostics.CodeAnalysis;
using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Tiles;

/// <summary>
/// Up to 256 neighbouring hashes of one level, as served (C2SP tlog-tiles): hash i of tile N of level L is the root of entries
/// [(256N+i)·256^L, (256N+i+1)·256^L). Immutable as long as the caller leaves the bytes alone.
/// </summary>
public sealed class Tile
{
    /// <summary>Hashes of a full tile.</summary>
    public const int FullWidth = 256;

    /// <summary>Levels of the binary tree that one level of tiles spans.</summary>
    public const int Height = 8;

    /// <summary>Levels that a tree of at most <see cref="TreeSize.Most"/> entries can have hashes on: 0 to 7.</summary>
    public const int Levels = 8;

    private Tile(TilePath path, ReadOnlyMemory<byte> bytes)
    {
        Path = path;
        Bytes = bytes;
    }

    /// <summary>Where the tile is served; holds level, index and width.</summary>
    public TilePath Path { get; }

    /// <summary>32 bytes a hash, nothing else.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public int Width => Path.Width;

    public MerkleHash this[int i] => MerkleHash.FromBytes(Bytes.Span.Slice(i * MerkleHash.Size, MerkleHash.Size));

    /// <summary>Takes the bytes of a hash tile; false if their number is not what the path's width demands.</summary>
    /// <exception cref="ArgumentException">The path is that of an entry bundle.</exception>
    public static bool TryRead(TilePath path, ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Tile? tile)
    {
        if (path.IsEntries) throw new ArgumentException("An entry bundle is not a hash tile.", nameof(path));
        tile = bytes.Length == path.Width * MerkleHash.Size ? new(path, bytes) : null;
        return tile is not null;
    }

    /// <summary>As <see cref="TryRead"/>, for bytes of one's own.</summary>
    /// <exception cref="ArgumentException">The number of bytes does not fit the path.</exception>
    public static Tile Read(TilePath path, ReadOnlyMemory<byte> bytes) =>
        TryRead(path, bytes, out var tile) ? tile : throw new ArgumentException($"{bytes.Length} bytes do not fit {path}.", nameof(bytes));

    /// <summary>The first hashes of the tile, as a partial tile: what a client does whose partial tile is gone.</summary>
    public Tile Cut(int width) => Read(TilePath.Hashes(Path.Level, Path.Index, width), Bytes[..(width * MerkleHash.Size)]);

    /// <summary>How many hashes a level has in a tree of a size: floor(size / 256^level).</summary>
    public static long HashesAt(int level, long size)
    {
        TreeSize.Check(size);
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        // A shift count wraps at 64, so the levels that no tree reaches are answered without shifting.
        return level >= Levels ? 0 : size >> (Height * level);
    }

    /// <summary>How many hashes of a tile exist in a tree of a size: 0 to 256.</summary>
    public static int WidthAt(int level, long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var hashes = HashesAt(level, size);
        return index > hashes / FullWidth ? 0 : (int)Math.Min(FullWidth, hashes - (index * FullWidth));
    }

    /// <summary>The root over an aligned run of hashes, their number a power of two.</summary>
    internal MerkleHash RootOf(int first, int count) =>
        count == 1 ? this[first] : MerkleHash.Node(RootOf(first, count / 2), RootOf(first + (count / 2), count / 2));
}
