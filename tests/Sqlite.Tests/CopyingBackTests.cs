using System.Buffers.Binary;

namespace CreditShare.Sqlite.Tests;

public sealed class CopyingBackTests : IDisposable
{
    private const int Pages = 50;
    private const int PageSize = 4096;
    private const int MostBehind = 4;

    /// <summary>Of the log's file, when it begins anew.</summary>
    private const long Kept = Pages * PageSize / 2;

    private readonly TestFile file = new();

    public void Dispose() => file.Dispose();

    private long LogLength => new FileInfo($"{file.Path}-wal").Length;

    /// <summary>How often the log has begun anew: SQLite counts it in the header (fileformat2.html, section 4.1).</summary>
    private uint Begun
    {
        get
        {
            using var log = File.Open($"{file.Path}-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            Span<byte> header = stackalloc byte[16];
            log.ReadExactly(header);
            return BinaryPrimitives.ReadUInt32BigEndian(header[12..]);
        }
    }

    [Fact]
    public async Task The_log_is_copied_back_beside_the_writes_begins_anew_in_the_same_file_and_loses_nothing()
    {
        await using var database = new SqliteDatabase(file.Options with { WalAutocheckpoint = Pages }, [TestFile.Notes]);
        var written = 0;
        await WriteAsync(database, ++written);
        var first = Begun;
        while (Begun < first + 3)
            await WriteAsync(database, ++written);
        // One that grows costs each commit more.
        Assert.True(LogLength >= Kept, $"{LogLength} bytes are left of the log");
        Assert.Equal(written, database.Read(session => session.Scalar<long>("SELECT count(*) FROM notes")));
        using var stranger = file.Stranger();
        Assert.Equal("ok", stranger.Ask("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task A_reader_that_needs_the_log_sees_its_state_and_stops_no_writer_and_behind_it_the_log_begins_anew_and_is_cut()
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
        // One commit is in it.
        for (var n = 1_000_000; LogLength > Kept + (8 * PageSize); n++)
            await WriteAsync(database, n);
    }

    private static Task<int> WriteAsync(SqliteDatabase database, int n) =>
        database.WriteAsync(session => session.Execute("INSERT INTO notes VALUES (@p0, @p1)", n, $"{n}{new string('x', 3 * PageSize)}"), TestWork.Ct);
}
