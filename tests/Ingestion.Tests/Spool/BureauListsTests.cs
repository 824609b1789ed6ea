using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Spool;
using CreditShare.Sqlite;
using CreditShare.Testing;
using Microsoft.Extensions.Time.Testing;

namespace CreditShare.Ingestion.Tests.Spool;

/// <summary>What the bureau's pages list: batches, records to mend, own records, objections, months.</summary>
public sealed class BureauListsTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private CitySpool spool = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        spool = new(Some.City, folder.Path, time);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await spool.DisposeAsync();
        folder.Dispose();
    }

    private async Task TakeAsync(string batch, params IReadOnlyList<(CreditRecord Record, Outcome Outcome, int? Version)> rows)
    {
        await spool.BeginAsync(batch, "bureau", "NDJSON", null, time.GetUtcNow(), Cancel);
        await spool.AddChunkAsync(batch, 0, [.. rows.Index().Select(row => new SubmittedRecord { Line = row.Index + 1, Order = spool.NextStamp(), Content = RecordJson.Write(row.Item.Record) })], ChunkExtras.None, Cancel);
        await spool.CompleteAsync(batch, "bureau", null, new byte[33], [], null, Cancel);
        await spool.DecidedAsync(batch, 0, time.GetUtcNow(), DecisionJson.Write([.. rows.Index().Select(row => Decided(batch, row.Index + 1, row.Item))]), Cancel);
    }

    private static Decision Decided(string batch, int line, (CreditRecord Record, Outcome Outcome, int? Version) row) => new()
    {
        Line = line, Outcome = row.Outcome, Key = $"330100/{row.Record.SourceId}", Version = row.Version, LogEntry = $"330100-{batch}.0.{line}",
        Reasons = row.Outcome == Outcome.Rejected ? [DecidingReasons.Missing(RecordField.AuthorityName)] : null,
    };

    [Fact]
    public async Task A_batch_is_known_by_the_name_of_its_file_in_the_list_and_by_itself_and_one_without_has_none()
    {
        await TakeAsync("01a", (Some.Penalty(1), Outcome.Accepted, 1));
        await spool.BeginAsync("01b", "bureau", "CSV", "处罚.csv", time.GetUtcNow(), Cancel);
        await spool.CompleteAsync("01b", "bureau", null, new byte[33], [], null, Cancel);
        Assert.Equal(["处罚.csv", null], spool.BatchList.Before(null, 2).Select(batch => batch.FileName));
        Assert.Equal(("处罚.csv", null), (spool.Find("01b")!.FileName, spool.Find("01a")!.FileName));
    }

    [Fact]
    public async Task Batches_are_listed_newest_first_with_their_outcomes_and_the_next_page_goes_on_behind_the_last()
    {
        await TakeAsync("01a", (Some.Penalty(1), Outcome.Accepted, 1), (Some.Penalty(2), Outcome.Rejected, null));
        await TakeAsync("01b", (Some.Penalty(3), Outcome.Duplicate, null));
        await TakeAsync("01c", (Some.Penalty(1), Outcome.Repeated, 1));
        await spool.BeginAsync("01d", "bureau", "CSV", null, time.GetUtcNow(), Cancel);
        Assert.Equal(["01c", "01b"], spool.BatchList.Before(null, 2).Select(batch => batch.Id));
        var first = Assert.Single(spool.BatchList.Before("01b", 2));
        Assert.Equal(("01a", 2, new OutcomeCounts(1, 0, 0, 1), 1L), (first.Id, first.Records, first.Counts, first.Unmended));
    }

    [Fact]
    public async Task A_refused_record_is_to_be_mended_until_it_is_held_or_its_rows_go()
    {
        await TakeAsync("01a", (Some.Penalty(1), Outcome.Rejected, null), (Some.Penalty(2), Outcome.Rejected, null), (Some.Penalty(3), Outcome.Rejected, null));
        await TakeAsync("01b", (Some.Penalty(1), Outcome.Accepted, 1), (Some.Penalty(2), Outcome.Rejected, null));
        Assert.Equal([("01b", 1L), ("01a", 1L)], spool.BatchList.Unmended(null, 10).Select(batch => (batch.Id, batch.Unmended)));
        await spool.BatchList.DismissAsync("01b", Cancel);
        Assert.Equal(["01a"], spool.BatchList.Unmended(null, 10).Select(batch => batch.Id));
        await spool.RemoveRowsAsync(time.GetUtcNow().AddSeconds(1), Cancel);
        Assert.Empty(spool.BatchList.Unmended(null, 10));
    }

    [Fact]
    public async Task Own_records_are_found_by_how_their_ids_begin_with_where_their_content_came_from()
    {
        await TakeAsync("01a", (Some.Penalty(1), Outcome.Accepted, 1), (Some.Penalty(12), Outcome.Accepted, 1), (Some.Honour(1), Outcome.Accepted, 1));
        await TakeAsync("01b", (Some.Honour(2), Outcome.Rejected, null), (new CreditRecord { SourceId = "P-1", Change = ChangeKind.Withdraw, ChangeReason = "撤销" }, Outcome.Accepted, 2));
        Assert.Equal(["P-1", "P-12"], spool.Holdings.Records("P-1", "", 10).Select(record => record.SourceId));
        Assert.Equal(["P-12"], spool.Holdings.Records("P-1", "P-1", 10).Select(record => record.SourceId));
        Assert.Equal(["H-1", "P-1"], spool.Holdings.Records("", "", 2).Select(record => record.SourceId));
        var record = spool.Holdings.Record("P-1")!;
        Assert.Equal(("01a", 0, 1, ChangeKind.Withdraw), (record.Batch, record.Chunk, record.Line, record.Sent.History.EndedBy));
        Assert.Null(spool.Holdings.Record("P-2"));
    }

    [Fact]
    public async Task An_objection_is_open_until_the_citys_own_change_settles_it()
    {
        await TakeAsync("01a", (Some.Penalty(1), Outcome.Accepted, 1), (Some.Penalty(2), Outcome.Accepted, 1));
        await spool.Objections.AddAsync(Objection(1), Cancel);
        await spool.Objections.AddAsync(Objection(2), Cancel);
        await TakeAsync("01b", (Resolved("P-1"), Outcome.Rejected, null));
        Assert.Equal(2, spool.Objections.CountOpen());
        await TakeAsync("01c", (Resolved("P-1"), Outcome.Accepted, 3));
        Assert.Equal("P-2", Assert.Single(spool.Objections.Open(0, 10)).Objection.SourceId);
        Assert.Equal(["P-2"], spool.Objections.ObjectedTo("P-1", "P-2"));
        Assert.Empty(spool.Objections.ObjectedTo("P-1", "P-1"));
        Assert.Empty(spool.Objections.OpenOf("P-1"));
        Assert.Equal([true, false], spool.Objections.Page(0, 10).Select(one => one.SettledAt is not null));
    }

    [Fact]
    public async Task Months_count_each_decision_once_and_how_late_a_record_came()
    {
        await TakeAsync("01a", (Some.Penalty(1) with { DecidedOn = new DateOnly(2026, 11, 20) }, Outcome.Accepted, 1), (Some.Penalty(2), Outcome.Accepted, 1), (Some.Penalty(3), Outcome.Rejected, null));
        await spool.DecidedAsync("01a", 0, time.GetUtcNow(), DecisionJson.Write([]), Cancel);
        // The last evening of November in UTC is December in China.
        time.SetUtcNow(new DateTimeOffset(2026, 11, 30, 17, 0, 0, TimeSpan.Zero));
        await TakeAsync("01b", (Some.Penalty(4), Outcome.Duplicate, null));
        var months = spool.Months.Last(10);
        Assert.Equal([new DateOnly(2026, 12, 1), new DateOnly(2026, 11, 1)], months.Select(month => month.Month));
        var tally = months[1].Tally;
        Assert.Equal((2L, 1L, 1L, 1L, 0L), (tally.Accepted, tally.Rejected, tally.PushTimes.UpTo7, tally.PushTimes.Longer, tally.Duplicate));
        Assert.Equal(["330100-01a.0.3"], Assert.Single(tally.Reasons).Value.Entries);
        Assert.Equal(1L, months[0].Tally.Duplicate);
    }

    [Fact]
    public async Task A_spool_of_before_is_listed_as_if_it_had_always_been_counted()
    {
        var file = Path.Combine(folder.Path, "spool-330400.db");
        await using (var old = new SqliteDatabase(new SqliteOptions { File = file }, [.. SpoolSchema.Scripts.Take(7)]))
        {
            await old.WriteAsync(session =>
            {
                session.Execute("INSERT INTO batches (id, account, format, received_at, complete_at, records, chunks, ignored_columns) VALUES ('01a', 'bureau', 'CSV', 1, 1, 5, 2, '[]')");
                session.Execute("INSERT INTO chunks (batch, chunk, count, decided_at, accepted, rejected) VALUES ('01a', 0, 3, 1, 1, 2), ('01a', 1, 2, 1, 2, 0)");
                session.Execute("INSERT INTO objections (id, body, received_at) VALUES ('o', @p0, 1)", System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(Objection(1)));
            }, Cancel);
        }
        await using var opened = new CitySpool("330400", folder.Path, time);
        Assert.Equal(new OutcomeCounts(3, 0, 0, 2), Assert.Single(opened.BatchList.Before(null, 10)).Counts);
        Assert.Equal(0, opened.BatchList.NextRemarked("01a", 0));
        Assert.Null(opened.BatchList.NextRemarked("01a", 1));
        Assert.Equal("o1", Assert.Single(opened.Objections.OpenOf("P-1")).Objection.Id);
    }

    private static CreditRecord Resolved(string sourceId) => new()
    {
        SourceId = sourceId, Change = ChangeKind.Resolve, ChangeReason = "经复核无误", Resolution = new ResolutionSection { Result = ResolutionResult.Rejected },
    };

    private static ObjectionFiled Objection(int n) => new()
    {
        City = Some.City, Id = $"o{n}", Subject = Some.Subject(n).Code!, SourceId = $"P-{n}", FiledAt = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), Grounds = "已补报。", Contact = "0571-00000000",
        SettleBy = new DateOnly(2026, 11, 30), AtLatest = new DateOnly(2026, 12, 21),
    };
}
