using CreditShare.Testing;
using Microsoft.Data.Sqlite;

namespace CreditShare.Sqlite.Tests;

public sealed class SqliteDatabaseTests : IDisposable
{
    private const string Schema = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    private SqliteDatabase Open(params string[] schema) => new(new SqliteOptions { File = folder.File("a/notes.db") }, schema.Length == 0 ? [Schema] : schema);

    private static Task<int> AddAsync(SqliteDatabase database, string text) =>
        database.WriteAsync(session => session.Execute("INSERT INTO notes (text) VALUES (@p0)", text), Cancel);

    private static long Count(SqliteDatabase database) => database.Read(session => session.Scalar<long>("SELECT count(*) FROM notes"));

    [Fact]
    public async Task Every_connection_is_in_wal_mode_with_full_synchronisation()
    {
        await using var database = Open();
        Assert.Equal(("wal", 2L), database.Read(session => (session.Scalar<string>("PRAGMA journal_mode"), session.Scalar<long>("PRAGMA synchronous"))));
        Assert.Equal(("wal", 2L), await database.WriteAsync(session => (session.Scalar<string>("PRAGMA journal_mode"), session.Scalar<long>("PRAGMA synchronous")), Cancel));
    }

    [Fact]
    public async Task What_is_written_is_seen_by_another_connection_as_soon_as_the_task_ends()
    {
        await using var database = Open();
        await AddAsync(database, "one");
        using var other = new SqliteConnection($"Data Source={folder.File("a/notes.db")};Pooling=False");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "SELECT count(*) FROM notes";
        Assert.Equal(1L, command.ExecuteScalar());
    }

    [Fact]
    public async Task Writes_that_wait_together_share_commits()
    {
        await using var database = Open();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(n => AddAsync(database, $"note {n}")));
        Assert.Equal(1000, Count(database));
        Assert.InRange(database.Commits, 1, 300);
    }

    [Fact]
    public async Task A_failing_piece_keeps_nothing_and_takes_nobody_with_it()
    {
        await using var database = Open();
        await AddAsync(database, "held");
        var good = Enumerable.Range(0, 50).Select(n => AddAsync(database, $"good {n}")).ToList();
        var bad = database.WriteAsync(
            session =>
            {
                session.Execute("INSERT INTO notes (text) VALUES (@p0)", "half");
                session.Execute("INSERT INTO notes (text) VALUES (@p0)", "held");
            },
            Cancel);
        var alsoGood = Enumerable.Range(50, 50).Select(n => AddAsync(database, $"good {n}")).ToList();
        await Assert.ThrowsAsync<SqliteException>(() => bad);
        await Task.WhenAll([.. good, .. alsoGood]);
        Assert.Equal(101, Count(database));
    }

    [Fact]
    public async Task Two_databases_on_one_file_write_at_once_and_lose_nothing()
    {
        await using var one = Open();
        await using var other = Open();
        await Task.WhenAll(
            Task.WhenAll(Enumerable.Range(0, 200).Select(n => AddAsync(one, $"one {n}"))),
            Task.WhenAll(Enumerable.Range(0, 200).Select(n => AddAsync(other, $"other {n}"))));
        Assert.Equal(400, Count(one));
    }

    [Fact]
    public async Task A_full_disk_is_said_so_keeps_nothing_and_reading_goes_on()
    {
        await using var database = Open();
        await AddAsync(database, "before");
        await database.WriteAsync(session => session.Scalar<long>("PRAGMA max_page_count=1"), Cancel);
        await Assert.ThrowsAsync<SqliteUnavailableException>(() => AddAsync(database, new string('x', 1_000_000)));
        Assert.Equal(1, Count(database));
        await database.WriteAsync(session => session.Scalar<long>("PRAGMA max_page_count=1000000"), Cancel);
        await AddAsync(database, "after");
        Assert.Equal(2, Count(database));
    }

    [Fact]
    public async Task A_reader_sees_one_state_from_its_first_read_on()
    {
        await using var database = Open();
        await AddAsync(database, "one");
        var counts = database.Read(session =>
        {
            var first = session.Scalar<long>("SELECT count(*) FROM notes");
            AddAsync(database, "two").GetAwaiter().GetResult();
            return (first, session.Scalar<long>("SELECT count(*) FROM notes"));
        });
        Assert.Equal((1, 1), counts);
        Assert.Equal(2, Count(database));
    }

    [Fact]
    public async Task An_older_file_is_brought_up_to_date_and_a_newer_one_refused()
    {
        await using (var old = Open())
            await AddAsync(old, "kept");
        await using (var updated = Open(Schema, "ALTER TABLE notes ADD COLUMN size INTEGER"))
            Assert.Equal(1, updated.Read(session => session.Scalar<long>("SELECT count(*) FROM notes WHERE size IS NULL")));
        var refused = Assert.Throws<InvalidOperationException>(() => Open());
        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposing_finishes_the_writes_that_wait()
    {
        Task waiting;
        await using (var database = Open())
            waiting = Task.WhenAll(Enumerable.Range(0, 100).Select(n => AddAsync(database, $"note {n}")));
        await waiting;
        await using var again = Open();
        Assert.Equal(100, Count(again));
        await again.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => AddAsync(again, "late"));
    }
}
