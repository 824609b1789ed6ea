namespace CreditShare.Sqlite.Tests;

public sealed class ReadTests : IAsyncDisposable
{
    private readonly TestFile file = new();
    private readonly SqliteDatabase database;

    public ReadTests() => database = file.Open();

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        file.Dispose();
    }

    [Fact]
    public async Task Two_statements_of_one_read_see_one_state()
    {
        await database.AddAsync("first");
        var counts = database.Read(session =>
        {
            var before = session.Scalar<long>("SELECT count(*) FROM notes");
            database.AddAsync("second").GetAwaiter().GetResult();
            return (before, after: session.Scalar<long>("SELECT count(*) FROM notes"));
        });
        Assert.Equal((1, 1), counts);
        Assert.Equal(2, database.Count());
    }

    [Fact]
    public async Task A_read_that_fails_reaches_its_caller_and_spoils_no_later_read()
    {
        await database.AddAsync("kept");
        Assert.Throws<FormatException>(() => database.Read<int>(_ => throw new FormatException()));
        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => database.Read(session => session.Execute("SELECT nothing FROM nowhere")));
        Assert.Equal(["kept"], database.Notes());
    }

    [Fact]
    public void A_read_cannot_write()
    {
        Assert.Throws<InvalidOperationException>(() => database.Read(session => session.Execute("INSERT INTO notes(text) VALUES ('past the queue')")));
        Assert.Equal(0, database.Count());
    }

    [Fact]
    public async Task A_read_does_not_wait_for_a_write_under_way()
    {
        var held = await database.HoldWriterAsync();
        Assert.Equal(0, database.Count());
        Assert.True(held.IsBusy);
        await held.ReleaseAsync();
    }

    [Fact]
    public void More_reads_at_once_than_are_kept_all_answer()
    {
        Assert.Equal(40, Nested(40));
        Assert.Equal(40, Nested(40));
    }

    private long Nested(int depth) =>
        database.Read(session => session.Scalar<long>("SELECT 1") + (depth == 1 ? 0 : Nested(depth - 1)));
}
