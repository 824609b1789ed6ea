namespace CreditShare.Sqlite.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly TestFile file = new();

    public void Dispose() => file.Dispose();

    [Theory]
    [InlineData("PRAGMA synchronous", 2)]
    [InlineData("PRAGMA foreign_keys", 1)]
    [InlineData("PRAGMA wal_autocheckpoint", 4 * 77)]
    [InlineData("PRAGMA busy_timeout", 3000)]
    public async Task Each_connection_carries_the_setting(string pragma, long expected)
    {
        var options = file.Options with { WalAutocheckpoint = 77, BusyTimeout = TimeSpan.FromMilliseconds(2_500) };
        await using var database = new SqliteDatabase(options, [TestFile.Notes]);

        Assert.Equal(expected, await database.WriteAsync(session => session.Scalar<long>(pragma), TestWork.Ct));
        // Nested reads take a connection each.
        Assert.Equal((expected, expected), database.Read(outer => (outer.Scalar<long>(pragma), database.Read(inner => inner.Scalar<long>(pragma)))));
    }

    [Fact]
    public async Task The_writing_connection_keeps_as_many_pages_as_it_may()
    {
        await using var database = new SqliteDatabase(file.Options with { WriterCache = 3 }, [TestFile.Notes]);
        // Negative: KiB.
        Assert.Equal(-3 * 1024, await database.WriteAsync(session => session.Scalar<long>("PRAGMA cache_size"), TestWork.Ct));
    }

    [Fact]
    public async Task The_file_is_in_WAL_mode_and_stays_so()
    {
        await using (var database = file.Open())
            Assert.Equal("wal", database.Read(session => session.Scalar<string>("PRAGMA journal_mode")));
        using var stranger = file.Stranger();
        Assert.Equal("wal", stranger.Ask("PRAGMA journal_mode"));
    }

    [Fact]
    public void A_database_that_cannot_have_a_WAL_is_refused()
    {
        var fault = Assert.Throws<SqliteUnavailableException>(() => new SqliteDatabase(new SqliteOptions { File = ":memory:" }, []));
        Assert.Contains("WAL", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_place_of_the_file_is_unavailable()
    {
        Directory.CreateDirectory(file.Path);
        Assert.Throws<SqliteUnavailableException>(() => file.Open());
    }

    [Theory]
    [InlineData(0, 30_000, 1, 1)]
    [InlineData(1, 999, 1, 1)]
    [InlineData(1, 3_600_001, 1, 1)]
    [InlineData(1, -1, 1, 1)]
    [InlineData(1, 30_000, 0, 1)]
    [InlineData(1, 30_000, 1, 0)]
    public void Options_outside_their_range_are_refused(int autocheckpoint, int busyMilliseconds, int queue, int cache)
    {
        var options = file.Options with
        {
            WalAutocheckpoint = autocheckpoint,
            BusyTimeout = TimeSpan.FromMilliseconds(busyMilliseconds),
            QueueLength = queue,
            WriterCache = cache,
        };
        Assert.Throws<ArgumentOutOfRangeException>(() => new SqliteDatabase(options, []));
    }

    [Fact]
    public async Task A_closed_database_leaves_no_log_behind_and_refuses_work()
    {
        var database = file.Open();
        await database.AddAsync("kept");
        Assert.Equal(1, database.Count());
        await database.DisposeAsync();
        await database.DisposeAsync();

        Assert.False(File.Exists(file.Path + "-wal"));
        Assert.Throws<ObjectDisposedException>(() => database.Count());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => database.AddAsync("late"));
    }

    [Fact]
    public async Task A_read_that_outlives_the_closing_leaves_no_file_open()
    {
        var database = file.Open();
        await database.AddAsync("kept");
        var count = database.Read(session =>
        {
            database.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return session.Scalar<long>("SELECT count(*) FROM notes");
        });
        Assert.Equal(1, count);
        // SQLite removes the log when the last connection closes.
        Assert.False(File.Exists(file.Path + "-wal"));
    }
}
