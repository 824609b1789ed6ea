using Microsoft.Data.Sqlite;

namespace CreditShare.Sqlite.Tests;

/// <summary>A database file in a folder of its own, gone after the test.</summary>
public sealed class TestFile : IDisposable
{
    public const string Notes = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("creditshare-sqlite-");

    public string Path => System.IO.Path.Combine(folder.FullName, "made", "test.db");

    public SqliteOptions Options => new() { File = Path };

    public SqliteDatabase Open(params string[] schema) => new(Options, schema is [] ? [Notes] : schema);

    /// <summary>A connection that knows nothing of ours, as another process would have.</summary>
    public SqliteConnection Stranger()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
