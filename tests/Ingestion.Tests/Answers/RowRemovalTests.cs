using System.Text;
using CreditShare.Domain.Deciding;
using CreditShare.Ingestion.Answers;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Spool;
using Microsoft.Data.Sqlite;
using static CreditShare.Ingestion.Tests.Answers.SpooledTable;

namespace CreditShare.Ingestion.Tests.Answers;

public sealed class RowRemovalTests : IAsyncLifetime
{
    private readonly SpooledTable table = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => table.DisposeAsync();

    [Fact]
    public async Task Rows_and_changes_of_older_batches_go_and_decisions_and_counts_stay()
    {
        await TakeAsync("old");
        table.Time.Advance(TimeSpan.FromDays(30));
        await TakeAsync("new");
        Assert.Equal(1, await table.Spool.RemoveRowsAsync(table.Time.GetUtcNow() - TimeSpan.FromDays(29), Cancel));
        Assert.Equal(0, await table.Spool.RemoveRowsAsync(table.Time.GetUtcNow() - TimeSpan.FromDays(29), Cancel));
        var (old, young) = (table.Spool.Find("old")!, table.Spool.Find("new")!);
        Assert.Equal((true, false), (old.RowsGone, young.RowsGone));
        Assert.Equal((0, 0, 60), (table.Spool.Extras("old", 0).Rows.Count, table.Spool.Extras("old", 59).Changes.Count, old.Counts.Rejected));
        Assert.Equal((1, 1), (table.Spool.Extras("new", 0).Rows.Count, table.Spool.Extras("new", 59).Changes.Count));
        Assert.Equal(60, Assert.Single(old.Rules).Count);
        Assert.Equal(60, AnswerPages.Errors(table.Spool, old, 0, isGone: true).Items.Count);
    }

    [Fact]
    public async Task Nothing_of_a_deleted_row_is_left_in_the_file()
    {
        await TakeAsync("old");
        table.Time.Advance(TimeSpan.FromDays(1));
        var packed = Packed();
        Assert.Contains(packed, OnDisk(), StringComparison.Ordinal);
        await table.Spool.RemoveRowsAsync(table.Time.GetUtcNow(), Cancel);
        await table.Spool.DisposeAsync();
        // SQLite itself writes over the beginning of what is freed; the rest would be there.
        Assert.DoesNotContain(packed[(packed.Length / 2)..], OnDisk(), StringComparison.Ordinal);
    }

    private Task<SpooledBatch> TakeAsync(string batch) => table.TakeAsync(
        batch, new(null, [new("三月", "penalty", 1, 0, Columns)], []), [.. Enumerable.Range(2, 60).Select(line => (IReadOnlyList<(KeptRow, Decision?)>)[(Row(line), Rejected(line, NoSuchDay))])], Cancel,
        [new(0, [new("date", "decidedOn", "2026/3/5", "2026-03-05")])]);

    private string Packed()
    {
        using var connection = new SqliteConnection($"Data Source={Directory.GetFiles(table.Folder, "*.db").Single()};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT rows FROM kept WHERE chunk = 7";
        return Encoding.Latin1.GetString((byte[])command.ExecuteScalar()!);
    }

    private string OnDisk() => string.Concat(Directory.GetFiles(table.Folder).Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }));
}
