using System.IO.Compression;
using System.Text;

namespace CreditShare.Fuzz.Mutating;

/// <summary>Takes a workbook's package apart, changes a part, and packs it again, so that what is changed is not just a checksum.</summary>
internal static class PackageMutator
{
    /// <summary>A bomb of the corpus is not taken apart.</summary>
    private const int LargestPart = 1024 * 1024;

    private static readonly DateTimeOffset Packed = new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The parts by name; null if it is no package, or one that is better left as it is.</summary>
    public static List<(string Name, byte[] Body)>? Parts(byte[] package)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(package));
            if (archive.Entries.Count > 100 || archive.Entries.Any(entry => entry.Length > LargestPart))
                return null;
            return archive.Entries.Select(entry =>
            {
                using var stream = entry.Open();
                using var body = new MemoryStream();
                stream.CopyTo(body);
                return (entry.FullName, body.ToArray());
            }).ToList();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    public static byte[] Mutate(List<(string Name, byte[] Body)> parts, List<(string Name, byte[] Body)> others, Random random)
    {
        var mutated = parts.ToList();
        for (var i = random.Next(1, 4); i > 0 && mutated.Count > 0; i--)
            MutateOne(mutated, others, random);
        return Pack(mutated, random.Next(4) == 0 ? CompressionLevel.NoCompression : CompressionLevel.Fastest);
    }

    private static void MutateOne(List<(string Name, byte[] Body)> parts, List<(string Name, byte[] Body)> others, Random random)
    {
        var at = Choose(parts, random);
        var (name, body) = parts[at];
        var other = others.Find(part => part.Name == name).Body ?? body;
        switch (random.Next(20))
        {
            case 0:
                parts.RemoveAt(at);
                break;
            case 1:
                parts.Add((name, other));
                break;
            case 2:
                parts[at] = (random.Next(3) switch { 0 => "/" + name, 1 => name.ToUpperInvariant(), _ => "../" + name }, body);
                break;
            case 3:
                parts[at] = (name, other);
                break;
            case 4 or 5:
                parts[at] = (name, ByteMutator.Mutate(body, other, random));
                break;
            case 6:
                parts[at] = (name, Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body))).ToArray());
                break;
            default:
                parts[at] = (name, Encoding.UTF8.GetBytes(MarkupMutator.Mutate(Encoding.UTF8.GetString(body), Encoding.UTF8.GetString(other), random)));
                break;
        }
    }

    /// <summary>Mostly a part with cells.</summary>
    private static int Choose(List<(string Name, byte[] Body)> parts, Random random)
    {
        var cells = parts.Index().Where(part => part.Item.Name.Contains("sheet", StringComparison.OrdinalIgnoreCase) || part.Item.Name.Contains("Strings", StringComparison.Ordinal)).Select(part => part.Index).ToList();
        return cells.Count > 0 && random.Next(4) != 0 ? cells[random.Next(cells.Count)] : random.Next(parts.Count);
    }

    public static byte[] Pack(IEnumerable<(string Name, byte[] Body)> parts, CompressionLevel level)
    {
        using var package = new MemoryStream();
        using (var archive = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, body) in parts)
            {
                var entry = archive.CreateEntry(name, level);
                entry.LastWriteTime = Packed;
                using var stream = entry.Open();
                stream.Write(body);
            }
        }
        return package.ToArray();
    }
}
