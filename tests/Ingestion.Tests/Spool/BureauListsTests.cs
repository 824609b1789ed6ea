using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Equality;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Equality;
using CreditShare.Ingestion.Pages.Batches;
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
        Assert.Equal(2, spool.BatchList.CountUnmended());
        await spool.BatchList.DismissAsync("01b", Cancel);
        Assert.Equal(["01a"], spool.BatchList.Unmended(null, 10).Select(batch => batch.Id));
        await spool.RemoveRowsAsync(time.GetUtcNow().AddSeconds(1), Cancel);
        Assert.Empty(spool.BatchList.Unmended(null, 10));
        Assert.Equal(0, spool.BatchList.CountUnmended());
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
        Assert.Equal("P-2", Assert.Single(spool.Objections.Open(null, 10)).SourceId);
        Assert.Equal(["P-2"], spool.Objections.ObjectedTo(["P-1", "P-2"]));
        Assert.Empty(spool.Objections.ObjectedTo(["P-1"]));
        Assert.Empty(spool.Objections.OpenOf("P-1"));
        Assert.Equal([true, false], spool.Objections.Page(0, 10).Select(one => one.SettledAt is not null));
    }

    // Version 2 is what the registry added upon the objection: in the place of the first version, and nothing that the city is told.
    [Theory]
    [InlineData(ChangeKind.Resolve)]
    [InlineData(ChangeKind.Withdraw)]
    public async Task What_settles_an_objection_settles_it_too_when_a_later_version_overtook_it(ChangeKind change)
    {
        await TakeNumberedAsync("01a", 1, Some.Penalty(1), 1);
        await spool.Objections.AddAsync(Objection(1), Cancel);
        await TakeNumberedAsync("01b", 3, Some.Penalty(1) with { Change = ChangeKind.Correct, ChangeReason = "更正" }, 3);
        Assert.Equal(1, spool.Objections.CountOpen());
        await TakeNumberedAsync("01c", 2, Resolved("P-1") with { Change = change }, 4, late: true);
        Assert.Equal(0, spool.Objections.CountOpen());
    }

    [Fact]
    public async Task A_resolution_that_belongs_before_an_objection_settles_it_neither_when_it_comes_late_nor_when_it_comes_again()
    {
        await TakeNumberedAsync("01a", 1, Some.Penalty(1), 1);
        await TakeNumberedAsync("01b", 5, Some.Penalty(1) with { Change = ChangeKind.Correct, ChangeReason = "更正" }, 2);
        // Version 3.
        await spool.Objections.AddAsync(Objection(1), Cancel);
        await TakeNumberedAsync("01c", 4, Resolved("P-1"), 4, late: true);
        Assert.Equal(1, spool.Objections.CountOpen());
        await TakeNumberedAsync("01d", 6, Resolved("P-1"), 5);
        Assert.Equal(0, spool.Objections.CountOpen());
        // Version 6, of whose number nothing later tells yet.
        await spool.Objections.AddAsync(Objection(1, "o2"), Cancel);
        await TakeNumberedAsync("01e", 6, Resolved("P-1"), 5, late: true, Outcome.Repeated);
        Assert.Equal(1, spool.Objections.CountOpen());
    }

    [Fact]
    public async Task A_mark_that_the_bureau_set_is_open_with_the_time_of_any_objection_until_it_is_resolved()
    {
        await TakeAsync("01a", (Some.Penalty(1), Outcome.Accepted, 1), (Some.Penalty(2), Outcome.Accepted, 1));
        await TakeAsync("01b", (Disputed("P-1", new DateOnly(2026, 11, 20)), Outcome.Accepted, 2), (Disputed("P-2"), Outcome.Rejected, null));
        var open = Assert.Single(spool.Objections.Open(null, 10));
        // Received on a Friday: five working days end with the next Friday, twenty with the fourth one.
        Assert.Equal(
            ("P-1", new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 27), new DateOnly(2026, 12, 18), "称已补报", "YY-7"),
            (open.SourceId, open.Mark!.ReceivedOn, open.SettleBy, open.AtLatest, open.Grounds, open.Mark.Number));
        Assert.Equal((1L, true), (spool.Objections.CountOpen(), spool.Objections.ObjectedTo(["P-1", "P-2"]).SetEquals(["P-1"])));
        // What subjects filed is told apart, for the programs that read it.
        Assert.Empty(spool.Objections.Filed(0, 10));
        await TakeAsync("01c", (Resolved("P-1"), Outcome.Accepted, 3));
        Assert.Equal((0L, true), (spool.Objections.CountOpen(), Assert.Single(spool.Objections.Page(0, 10)).SettledAt is not null));
    }

    [Theory]
    [InlineData(ChangeKind.Withdraw)]
    [InlineData(ChangeKind.Repair)]
    public async Task What_ends_a_record_ends_the_marks_and_objections_to_it_and_a_correction_does_not_bring_them_back(ChangeKind end)
    {
        await TakeAsync("01a", (Some.Penalty(1), Outcome.Accepted, 1));
        await TakeAsync("01b", (Disputed("P-1"), Outcome.Accepted, 2));
        await spool.Objections.AddAsync(Objection(1), Cancel);
        Assert.Equal((2, 1L), (spool.Objections.OpenOf("P-1").Count, spool.Objections.CountOpen()));
        await TakeAsync("01c", (new CreditRecord { SourceId = "P-1", Change = ChangeKind.Correct, ChangeReason = "更正", Note = "更正" }.Of(Some.Penalty(1)), Outcome.Accepted, 4));
        Assert.Equal(1L, spool.Objections.CountOpen());
        await TakeAsync("01d", (new CreditRecord { SourceId = "P-1", Change = end, ChangeReason = "样例" }, Outcome.Accepted, 5));
        Assert.Empty(spool.Objections.Open(null, 10));
        // Told late of one that was filed before.
        await spool.Objections.AddAsync(Objection(1, "o9"), Cancel);
        Assert.Empty(spool.Objections.Open(null, 10));
        await TakeAsync("01e", (Some.Penalty(1) with { Change = ChangeKind.Correct, ChangeReason = "更正" }, Outcome.Accepted, 6));
        Assert.Empty(spool.Objections.Open(null, 10));
        Assert.Equal(3, spool.Objections.Page(0, 10).Count);
    }

    [Fact]
    public async Task Open_objections_are_listed_by_their_deadline_and_the_next_page_goes_on_behind_the_last()
    {
        await TakeAsync("01a", (Some.Penalty(1), Outcome.Accepted, 1), (Some.Penalty(2), Outcome.Accepted, 1), (Some.Penalty(3), Outcome.Accepted, 1));
        await TakeAsync("01b", (Disputed("P-3", new DateOnly(2026, 11, 23)), Outcome.Accepted, 2));
        await spool.Objections.AddAsync(Objection(2), Cancel);
        await TakeAsync("01c", (Disputed("P-1", new DateOnly(2026, 11, 2)), Outcome.Accepted, 2));
        var first = spool.Objections.Open(null, 2);
        Assert.Equal(["P-1", "P-3"], first.Select(one => one.SourceId));
        Assert.Equal(["P-2"], spool.Objections.Open(ObjectionPlace.Read(first[1].Place.ToString()), 2).Select(one => one.SourceId));
    }

    [Theory]
    [InlineData("青岚1有限", "P-1")]
    [InlineData("青岚", "P-1 P-2")]
    [InlineData("（青 岚）2", "P-2")]
    [InlineData("杭样罚[2026]2号", "P-2")]
    [InlineData("杭样罚〔2026", "P-1 P-2 P-3")]
    [InlineData("P-", "P-1 P-2 P-3")]
    [InlineData("H-", "H-1")]
    [InlineData("没有的", "")]
    public async Task Own_records_are_found_by_name_document_number_and_the_beginning_of_the_id(string asked, string found)
    {
        await TakeAsync("01a", (Named(1), Outcome.Accepted, 1), (Named(2), Outcome.Accepted, 1), (Some.Penalty(3), Outcome.Accepted, 1), (Some.Honour(1), Outcome.Accepted, 1), (Named(4), Outcome.Rejected, null));
        Assert.Equal(found, string.Join(' ', spool.Holdings.Search(asked, "", 10).Records.Select(record => record.SourceId)));
    }

    [Fact]
    public async Task Own_records_are_found_by_credit_code_page_by_page_and_each_says_what_it_is_about()
    {
        await TakeAsync("01a", (Named(1), Outcome.Accepted, 1), (Named(2) with { Subject = Named(1).Subject }, Outcome.Accepted, 1), (Some.Penalty(3), Outcome.Accepted, 1));
        var code = Named(1).Subject!.Code!;
        var first = spool.Holdings.Search(code.ToLowerInvariant(), "", 1);
        Assert.Equal(("P-1", "P-1"), (Assert.Single(first.Records).SourceId, first.Next));
        var last = spool.Holdings.Search(code, first.Next!, 1);
        Assert.Equal(("P-2", code, "杭州样例青岚1有限公司", "杭样罚〔2026〕2号", null), (Assert.Single(last.Records).SourceId, last.Records[0].Code, last.Records[0].Name, last.Records[0].Number, last.Next));
    }

    [Fact]
    public async Task A_record_is_found_by_what_its_latest_content_says_and_by_nothing_once_it_is_erased_or_may_be_kept_no_longer()
    {
        await TakeAsync("01a", (Named(1), Outcome.Accepted, 1), (Named(2), Outcome.Accepted, 1));
        await TakeAsync("01b", (Named(1) with { Change = ChangeKind.Correct, Subject = Some.Subject(9) with { Name = "杭州样例赤霞有限公司" } }, Outcome.Accepted, 2));
        // Sent once more, the first content is not the latest.
        await TakeAsync("01c", (Named(1), Outcome.Repeated, 1), (new CreditRecord { SourceId = "P-2", Change = ChangeKind.Withdraw, ChangeReason = "撤销" }, Outcome.Accepted, 2));
        Assert.Equal(["P-2"], spool.Holdings.Search("青岚", "", 10).Records.Select(record => record.SourceId));
        Assert.Equal(["P-1"], spool.Holdings.Search("赤霞", "", 10).Records.Select(record => record.SourceId));
        await spool.Holdings.EraseAsync(["P-1"], Cancel);
        Assert.Empty(spool.Holdings.Search("赤霞", "", 10).Records);
        // Five years and a day after the decision.
        time.SetUtcNow(new DateTimeOffset(2031, 6, 1, 17, 0, 0, TimeSpan.Zero));
        await spool.RemoveExpiredAsync(Cancel);
        Assert.Empty(spool.Holdings.Search("青岚", "", 10).Records);
        Assert.Null(spool.Holdings.Record("P-2")!.Name);
    }

    // Without ids of its own a table's row gets one of authority, number and subject: mended in one of them, it has another.
    [Theory]
    [InlineData("处罚.csv", 2, true)]
    [InlineData("01a00000000000000000000000000000-标注.xlsx", 2, true)]
    [InlineData("01a00000000000000000000000000000-待改.xlsx", 9, true)]
    [InlineData("处罚.csv", 3, false)]
    [InlineData("另一张.csv", 2, false)]
    public async Task A_row_that_was_mended_and_refused_again_is_one_row_to_be_mended(string file, int line, bool isSame)
    {
        await TakeRowAsync("01a00000000000000000000000000000", "处罚.csv", 2, Named(1) with { SourceId = "row-a", DocumentNumber = null }, Outcome.Rejected);
        await TakeRowAsync("01b00000000000000000000000000000", file, line, Named(1) with { SourceId = "row-b" }, Outcome.Rejected);
        Assert.Equal(isSame ? 1 : 2, spool.BatchList.Unmended(null, 10).Sum(batch => batch.Unmended));
        await TakeRowAsync("01c00000000000000000000000000000", file, line, Named(1) with { SourceId = "row-b" }, Outcome.Accepted);
        Assert.Equal(isSame ? 0 : 1, spool.BatchList.Unmended(null, 10).Sum(batch => batch.Unmended));
    }

    [Fact]
    public async Task A_row_is_known_again_too_where_its_number_was_mended_and_its_day_can_still_not_be_read()
    {
        await TakeRowAsync("01a00000000000000000000000000000", "处罚.csv", 2, Named(1) with { SourceId = "row-a", DecidedOn = null }, Outcome.Rejected);
        await TakeRowAsync("01b00000000000000000000000000000", "处罚.csv", 2, Named(1) with { SourceId = "row-b", DecidedOn = null, DocumentNumber = "杭样罚〔2026〕77号" }, Outcome.Rejected);
        Assert.Equal(1, spool.BatchList.Unmended(null, 10).Sum(batch => batch.Unmended));
    }

    [Fact]
    public async Task Another_decision_on_the_same_line_of_tomorrows_file_mends_nothing()
    {
        await TakeRowAsync("01a00000000000000000000000000000", "处罚.csv", 2, Named(1) with { SourceId = "row-a" }, Outcome.Rejected);
        await TakeRowAsync("01b00000000000000000000000000000", "处罚.csv", 2, Named(1) with { SourceId = "row-b", DocumentNumber = "杭样罚〔2026〕77号", DecidedOn = new DateOnly(2026, 6, 9) }, Outcome.Accepted);
        Assert.Equal(1, spool.BatchList.Unmended(null, 10).Sum(batch => batch.Unmended));
    }

    [Fact]
    public async Task Months_count_each_decision_once_and_how_late_a_record_came()
    {
        await TakeAsync("01a", (Some.Penalty(1) with { DecidedOn = new DateOnly(2026, 11, 20) }, Outcome.Accepted, 1), (Some.Penalty(2), Outcome.Accepted, 1), (Some.Penalty(3), Outcome.Rejected, null));
        await spool.DecidedAsync("01a", 0, time.GetUtcNow(), DecisionJson.Write([]), Cancel);
        // The last evening of November in UTC is December in China.
        time.SetUtcNow(new DateTimeOffset(2026, 11, 30, 17, 0, 0, TimeSpan.Zero));
        await TakeAsync("01b", (Some.Penalty(4), Outcome.Duplicate, null));
        var months = spool.Months.Before(null, 10);
        Assert.Equal([new DateOnly(2026, 12, 1), new DateOnly(2026, 11, 1)], months.Select(month => month.Month));
        var tally = months[1].Tally;
        Assert.Equal((2L, 1L, 1L, 1L, 0L), (tally.Accepted, tally.Rejected, tally.PushTimes.UpTo7, tally.PushTimes.Longer, tally.Duplicate));
        Assert.Equal(["330100-01a.0.3"], Assert.Single(tally.Reasons).Value.Entries);
        Assert.Equal(1L, months[0].Tally.Duplicate);
        Assert.Equal([new DateOnly(2026, 12, 1)], spool.Months.Before(null, 1).Select(month => month.Month));
        Assert.Equal([new DateOnly(2026, 11, 1)], spool.Months.Before("2026-12", 10).Select(month => month.Month));
    }

    [Fact]
    public async Task Comparisons_are_listed_newest_first_and_the_next_page_goes_on_behind_the_last()
    {
        foreach (var id in (string[])["a", "b", "c"])
        {
            await spool.Comparisons.BeginAsync(new() { Id = id, Account = "bureau", StartedAt = time.GetUtcNow(), AskAfter = 0 }, Cancel);
            await spool.Comparisons.KeepAsync(spool.Comparisons.Find(id)! with { State = ComparisonState.Equal }, Cancel);
        }
        Assert.Equal(["c", "b"], spool.Comparisons.Before(null, 2).Select(one => one.Id));
        Assert.Equal(["a"], spool.Comparisons.Before("b", 2).Select(one => one.Id));
    }

    [Fact]
    public async Task A_page_of_cells_read_otherwise_looks_at_so_many_rows_and_the_next_one_goes_on_behind_them()
    {
        await spool.BeginAsync("01a", "bureau", "NDJSON", null, time.GetUtcNow(), Cancel);
        for (var chunk = 0; chunk <= ReadCells.MostChunks; chunk++)
        {
            var extras = chunk < ReadCells.MostChunks ? ChunkExtras.None : ChunkExtras.None with { Changes = [new(0, [new("amount", "penalty.fine", "0.5万元", "5000 元")])] };
            await spool.AddChunkAsync("01a", chunk, [new SubmittedRecord { Line = chunk + 1, Order = spool.NextStamp(), Content = RecordJson.Write(Some.Penalty(chunk)) }], extras, Cancel);
        }
        await spool.CompleteAsync("01a", "bureau", null, new byte[33], [], null, Cancel);
        var first = ReadCells.Read(spool, spool.Find("01a")!, default);
        Assert.Empty(first.Cells);
        Assert.Equal((41, "5000 元", null), ReadCells.Read(spool, spool.Find("01a")!, first.Next!.Value) is { Cells: [var cell], Next: var next } ? (cell.Line, cell.ReadAs, next) : default);
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
        Assert.Equal("o1", Assert.Single(opened.Objections.OpenOf("P-1")).Filed!.Id);
    }

    [Fact]
    public async Task A_mark_from_before_marks_were_kept_is_noted_at_the_next_start()
    {
        var stamp = (new DateTimeOffset(2026, 11, 19, 20, 0, 0, TimeSpan.Zero) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var disputed = SentRecord.Unknown.With(SentVersion.Of(1, stamp - 1, false, Some.Penalty(1))).With(SentVersion.Of(2, stamp, false, Disputed("P-1")));
        var resolved = disputed.With(SentVersion.Of(3, stamp + 1, false, Resolved("P-2")));
        await using (var old = new SqliteDatabase(new SqliteOptions { File = Path.Combine(folder.Path, "spool-330400.db") }, [.. SpoolSchema.Scripts.Take(9)]))
        {
            await old.WriteAsync(session =>
            {
                session.Execute("INSERT INTO holdings (source_id, revision, versions) VALUES ('P-1', 1, @p0), ('P-2', 1, @p1)", SentVersions.Write(disputed), SentVersions.Write(resolved));
            }, Cancel);
        }
        await using var opened = new CitySpool("330400", folder.Path, time);
        await opened.Objections.NoteEarlierAsync(Cancel);
        await opened.Objections.NoteEarlierAsync(Cancel);
        var mark = Assert.Single(opened.Objections.Page(0, 10));
        // The evening of the 19th in UTC is the 20th in China.
        Assert.Equal(("P-1", new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 27)), (mark.SourceId, mark.Mark!.ReceivedOn, mark.SettleBy));
    }

    private async Task TakeNumberedAsync(string batch, long order, CreditRecord record, int version, bool late = false, Outcome outcome = Outcome.Accepted)
    {
        await spool.BeginAsync(batch, "bureau", "NDJSON", null, time.GetUtcNow(), Cancel);
        await spool.AddChunkAsync(batch, 0, [new SubmittedRecord { Line = 1, Order = order, Content = RecordJson.Write(record) }], ChunkExtras.None, Cancel);
        await spool.CompleteAsync(batch, "bureau", null, new byte[33], [], null, Cancel);
        await spool.DecidedAsync(batch, 0, time.GetUtcNow(), DecisionJson.Write([Decided(batch, 1, (record, outcome, version)) with { Late = late }]), Cancel);
    }

    private async Task TakeRowAsync(string batch, string file, int line, CreditRecord record, Outcome outcome)
    {
        await spool.BeginAsync(batch, "bureau", "CSV", file, time.GetUtcNow(), Cancel);
        await spool.AddChunkAsync(batch, 0, [new SubmittedRecord { Line = line, Order = spool.NextStamp(), Content = RecordJson.Write(record) }], ChunkExtras.None, Cancel);
        await spool.CompleteAsync(batch, "bureau", null, new byte[33], [], null, Cancel);
        await spool.DecidedAsync(batch, 0, time.GetUtcNow(), DecisionJson.Write([Decided(batch, line, (record, outcome, outcome == Outcome.Accepted ? 1 : null))]), Cancel);
    }

    private static CreditRecord Named(int n) => Some.Penalty(n) with { Subject = Some.Subject(n) with { Name = $"杭州样例青岚{n}有限公司" }, DocumentNumber = $"杭样罚〔2026〕{n}号" };

    private static CreditRecord Disputed(string sourceId, DateOnly? receivedOn = null) => new()
    {
        SourceId = sourceId, Change = ChangeKind.Dispute, ChangeReason = "称已补报", Dispute = new DisputeSection { ReceivedOn = receivedOn, Number = "YY-7" },
    };

    private static CreditRecord Resolved(string sourceId) => new()
    {
        SourceId = sourceId, Change = ChangeKind.Resolve, ChangeReason = "经复核无误", Resolution = new ResolutionSection { Result = ResolutionResult.Rejected },
    };

    private static ObjectionFiled Objection(int n, string? id = null) => new()
    {
        City = Some.City, Id = id ?? $"o{n}", Subject = Some.Subject(n).Code!, SourceId = $"P-{n}", FiledAt = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), Grounds = "已补报。", Contact = "0571-00000000",
        SettleBy = new DateOnly(2026, 11, 30), AtLatest = new DateOnly(2026, 12, 21),
    };
}
