using System.IO.Compression;
using Microsoft.Data.Sqlite;

namespace CreditShare.EndToEnd.Tests.Personal;

/// <summary>Looks for markers in files: as they are, unpacked, and in every value of every table of a database, unpacked too.</summary>
internal static class Leaks
{
    /// <returns>Where markers were found, each with the place it was put in.</returns>
    public static IEnumerable<string> InFolder(string folder, Markers markers)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            byte[] bytes;
            try
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                bytes = copy.ToArray();
            }
            catch (FileNotFoundException)
            {
                // Gone since it was listed, so nothing of it lies on the disk.
                continue;
            }
            foreach (var place in InBytes(bytes, markers))
                yield return $"{file}: {place}";
            if (bytes.AsSpan().StartsWith("SQLite format 3"u8))
            {
                foreach (var leak in InDatabase(file, markers))
                    yield return leak;
            }
        }
    }

    /// <returns>The places whose markers the bytes hold, as they are or unpacked.</returns>
    public static IEnumerable<string> InBytes(byte[] bytes, Markers markers) => Forms(bytes).SelectMany(markers.In).Distinct();

    private static IEnumerable<string> InDatabase(string file, Markers markers)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        foreach (var table in Texts(connection, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        {
            using var all = connection.CreateCommand();
            all.CommandText = $"SELECT * FROM \"{table}\"";
            using var rows = all.ExecuteReader();
            while (rows.Read())
            {
                for (var i = 0; i < rows.FieldCount; i++)
                {
                    if (rows.IsDBNull(i) || rows.GetValue(i) is not byte[] packed)
                        continue;
                    foreach (var place in InBytes(packed, markers))
                        yield return $"{file}, {table}.{rows.GetName(i)}: {place}";
                }
            }
        }
    }

    private static List<string> Texts(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var rows = command.ExecuteReader();
        var texts = new List<string>();
        while (rows.Read())
            texts.Add(rows.GetString(0));
        return texts;
    }

    private static IEnumerable<byte[]> Forms(byte[] bytes)
    {
        yield return bytes;
        foreach (var open in (Func<Stream, Stream>[])[packed => new BrotliStream(packed, CompressionMode.Decompress), packed => new GZipStream(packed, CompressionMode.Decompress), packed => new ZLibStream(packed, CompressionMode.Decompress)])
        {
            if (Unpacked(bytes, open) is { } unpacked)
                yield return unpacked;
        }
        // Of thousands of hashes some begin with two letters by chance, and none with all four bytes.
        foreach (var entry in bytes.AsSpan().StartsWith("PK\x03\x04"u8) ? Entries(bytes) : [])
            yield return entry;
    }

    private static byte[]? Unpacked(byte[] bytes, Func<Stream, Stream> open)
    {
        try
        {
            using var stream = open(new MemoryStream(bytes));
            using var unpacked = new MemoryStream();
            stream.CopyTo(unpacked);
            return unpacked.Length > 0 ? unpacked.ToArray() : null;
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    private static List<byte[]> Entries(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        return [.. archive.Entries.Select(entry =>
        {
            using var stream = entry.Open();
            using var body = new MemoryStream();
            stream.CopyTo(body);
            return body.ToArray();
        })];
    }
}
