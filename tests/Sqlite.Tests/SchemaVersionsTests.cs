namespace CreditShare.Sqlite.Tests;

public sealed class SchemaVersionsTests : IDisposable
{
    private const string Tags = "CREATE TABLE tags (note INTEGER NOT NULL REFERENCES notes(id), tag TEXT); ALTER TABLE notes ADD COLUMN place TEXT";

    private readonly TestFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task An_older_file_is_brought_up_to_date_and_keeps_its_rows()
    {
        await using (var old = file.Open(TestFile.Notes))
            await old.AddAsync("old");
        await using var database = file.Open(TestFile.Notes, Tags);

        Assert.Equal(2, database.Read(session => session.Scalar<long>("PRAGMA user_version")));
        await database.WriteAsync(session => session.Execute("UPDATE notes SET place = 'here'"), TestWork.Ct);
        Assert.Equal(["old"], database.Notes());
    }

    [Fact]
    public async Task A_newer_file_is_refused_and_left_as_it_was()
    {
        await using (file.Open(TestFile.Notes, Tags))
        {
        }
        var fault = Assert.Throws<InvalidOperationException>(() => file.Open(TestFile.Notes));
        Assert.Contains("schema version 2, this program knows 1", fault.Message, StringComparison.Ordinal);

        Assert.False(File.Exists(file.Path + "-wal"), "the refused file was left open");
        await using var newer = file.Open(TestFile.Notes, Tags);
        Assert.Equal(0, newer.Count());
    }

    [Fact]
    public async Task A_faulty_script_leaves_the_file_at_its_old_version()
    {
        await using (file.Open(TestFile.Notes))
        {
        }
        var fault = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => file.Open(TestFile.Notes, Tags, "CREATE TABLE notes (again TEXT)"));
        Assert.Contains("already exists", fault.Message, StringComparison.Ordinal);

        Assert.False(File.Exists(file.Path + "-wal"), "the refused file was left open");
        await using var database = file.Open(TestFile.Notes);
        Assert.Equal(0, database.Read(session => session.Scalar<long>("SELECT count(*) FROM sqlite_schema WHERE name = 'tags'")));
    }

    [Fact]
    public async Task A_script_that_ends_the_transaction_itself_is_heard_with_its_own_fault()
    {
        await using (file.Open(TestFile.Notes))
        {
        }
        var fault = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() =>
            file.Open(TestFile.Notes, "INSERT INTO notes(text) VALUES ('a'); INSERT OR ROLLBACK INTO notes(text) VALUES ('a')"));
        Assert.Contains("UNIQUE", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eight_openers_of_a_new_file_make_the_schema_once()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Factory.StartNew(() => file.Open(TestFile.Notes, Tags), TestWork.Ct, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        foreach (var database in databases)
        {
            Assert.Equal(2, database.Read(session => session.Scalar<long>("PRAGMA user_version")));
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_file_that_is_up_to_date_opens_for_reading_while_another_holds_the_write_lock()
    {
        await using (var earlier = file.Open())
            await earlier.AddAsync("kept");
        using var stranger = file.Stranger();
        stranger.Ask("BEGIN IMMEDIATE");

        await using var database = new SqliteDatabase(file.Options with { BusyTimeout = TimeSpan.FromSeconds(1) }, [TestFile.Notes]);
        Assert.Equal(["kept"], database.Notes());
        stranger.Ask("ROLLBACK");
    }
}
