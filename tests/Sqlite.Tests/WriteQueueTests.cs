using Microsoft.Data.Sqlite;

namespace CreditShare.Sqlite.Tests;

public sealed class WriteQueueTests : IAsyncDisposable
{
    private readonly TestFile file = new();
    private readonly SqliteDatabase database;

    public WriteQueueTests() => database = new SqliteDatabase(file.Options with { QueueLength = 4 }, [TestFile.Notes]);

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        file.Dispose();
    }

    [Fact]
    public async Task What_a_task_has_told_a_stranger_sees_at_once()
    {
        using var stranger = file.Stranger();
        for (var i = 1L; i <= 50; i++)
        {
            await database.AddAsync($"note {i}");
            Assert.Equal(i, stranger.Ask("SELECT count(*) FROM notes"));
        }
    }

    [Fact]
    public async Task Nothing_of_a_group_is_seen_or_told_before_its_commit()
    {
        using var stranger = file.Stranger();
        var held = await database.HoldWriterAsync();
        var told = database.AddAsync("waits");
        Assert.Equal(0L, stranger.Ask("SELECT count(*) FROM notes"));
        Assert.False(told.IsCompleted);
        await held.ReleaseAsync();
        await told;
        Assert.Equal(1L, stranger.Ask("SELECT count(*) FROM notes"));
    }

    [Fact]
    public async Task One_failing_piece_of_a_group_is_undone_alone_and_its_caller_hears_why()
    {
        var held = await database.HoldWriterAsync();
        var before = database.AddAsync("before");
        var failing = database.WriteAsync(session =>
        {
            session.Add("half done");
            throw new FormatException("the piece's own fault");
        }, TestWork.Ct);
        var doubled = database.AddAsync("before");
        var after = database.AddAsync("after");
        await held.ReleaseAsync();

        Assert.Equal("the piece's own fault", (await Assert.ThrowsAsync<FormatException>(() => failing)).Message);
        Assert.Equal(19, (await Assert.ThrowsAsync<SqliteException>(() => doubled)).SqliteErrorCode);
        await Task.WhenAll(before, after);
        Assert.Equal(["after", "before"], database.Notes());
        Assert.Equal(2, database.Commits);
    }

    [Fact]
    public async Task Failing_pieces_that_come_before_all_others_of_a_group_are_undone_alone_too()
    {
        var held = await database.HoldWriterAsync();
        var failing = Enumerable.Range(1, 2).Select(n => database.WriteAsync(session =>
        {
            session.Add($"half done {n}");
            throw new FormatException("the piece's own fault");
        }, TestWork.Ct)).ToList();
        var good = database.AddAsync("good");
        await held.ReleaseAsync();

        foreach (var piece in failing)
            Assert.Equal("the piece's own fault", (await Assert.ThrowsAsync<FormatException>(() => piece)).Message);
        await good;
        Assert.Equal(["good"], database.Notes());
    }

    [Fact]
    public async Task One_failing_statement_of_a_group_is_undone_alone_and_its_caller_hears_why()
    {
        var held = await database.HoldWriterAsync();
        var before = database.WriteStatementAsync(session => session.Add("before"), TestWork.Ct);
        var doubled = database.WriteStatementAsync(session => session.Execute("INSERT INTO notes(text) VALUES ('half done'), ('before')"), TestWork.Ct);
        var failing = database.WriteStatementAsync(_ => throw new FormatException("before any statement"), TestWork.Ct);
        var after = database.WriteStatementAsync(session => session.Add("after"), TestWork.Ct);
        await held.ReleaseAsync();

        Assert.Equal(19, (await Assert.ThrowsAsync<SqliteException>(() => doubled)).SqliteErrorCode);
        await Assert.ThrowsAsync<FormatException>(() => failing);
        await Task.WhenAll(before, after);
        Assert.Equal(["after", "before"], database.Notes());
        Assert.Equal(2, database.Commits);
    }

    [Fact]
    public async Task A_piece_that_ends_the_transaction_fails_the_group_and_nothing_of_it_is_kept()
    {
        var held = await database.HoldWriterAsync();
        var before = database.AddAsync("before");
        var ending = database.WriteAsync(session => session.Execute("INSERT OR ROLLBACK INTO notes(text) VALUES ('x'), ('x')"), TestWork.Ct);
        await held.ReleaseAsync();

        await Assert.ThrowsAsync<SqliteException>(() => before);
        await Assert.ThrowsAsync<SqliteException>(() => ending);
        await database.AddAsync("later");
        Assert.Equal(["later"], database.Notes());
    }

    [Fact]
    public async Task A_statement_that_ends_the_transaction_fails_the_group_too()
    {
        var held = await database.HoldWriterAsync();
        var before = database.AddAsync("before");
        var ending = database.WriteStatementAsync(session => session.Execute("INSERT OR ROLLBACK INTO notes(text) VALUES ('x'), ('x')"), TestWork.Ct);
        var after = database.AddAsync("after");
        await held.ReleaseAsync();

        await Assert.ThrowsAsync<SqliteException>(() => before);
        await Assert.ThrowsAsync<SqliteException>(() => ending);
        await Assert.ThrowsAsync<SqliteException>(() => after);
        await database.AddAsync("later");
        Assert.Equal(["later"], database.Notes());
    }

    [Fact]
    public async Task When_the_commit_fails_every_caller_hears_it_and_nothing_is_kept()
    {
        await database.WriteAsync(session => session.Execute(
            "CREATE TABLE links (note INTEGER REFERENCES notes(id) DEFERRABLE INITIALLY DEFERRED)"), TestWork.Ct);
        var held = await database.HoldWriterAsync();
        var good = database.AddAsync("good");
        var broken = database.WriteAsync(session => session.Execute("INSERT INTO links VALUES (99)"), TestWork.Ct);
        await held.ReleaseAsync();

        await Assert.ThrowsAsync<SqliteException>(() => good);
        await Assert.ThrowsAsync<SqliteException>(() => broken);
        await database.AddAsync("later");
        Assert.Equal(["later"], database.Notes());
    }

    [Fact]
    public async Task A_thousand_writes_at_once_share_far_fewer_commits()
    {
        await using var wide = file.Open();
        var held = await wide.HoldWriterAsync();
        var writes = Enumerable.Range(0, 1_000).Select(i => wide.AddAsync($"note {i}")).ToList();
        await held.ReleaseAsync();
        await Task.WhenAll(writes);

        Assert.Equal(1_000, wide.Count());
        Assert.InRange(wide.Commits, 2, 4);
    }

    [Fact]
    public async Task Pieces_of_one_caller_run_in_the_order_given()
    {
        var writes = Enumerable.Range(0, 300).Select(i => database.WriteAsync(session =>
        {
            session.Add($"note {i}");
            return session.Scalar<long>("SELECT count(*) FROM notes");
        }, TestWork.Ct)).ToList();
        Assert.Equal(Enumerable.Range(1, 300).Select(i => (long)i), await Task.WhenAll(writes));
    }

    [Fact]
    public async Task A_piece_cancelled_while_it_waits_is_dropped()
    {
        using var cancelling = new CancellationTokenSource();
        var held = await database.HoldWriterAsync();
        var dropped = database.WriteAsync(session => session.Add("dropped"), cancelling.Token);
        await cancelling.CancelAsync();
        await held.ReleaseAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dropped);
        await database.AddAsync("kept");
        Assert.Equal(["kept"], database.Notes());
    }

    [Fact]
    public async Task A_piece_cancelled_after_it_began_is_kept()
    {
        using var cancelling = new CancellationTokenSource();
        await database.WriteAsync(session =>
        {
            cancelling.Cancel();
            session.Add("begun");
        }, cancelling.Token);
        Assert.Equal(["begun"], database.Notes());
    }

    [Fact]
    public async Task A_full_queue_makes_the_next_caller_wait_outside()
    {
        using var cancelling = new CancellationTokenSource();
        var held = await database.HoldWriterAsync();
        var inside = Enumerable.Range(0, 4).Select(i => database.WriteAsync(session => session.Add($"in {i}"), cancelling.Token)).ToList();
        var outside = database.WriteAsync(session => session.Add("out"), cancelling.Token);
        await cancelling.CancelAsync();

        // One that waits outside goes at once; those in the queue when their turn comes.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outside);
        Assert.All(inside, task => Assert.False(task.IsCompleted));
        await held.ReleaseAsync();
        foreach (var task in inside)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
    }

    [Fact]
    public async Task Closing_finishes_what_is_in_the_queue()
    {
        var held = await database.HoldWriterAsync();
        var waiting = Enumerable.Range(0, 4).Select(i => database.AddAsync($"note {i}")).ToList();
        var closing = database.DisposeAsync().AsTask();
        Assert.False(closing.IsCompleted);
        await held.ReleaseAsync();
        await closing;

        await Task.WhenAll(waiting);
        using var stranger = file.Stranger();
        Assert.Equal(4L, stranger.Ask("SELECT count(*) FROM notes"));
    }

    [Fact]
    public async Task A_caller_goes_on_off_the_writing_thread()
    {
        var writer = await database.WriteAsync(_ => Environment.CurrentManagedThreadId, TestWork.Ct);
        Assert.NotEqual(writer, Environment.CurrentManagedThreadId);
        Assert.Equal(writer, await database.WriteAsync(_ => Environment.CurrentManagedThreadId, TestWork.Ct));
    }
}
