using System.Buffers.Binary;
using System.IO.Compression;

namespace CreditShare.Ingestion.Imports.Xlsx;

/// <summary>Looks at an upload before a library does: what it is, and whether it unpacks to more than a workbook may.</summary>
internal static class ZipCheck
{
    private const int EndRecord = 22;
    private const int LongestComment = 65_535;
    private const int Zip64Locator = 20;
    private const int Zip64EndRecord = 56;

    /// <summary>Bytes of a file in the ZIP in which a document type would stand.</summary>
    private const int Beginning = 1024;

    /// <summary>Why an upload is no ZIP at all, by its first bytes; null if it is one.</summary>
    public static UnreadableBodyException? Fault(ReadOnlySpan<byte> start, Stream file)
    {
        if (start.IsEmpty)
            return WorkbookFaults.Empty;
        if (start.StartsWith("PK"u8))
            return null;
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return IsEncrypted(file) ? WorkbookFaults.Encrypted : WorkbookFaults.OldExcel;
        return start.Contains((byte)0) && !start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) && !start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            ? WorkbookFaults.NotAWorkbook : WorkbookFaults.Text;
    }

    /// <exception cref="UnreadableBodyException">It is no workbook, it is cut off, or it is larger than it may be.</exception>
    public static void Check(Stream file)
    {
        CheckDirectory(file);
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long unpacked = 0;
        foreach (var entry in zip.Entries)
        {
            if (!names.Add(entry.FullName))
                throw WorkbookFaults.Malformed("");
            if (entry.IsEncrypted)
                throw WorkbookFaults.Encrypted;
            unpacked += entry.Length;
            if (entry.Length > XlsxLimits.WholePart && IsReadWhole(entry.FullName))
                throw WorkbookFaults.Bomb($"{entry.Length} 字节的目录", $"a list of {entry.Length} bytes");
        }
        if (unpacked > XlsxLimits.Unpacked || (unpacked > XlsxLimits.RatioFrom && unpacked / XlsxLimits.Ratio > file.Length))
            throw WorkbookFaults.Bomb($"{file.Length} 字节解压为 {unpacked} 字节", $"{file.Length} bytes become {unpacked}");
        CheckKind(names);
        foreach (var entry in zip.Entries.Where(entry => IsXml(entry.FullName)))
            CheckBeginning(entry);
    }

    private static void CheckKind(HashSet<string> names)
    {
        if (names.Contains("mimetype") && names.Contains("content.xml"))
            throw WorkbookFaults.OpenDocument;
        if (names.Contains("xl/workbook.bin"))
            throw WorkbookFaults.Binary;
        if (!names.Contains("[Content_Types].xml") || names.Contains("word/document.xml") || names.Contains("ppt/presentation.xml"))
            throw WorkbookFaults.NotAWorkbook;
        if (names.Any(name => name.StartsWith("xl/externalLinks/", StringComparison.OrdinalIgnoreCase)))
            throw WorkbookFaults.ExternalLinks;
    }

    /// <summary>A library reads the whole directory before anybody can ask how long it is; so its own record is asked first, and must be right.</summary>
    private static void CheckDirectory(Stream file)
    {
        var tail = new byte[Math.Min(file.Length, EndRecord + LongestComment)];
        Read(file, file.Length - tail.Length, tail);
        var at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || at + EndRecord > tail.Length)
            throw WorkbookFaults.Truncated;
        var record = tail.AsSpan(at);
        long end = file.Length - tail.Length + at, entries = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]), start = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        if (entries == ushort.MaxValue || size == uint.MaxValue || start == uint.MaxValue)
            (entries, size, start, end) = Zip64(file, end);
        if (entries > XlsxLimits.Entries || size > XlsxLimits.Directory)
            throw WorkbookFaults.Bomb($"{entries} 个文件", $"{entries} files");
        if (start + size != end)
            throw WorkbookFaults.Malformed("");
    }

    private static (long Entries, long Size, long Start, long End) Zip64(Stream file, long end)
    {
        Span<byte> locator = stackalloc byte[Zip64Locator], record = stackalloc byte[Zip64EndRecord];
        if (end < Zip64Locator + Zip64EndRecord)
            throw WorkbookFaults.Truncated;
        Read(file, end - Zip64Locator, locator);
        var at = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (!locator.StartsWith("PK\x06\x07"u8) || at < 0 || at > end - Zip64Locator - Zip64EndRecord)
            throw WorkbookFaults.Malformed("");
        Read(file, at, record);
        var (entries, size, start) = (BinaryPrimitives.ReadInt64LittleEndian(record[32..]), BinaryPrimitives.ReadInt64LittleEndian(record[40..]), BinaryPrimitives.ReadInt64LittleEndian(record[48..]));
        if (!record.StartsWith("PK\x06\x06"u8) || entries < 0 || size is < 0 or > int.MaxValue || start < 0 || start > at)
            throw WorkbookFaults.Malformed("");
        return (entries, size, start, at);
    }

    private static void CheckBeginning(ZipArchiveEntry entry)
    {
        Span<byte> start = stackalloc byte[Beginning];
        using var part = entry.Open();
        var text = start[..part.ReadAtLeast(start, Beginning, throwOnEndOfStream: false)];
        if (text.IndexOf("<!DOCTYPE"u8) >= 0 || text.IndexOf("<\0!\0D\0O\0C"u8) >= 0)
            throw WorkbookFaults.Dtd;
    }

    private static bool IsXml(string name) =>
        name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    private static bool IsReadWhole(string name) =>
        name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) || name.EndsWith("workbook.xml", StringComparison.OrdinalIgnoreCase) || name.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);

    /// <summary>An encrypted workbook is wrapped in the old format, whose directory then names its stream so (MS-OFFCRYPTO 2.3.4.4).</summary>
    private static bool IsEncrypted(Stream file)
    {
        Span<byte> header = stackalloc byte[512];
        file.Position = 0;
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            return false;
        var (shift, sector) = (BinaryPrimitives.ReadUInt16LittleEndian(header[30..]), BinaryPrimitives.ReadUInt32LittleEndian(header[48..]));
        if (shift is not (9 or 12))
            return false;
        Span<byte> directory = stackalloc byte[4096];
        file.Position = (sector + 1L) << shift;
        return directory[..file.ReadAtLeast(directory, directory.Length, throwOnEndOfStream: false)].IndexOf("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8) >= 0;
    }

    private static void Read(Stream file, long at, Span<byte> into)
    {
        file.Position = at;
        file.ReadExactly(into);
    }
}
