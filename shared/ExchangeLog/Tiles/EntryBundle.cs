using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Tiles;

/// <summary>
/// The entries of one level-0 tile as served (C2SP tlog-tiles): for each, in order, its length as a big-endian uint16 and its bytes;
/// nothing before, between or after.
/// </summary>
public static class EntryBundle
{
    /// <summary>The most bytes an entry can have in a bundle.</summary>
    public const int LongestEntry = ushort.MaxValue;

    private const int PrefixLength = 2;

    /// <exception cref="ArgumentException">An entry is longer than <see cref="LongestEntry"/>.</exception>
    public static byte[] Encode(IReadOnlyList<ReadOnlyMemory<byte>> entries) => Extend([], entries, 0, entries.Count);

    /// <summary>Cuts a bundle into its entries; false unless it holds exactly as many as its width says.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> bundle, int width, [NotNullWhen(true)] out IReadOnlyList<ReadOnlyMemory<byte>>? entries)
    {
        var found = new List<ReadOnlyMemory<byte>>(width);
        var rest = bundle;
        while (found.Count < width && TryTake(rest, out var entry))
        {
            found.Add(entry);
            rest = rest[(PrefixLength + entry.Length)..];
        }
        entries = found.Count == width && rest.IsEmpty ? found : null;
        return entries is not null;
    }

    /// <summary>The first entries of a bundle as a partial bundle; false if it holds fewer.</summary>
    public static bool TryCut(ReadOnlyMemory<byte> bundle, int width, out ReadOnlyMemory<byte> cut)
    {
        var length = 0;
        cut = default;
        for (var i = 0; i < width; i++)
        {
            if (!TryTake(bundle[length..], out var entry)) return false;
            length += PrefixLength + entry.Length;
        }
        cut = bundle[..length];
        return true;
    }

    /// <summary>Appends entries and says which bundles have to be written: every full one and, last, the growing partial one.</summary>
    /// <param name="size">Size of the tree before.</param>
    /// <param name="partial">The partial bundle of that size; empty if the size is a multiple of 256.</param>
    /// <param name="entries">The new entries, in order.</param>
    /// <exception cref="ArgumentException">An entry is longer than <see cref="LongestEntry"/>, or the partial bundle does not fit the size.</exception>
    public static IReadOnlyList<BundleWrite> Append(long size, ReadOnlyMemory<byte> partial, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        TreeSize.Check(size);
        var width = (int)(size % Tile.FullWidth);
        if (!TryDecode(partial, width, out _)) throw new ArgumentException($"Not the partial bundle of size {size}.", nameof(partial));
        var writes = new List<BundleWrite>();
        for (int done = 0, taken; done < entries.Count; done += taken)
        {
            taken = Math.Min(Tile.FullWidth - width, entries.Count - done);
            var path = TilePath.Entries((size + done) / Tile.FullWidth, width + taken);
            writes.Add(new(path, Extend(partial.Span, entries, done, taken)));
            (partial, width) = (default, 0);
        }
        return writes;
    }

    private static byte[] Extend(ReadOnlySpan<byte> start, IReadOnlyList<ReadOnlyMemory<byte>> entries, int first, int count)
    {
        var length = start.Length;
        for (var i = first; i < first + count; i++) length += PrefixLength + entries[i].Length;
        var bundle = new byte[length];
        start.CopyTo(bundle);
        var rest = bundle.AsSpan(start.Length);
        for (var i = first; i < first + count; i++)
        {
            var entry = entries[i].Span;
            if (entry.Length > LongestEntry) throw new ArgumentException($"Entry {i} has {entry.Length} bytes.", nameof(entries));
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.CopyTo(rest[PrefixLength..]);
            rest = rest[(PrefixLength + entry.Length)..];
        }
        return bundle;
    }

    private static bool TryTake(ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> entry)
    {
        entry = default;
        if (rest.Length < PrefixLength) return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
        if (rest.Length < PrefixLength + length) return false;
        entry = rest.Slice(PrefixLength, length);
        return true;
    }
}
