using CreditShare.Storage.Sqlite;
using CreditShare.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Benchmarks.Stores;

/// <summary>SQLite: one transaction a batch, prepared statements, WAL with synchronous FULL, cache and length of the write-ahead log as ours.</summary>
internal sealed class MeasuredSqlite : IMeasuredStore
{
    private static readonly string[] Tables = ["chunks", "versions", "identities", "profiles", "names", "entries"];

    private readonly TemporaryFolder folder = new();
    private readonly SqliteConnection raw;

    public MeasuredSqlite()
    {
        Settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:File"] = File }).Build();
        raw = new SqliteConnection($"Data Source={folder.File("raw.db")}");
    }

    public string Name => "SQLite";

    /// <summary>Our store's.</summary>
    public string File => folder.File("ours.db");

    public IConfiguration Settings { get; }

    public void AddOurs(IServiceCollection services) => services.AddSqliteStore(Settings);

    public async Task<Func<Task>> RawBatchAsync(CancellationToken ct)
    {
        if (raw.State == System.Data.ConnectionState.Closed)
            await OpenAsync(ct);
        var missing = new List<(string Table, List<object[]> Rows)>();
        foreach (var table in Tables)
            missing.Add((table, await RowsAsync($"SELECT * FROM ours.{table} EXCEPT SELECT * FROM main.{table}", ct)));
        return () => WriteAsync(missing, ct);
    }

    public async Task<Func<Task>> RawLookupAsync(string subject, CancellationToken ct)
    {
        var entry = (await RowsAsync("SELECT * FROM ours.entries ORDER BY seq DESC LIMIT 1", ct)).Single();
        return async () =>
        {
            await using (var read = raw.CreateCommand())
            {
                read.CommandText = "SELECT body FROM profiles WHERE code = @p0";
                read.Parameters.AddWithValue("@p0", subject);
                if (await read.ExecuteScalarAsync(ct) is null)
                    throw new InvalidOperationException($"There is no profile of {subject}.");
            }
            await WriteAsync([("entries", [entry])], ct);
        };
    }

    public async Task RawReadsAsync(IReadOnlyList<string> subjects, CancellationToken ct)
    {
        if (raw.State == System.Data.ConnectionState.Closed)
            await OpenAsync(ct);
        await using var read = raw.CreateCommand();
        read.CommandText = "SELECT body FROM ours.profiles WHERE code = @p0";
        var code = read.Parameters.Add("@p0", SqliteType.Text);
        foreach (var subject in subjects)
        {
            code.Value = subject;
            if (await read.ExecuteScalarAsync(ct) is not byte[])
                throw new InvalidOperationException($"There is no profile of {subject}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await raw.DisposeAsync();
        folder.Dispose();
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        await raw.OpenAsync(ct);
        await ExecuteAsync("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=16000; PRAGMA cache_size=-32768", ct);
        await ExecuteAsync($"ATTACH '{File}' AS ours", ct);
        foreach (var made in await RowsAsync("SELECT sql FROM ours.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC", ct))
            await ExecuteAsync((string)made[0], ct);
    }

    private async Task WriteAsync(IReadOnlyList<(string Table, List<object[]> Rows)> all, CancellationToken ct)
    {
        await using var transaction = await raw.BeginTransactionAsync(ct);
        foreach (var (table, rows) in all.Where(part => part.Rows.Count > 0))
        {
            await using var insert = raw.CreateCommand();
            var names = Enumerable.Range(0, rows[0].Length).Select(i => $"@p{i}").ToList();
            insert.CommandText = $"INSERT INTO main.{table} VALUES ({string.Join(", ", names)})";
            foreach (var name in names)
                insert.Parameters.Add(new SqliteParameter(name, null));
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++)
                    insert.Parameters[i].Value = row[i];
                await insert.ExecuteNonQueryAsync(ct);
            }
        }
        await transaction.CommitAsync(ct);
    }

    private async Task<List<object[]>> RowsAsync(string query, CancellationToken ct)
    {
        await using var command = raw.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<object[]>();
        while (await reader.ReadAsync(ct))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = raw.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}
