using System.Diagnostics;

namespace CreditShare.Sqlite.Tests;

/// <summary>Several processes share a file; connections of two databases meet at the same locks.</summary>
public sealed class SharedFileTests : IDisposable
{
    private readonly TestFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task Writes_of_three_databases_at_once_all_succeed()
    {
        var databases = Enumerable.Range(0, 3).Select(_ => file.Open()).ToList();
        var writers = databases.SelectMany((database, d) => Enumerable.Range(0, 10).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
                await database.AddAsync($"{d} {w} {i}");
        }, TestWork.Ct)));
        await Task.WhenAll(writers);

        foreach (var database in databases)
        {
            Assert.Equal(1_500, database.Count());
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_read_and_then_a_write_in_one_piece_loses_no_update_of_another()
    {
        await using var one = file.Open("CREATE TABLE counter (n INTEGER NOT NULL); INSERT INTO counter VALUES (0)");
        await using var other = file.Open("CREATE TABLE counter (n INTEGER NOT NULL); INSERT INTO counter VALUES (0)");
        var writers = new[] { one, other }.Select(database => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
                await database.WriteAsync(session =>
                    session.Execute("UPDATE counter SET n = @p0", session.Scalar<long>("SELECT n FROM counter") + 1), TestWork.Ct);
        }, TestWork.Ct));
        await Task.WhenAll(writers);
        Assert.Equal(400, one.Read(session => session.Scalar<long>("SELECT n FROM counter")));
    }

    [Fact]
    public async Task A_write_waits_for_anothers_and_then_succeeds()
    {
        await using var database = file.Open();
        using var stranger = file.Stranger();
        stranger.Ask("BEGIN IMMEDIATE");
        var waiting = database.AddAsync("waited");
        stranger.Ask("INSERT INTO notes(text) VALUES ('stranger')");
        Assert.False(waiting.IsCompleted);
        stranger.Ask("COMMIT");
        await waiting;
        Assert.Equal(["stranger", "waited"], database.Notes());
    }

    [Fact]
    public async Task A_write_gives_up_after_the_busy_time_and_the_next_one_is_free_of_it()
    {
        await using var database = new SqliteDatabase(file.Options with { BusyTimeout = TimeSpan.FromSeconds(1) }, [TestFile.Notes]);
        using var stranger = file.Stranger();
        stranger.Ask("BEGIN IMMEDIATE");
        var begun = Stopwatch.GetTimestamp();
        await Assert.ThrowsAsync<SqliteUnavailableException>(() => database.AddAsync("refused"));
        // Not 30 s, which the library's own repeating would make of it.
        Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalSeconds, 0.9, 10);
        Assert.Empty(database.Notes());

        stranger.Ask("ROLLBACK");
        await database.AddAsync("taken");
        Assert.Equal(["taken"], database.Notes());
    }

    [Fact]
    public async Task A_script_that_waits_too_long_for_another_is_unavailable()
    {
        await using (file.Open())
        {
        }
        using var stranger = file.Stranger();
        stranger.Ask("BEGIN IMMEDIATE");
        var options = file.Options with { BusyTimeout = TimeSpan.FromSeconds(1) };
        Assert.Throws<SqliteUnavailableException>(() => new SqliteDatabase(options, [TestFile.Notes, "CREATE TABLE more (id INTEGER)"]));
    }
}
