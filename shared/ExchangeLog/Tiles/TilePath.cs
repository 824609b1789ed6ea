using System.Globalization;
using System.Text;
using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Tiles;

/// <summary>
/// The path of a hash tile or an entry bundle below the log's prefix, such as <c>tile/0/x001/234.p/7</c> (C2SP tlog-tiles).
/// A value has exactly one text: what would not come out again letter by letter is not a path.
/// </summary>
public readonly record struct TilePath
{
    private const string Prefix = "tile/";
    private const string EntriesLevel = "entries";
    private const string PartialMark = ".p/";
    private const int MostLevel = 63;
    private const long MostIndex = TreeSize.Most / Tile.FullWidth;
    private const int MostLength = 64;

    private TilePath(int level, long index, int width, bool isEntries)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, MostLevel);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, MostIndex);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Tile.FullWidth);
        (Level, Index, Width, IsEntries) = (level, index, width, isEntries);
    }

    /// <summary>True for an entry bundle, whose level is 0.</summary>
    public bool IsEntries { get; }

    /// <summary>0 to 63.</summary>
    public int Level { get; }

    /// <summary>Number of the tile within its level, from 0.</summary>
    public long Index { get; }

    /// <summary>Hashes or entries held: 256 for a full tile, fewer for a partial one.</summary>
    public int Width { get; }

    public bool IsPartial => Width < Tile.FullWidth;

    /// <summary>The same place, full.</summary>
    public TilePath Full => new(Level, Index, Tile.FullWidth, IsEntries);

    public static TilePath Hashes(int level, long index, int width) => new(level, index, width, isEntries: false);

    public static TilePath Entries(long index, int width) => new(0, index, width, isEntries: true);

    /// <summary>The hash tile at its width in a tree of a size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A tree of that size has no such tile.</exception>
    public static TilePath At(int level, long index, long size) => Hashes(level, index, Tile.WidthAt(level, index, size));

    /// <summary>The entry bundle at its width in a tree of a size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A tree of that size has no such bundle.</exception>
    public static TilePath EntriesAt(long index, long size) => Entries(index, Tile.WidthAt(0, index, size));

    /// <summary>The partial hash tiles of a size, one a level at most, level 0 first.</summary>
    public static IReadOnlyList<TilePath> PartialsAt(long size) =>
        [.. from level in Enumerable.Range(0, Tile.Levels)
            let hashes = Tile.HashesAt(level, size)
            where hashes % Tile.FullWidth > 0
            select Hashes(level, hashes / Tile.FullWidth, (int)(hashes % Tile.FullWidth))];

    /// <summary>Reads a path strictly: <c>.p/0</c>, <c>.p/256</c>, <c>tile/00/…</c> and <c>x000/001</c> are none.</summary>
    public static bool TryParse(string text, out TilePath path)
    {
        path = default;
        if (text.Length > MostLength || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var rest = text.AsSpan(Prefix.Length);
        var slash = rest.IndexOf('/');
        if (slash < 0) return false;
        var isEntries = rest[..slash].SequenceEqual(EntriesLevel);
        var level = 0L;
        if (!isEntries && !StrictDecimal.TryParse(rest[..slash], MostLevel, out level)) return false;
        if (!TryParsePlace(rest[(slash + 1)..], out var index, out var width)) return false;
        path = new((int)level, index, width, isEntries);
        return string.Equals(path.ToString(), text, StringComparison.Ordinal);
    }

    public override string ToString()
    {
        var text = new StringBuilder(Prefix);
        if (IsEntries) text.Append(EntriesLevel);
        else text.Append(Level);
        text.Append('/');
        AppendIndex(text, Index);
        if (IsPartial) text.Append(PartialMark).Append(Width);
        return text.ToString();
    }

    // Lenient about the grouping: the caller compares with the one right text.
    private static bool TryParsePlace(ReadOnlySpan<char> text, out long index, out int width)
    {
        (index, width) = (0, Tile.FullWidth);
        var mark = text.IndexOf(PartialMark, StringComparison.Ordinal);
        if (mark >= 0)
        {
            if (!StrictDecimal.TryParse(text[(mark + PartialMark.Length)..], Tile.FullWidth - 1, out var partial) || partial == 0) return false;
            width = (int)partial;
            text = text[..mark];
        }
        foreach (var character in text)
        {
            if (character is 'x' or '/') continue;
            if (!char.IsAsciiDigit(character) || index > MostIndex / 10) return false;
            index = (index * 10) + (character - '0');
        }
        return index <= MostIndex;
    }

    // Groups of three digits, each but the last with an x in front.
    private static void AppendIndex(StringBuilder text, long index, string mark = "")
    {
        if (index >= 1000)
        {
            AppendIndex(text, index / 1000, "x");
            text.Append('/');
        }
        text.Append(mark).Append(CultureInfo.InvariantCulture, $"{index % 1000:000}");
    }
}
