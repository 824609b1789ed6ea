namespace CreditShare.Sqlite.Tests;

public sealed class CopyingBackTests : IDisposable
{
    private const int Pages = 50;
    private const int PageSize = 4096;
    private const int MostBehind = 4;

    private readonly TestFile file = new();

    public void Dispose() => file.Dispose();

    private long LogLength => new FileInfo($"{file.Path}-wal").Length;

    [Fact]
    public async Task The_log_is_copied_back_beside_the_writes_begins_anew_and_loses_nothing()
    {
        await using var database = new SqliteDatabase(file.Options with { WalAutocheckpoint = Pages }, [TestFile.Notes]);
        var written = 0;
        // Each beginning anew is the log cut to one commit's length or written from its start.
        for (var begun = 0; begun < 3;)
        {
            var before = LogLength;
            await WriteAsync(database, ++written);
            begun += LogLength < before ? 1 : 0;
        }
        Assert.Equal(written, database.Read(session => session.Scalar<long>("SELECT count(*) FROM notes")));
        using var stranger = file.Stranger();
        Assert.Equal("ok", stranger.Ask("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task A_reader_that_needs_the_log_sees_its_state_and_stops_no_writer_and_the_log_begins_anew_behind_it()
    {
        await using var database = new SqliteDatabase(file.Options with { WalAutocheckpoint = Pages }, [TestFile.Notes]);
        await WriteAsync(database, 1);
        using (var reader = file.Stranger())
        {
            reader.Ask("BEGIN");
            Assert.Equal(1L, reader.Ask("SELECT count(*) FROM notes"));
            for (var n = 2; LogLength < 2L * MostBehind * Pages * PageSize; n++)
                await WriteAsync(database, n);
            Assert.Equal(1L, reader.Ask("SELECT count(*) FROM notes"));
        }
        var longest = LogLength;
        for (var n = 1_000_000; LogLength >= longest; n++)
            await WriteAsync(database, n);
    }

    private static Task<int> WriteAsync(SqliteDatabase database, int n) =>
        database.WriteAsync(session => session.Execute("INSERT INTO notes VALUES (@p0, @p1)", n, $"{n}{new string('x', 3 * PageSize)}"), TestWork.Ct);
}
