using System.Buffers.Binary;

namespace CreditShare.Query.Reports.Pdf;

/// <summary>A font with TrueType outlines, taken out of its collection if it lies in one, and what characters it has. Of an OpenType file only what is needed to choose a font is read.</summary>
internal sealed class TrueTypeFace
{
    private const uint Collection = 0x74746366;
    private const uint PostScript = 0x4F54544F;

    private readonly List<(uint First, uint Last)> covered;

    private TrueTypeFace(byte[] bytes, List<(uint, uint)> covered) => (Bytes, this.covered) = (bytes, covered);

    /// <summary>A file with this one font.</summary>
    public byte[] Bytes { get; }

    /// <exception cref="InvalidDataException">It is no font, or one that cannot be embedded: the message says which.</exception>
    public static TrueTypeFace Read(byte[] file)
    {
        try
        {
            var start = U32(file, 0) == Collection ? (int)U32(file, 12) : 0;
            if (U32(file, start) == PostScript)
                throw new InvalidDataException("its outlines are PostScript's (CFF); a font with TrueType outlines is needed");
            var tables = Tables(file, start);
            if (!tables.ContainsKey("glyf") || !tables.TryGetValue("cmap", out var cmap))
                throw new InvalidDataException("it has no TrueType outlines or no character map");
            var covered = Covered(file.AsSpan(cmap.Offset, cmap.Length));
            return new(start == 0 && U32(file, 0) != Collection ? file : Alone(file, start, tables), covered);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new InvalidDataException("it is no font, or it is cut off");
        }
    }

    public bool Has(int character)
    {
        var (low, high) = (0, covered.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (character < covered[middle].First)
                high = middle - 1;
            else if (character > covered[middle].Last)
                low = middle + 1;
            else
                return true;
        }
        return false;
    }

    private static Dictionary<string, (int Offset, int Length)> Tables(byte[] file, int start)
    {
        var tables = new Dictionary<string, (int, int)>();
        for (var i = 0; i < U16(file, start + 4); i++)
        {
            var record = start + 12 + (16 * i);
            tables[System.Text.Encoding.ASCII.GetString(file, record, 4)] = ((int)U32(file, record + 8), (int)U32(file, record + 12));
        }
        return tables;
    }

    /// <summary>The font's tables, one after the other, behind its own directory.</summary>
    private static byte[] Alone(byte[] file, int start, Dictionary<string, (int Offset, int Length)> tables)
    {
        var count = U16(file, start + 4);
        var head = 12 + (16 * count);
        var alone = new byte[head + tables.Values.Sum(table => (table.Length + 3) & ~3)];
        file.AsSpan(start, head).CopyTo(alone);
        var place = head;
        for (var record = 12; record < head; record += 16)
        {
            var length = (int)U32(file, start + record + 12);
            file.AsSpan((int)U32(file, start + record + 8), length).CopyTo(alone.AsSpan(place));
            BinaryPrimitives.WriteUInt32BigEndian(alone.AsSpan(record + 8), (uint)place);
            place += (length + 3) & ~3;
        }
        return alone;
    }

    /// <summary>Ranges of characters by the widest map of Unicode that the font has: format 12, else format 4.</summary>
    private static List<(uint First, uint Last)> Covered(ReadOnlySpan<byte> cmap)
    {
        var (wide, narrow) = (-1, -1);
        for (var i = 0; i < U16(cmap, 2); i++)
        {
            var (platform, offset) = (U16(cmap, 4 + (8 * i)), (int)U32(cmap, 8 + (8 * i)));
            var format = U16(cmap, offset);
            if (platform is 0 or 3 && format == 12)
                wide = offset;
            else if (platform is 0 or 3 && format == 4)
                narrow = offset;
        }
        return wide >= 0 ? Wide(cmap[wide..]) : narrow >= 0 ? Narrow(cmap[narrow..]) : throw new InvalidDataException("it has no character map of Unicode");
    }

    private static List<(uint, uint)> Wide(ReadOnlySpan<byte> map)
    {
        var covered = new List<(uint, uint)>();
        for (var i = 0; i < U32(map, 12); i++)
            covered.Add((U32(map, 16 + (12 * i)), U32(map, 20 + (12 * i))));
        return covered;
    }

    private static List<(uint, uint)> Narrow(ReadOnlySpan<byte> map)
    {
        var covered = new List<(uint, uint)>();
        var segments = U16(map, 6) / 2;
        for (var i = 0; i < segments; i++)
        {
            var (last, first, shift, indirect) = (
                U16(map, 14 + (2 * i)), U16(map, 16 + (2 * (segments + i))), U16(map, 16 + (2 * ((2 * segments) + i))), U16(map, 16 + (2 * ((3 * segments) + i))));
            for (var character = first; character <= last && character < 0xFFFF; character++)
            {
                var glyph = indirect == 0 ? (character + shift) & 0xFFFF : U16(map, 16 + (2 * ((3 * segments) + i)) + indirect + (2 * (character - first)));
                if (glyph != 0)
                    covered.Add(((uint)character, (uint)character));
            }
        }
        return covered;
    }

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.Slice(at, 2));

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(at, 4));
}
