using CreditShare.Testing;
using Microsoft.Data.Sqlite;

namespace CreditShare.Benchmarks.Ingest;

/// <summary>SQLite: one transaction a call, prepared statements, WAL with synchronous FULL, cache and length of the write-ahead log as ours.</summary>
internal sealed class RawSqlite : IRawStore
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteConnection connection;

    private RawSqlite() => connection = new SqliteConnection($"Data Source={folder.File("raw.db")}");

    public int InFlight => 1;

    public static RawSqlite Open()
    {
        var store = new RawSqlite();
        store.connection.Open();
        using var made = store.connection.CreateCommand();
        made.CommandText = """
            PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=16000; PRAGMA cache_size=-32768;
            CREATE TABLE records (key TEXT PRIMARY KEY, subject TEXT NOT NULL, decided_on TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
            CREATE INDEX records_subject ON records (subject);
            CREATE INDEX records_day ON records (decided_on);
            CREATE TABLE log (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
            """;
        made.ExecuteNonQuery();
        return store;
    }

    public Task WriteAsync(IReadOnlyList<RawRecord> records, CancellationToken ct) => WriteAsync(records, isLogged: true);

    public Task InsertAsync(RawRecord record, CancellationToken ct) => WriteAsync([record], isLogged: false);

    private Task WriteAsync(IReadOnlyList<RawRecord> records, bool isLogged)
    {
        using var transaction = connection.BeginTransaction();
        using var record = Command("INSERT INTO records VALUES (@p0, @p1, @p2, @p3)", 4);
        using var log = Command("INSERT INTO log (bytes) VALUES (@p0)", 1);
        foreach (var one in records)
        {
            record.Parameters[0].Value = one.Key;
            record.Parameters[1].Value = one.Subject;
            record.Parameters[2].Value = one.DecidedOn;
            record.Parameters[3].Value = one.Body;
            record.ExecuteNonQuery();
            if (!isLogged)
                continue;
            log.Parameters[0].Value = one.Body;
            log.ExecuteNonQuery();
        }
        transaction.Commit();
        return Task.CompletedTask;

        SqliteCommand Command(string sql, int values)
        {
            var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, transaction);
            for (var i = 0; i < values; i++)
                command.Parameters.Add(new SqliteParameter($"@p{i}", null));
            command.Prepare();
            return command;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        folder.Dispose();
    }
}
