using System.Text;
using CreditShare.Domain.Deciding;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.Storage.Tests;

/// <summary>What every engine's log store promises. An engine subclasses it.</summary>
public abstract class LogStoreContract
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract ILogStore Store { get; }

    protected static StagedEntry Entry(string id, string kind = EntryKind.LogRead, string? city = null, string? agency = null, string? subject = null, int minute = 0, string account = "account", string? purpose = null, string? number = null) =>
        StagedEntries.Committing(
            new LogEntry
            {
                Kind = kind, Id = id, At = new DateTimeOffset(2026, 11, 23, 8, minute, 0, TimeSpan.Zero), Actor = new EntryActor(city, agency, account), Subject = subject, Purpose = purpose, Case = number,
                Blind = StagedEntries.NewBlind(),
            },
            Encoding.UTF8.GetBytes($"{{\"content\":\"{id}\"}}"));

    private async Task<IReadOnlyList<string>> IdsAsync(EntryFilter filter) =>
        [.. (await Store.FindEntriesAsync(filter, Cancel)).Select(entry => EntryEncoding.TryDecode(entry.Bytes, out var read) ? read.Id : "?")];

    [Fact]
    public async Task Entries_get_their_indexes_in_the_order_of_staging()
    {
        var entries = Enumerable.Range(0, 10).Select(n => Entry($"e{n}")).ToList();
        await Store.StageAsync(entries[..4], Cancel);
        await Store.StageAsync(entries[4..], Cancel);
        Assert.Equal(0, await Store.SizeAsync(Cancel));
        Assert.Equal(7, await Store.AppendStagedAsync(0, 7, Cancel));
        Assert.Equal(10, await Store.AppendStagedAsync(7, 7, Cancel));
        Assert.Equal(10, await Store.AppendStagedAsync(10, 7, Cancel));
        Assert.Equal(entries.Select(entry => entry.Bytes), await Store.ReadEntriesAsync(0, 10, Cancel));
        Assert.Equal(entries[3].Bytes, Assert.Single(await Store.ReadEntriesAsync(3, 4, Cancel)));
    }

    [Fact]
    public async Task What_waits_is_read_in_the_order_in_which_it_will_have_its_index()
    {
        var entries = Enumerable.Range(0, 6).Select(n => Entry($"e{n}")).ToList();
        Assert.Empty(await Store.ReadWaitingAsync(0, 10, Cancel));
        await Store.StageAsync(entries[..4], Cancel);
        await Store.StageAsync(entries[4..], Cancel);
        await Store.AppendStagedAsync(0, 2, Cancel);
        Assert.Equal(["e2", "e3", "e4", "e5"], await WaitingAsync(0, 10));
        Assert.Equal(["e2", "e3", "e4"], await WaitingAsync(2, 3));
        Assert.Equal(["e5"], await WaitingAsync(5, 3));
        Assert.Empty(await WaitingAsync(6, 3));
        var waiting = (await Store.ReadWaitingAsync(2, 1, Cancel))[0].Stored;
        Assert.Equal((null, true), (waiting.Index, entries[2].Entry.Commit!.Value.Matches(waiting.CommitKey, waiting.Content)));

        async Task<IEnumerable<string>> WaitingAsync(long from, int most) => (await Store.ReadWaitingAsync(from, most, Cancel)).Select(filed => filed.Filing.Id);
    }

    [Fact]
    public async Task Staging_an_id_again_is_no_error_and_no_second_entry()
    {
        var first = Entry("same");
        await Store.StageAsync([first, Entry("other")], Cancel);
        await Store.StageAsync([Entry("same")], Cancel);
        await Store.AppendStagedAsync(0, 10, Cancel);
        await Store.StageAsync([Entry("same")], Cancel);
        Assert.Equal(2, await Store.AppendStagedAsync(2, 10, Cancel));
        Assert.Equal(first.Bytes, (await Store.FindEntryAsync("same", Cancel))!.Bytes);
    }

    [Fact]
    public async Task A_second_sequencer_is_stopped_when_it_appends_and_when_it_signs()
    {
        await Store.StageAsync([Entry("a"), Entry("b")], Cancel);
        await Store.AppendStagedAsync(0, 1, Cancel);
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.AppendStagedAsync(0, 1, Cancel));
        await Store.ReplaceCheckpointAsync(null, "first", Cancel);
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.ReplaceCheckpointAsync(null, "other first", Cancel));
        await Store.ReplaceCheckpointAsync("first", "second", Cancel);
        Assert.Equal("second", await Store.ReadCheckpointAsync(Cancel));
    }

    [Fact]
    public async Task A_tile_grows_and_never_shrinks_and_is_cut_to_the_width_asked_for()
    {
        var hashes = Enumerable.Range(0, 3).Select(n => MerkleHash.Leaf([(byte)n]).ToArray()).ToList();
        Tile Of(int width) => Tile.Read(TilePath.Hashes(0, 0, width), hashes.Take(width).SelectMany(hash => hash).ToArray());
        await Store.WriteTilesAsync([Of(1)], Cancel);
        await Store.WriteTilesAsync([Of(3)], Cancel);
        await Store.WriteTilesAsync([Of(2)], Cancel);
        var read = await Store.ReadTilesAsync([TilePath.Hashes(0, 0, 3), TilePath.Hashes(0, 0, 1), TilePath.Hashes(0, 0, 4), TilePath.Hashes(1, 0, 1)], Cancel);
        Assert.Equal(Of(3).Bytes.ToArray(), read[0]!.Bytes.ToArray());
        Assert.Equal(Of(1).Bytes.ToArray(), read[1]!.Bytes.ToArray());
        Assert.Null(read[2]);
        Assert.Null(read[3]);
    }

    [Fact]
    public async Task Entries_are_found_by_any_mix_of_filters_and_by_pages()
    {
        await Store.StageAsync(
            [
                Entry("0", EntryKind.RecordDecided, city: "330100", subject: "S1", minute: 0), Entry("1", EntryKind.LookupAnswered, city: "330100", agency: "A", subject: "S1", minute: 1),
                Entry("2", EntryKind.LookupAnswered, city: "341000", agency: "B", subject: "S2", minute: 2), Entry("3", EntryKind.LookupAnswered, city: "330100", agency: "A", subject: "S2", minute: 3),
                Entry("staged only"),
            ],
            Cancel);
        await Store.AppendStagedAsync(0, 4, Cancel);
        Assert.Equal(["0", "1", "2", "3"], await IdsAsync(new() { Limit = 10 }));
        Assert.Equal(["3", "2"], await IdsAsync(new() { Limit = 2, NewestFirst = true }));
        Assert.Equal(["1", "0"], await IdsAsync(new() { Limit = 2, NewestFirst = true, After = 2 }));
        Assert.Equal(["2", "3"], await IdsAsync(new() { Limit = 2, After = 1 }));
        Assert.Equal(["1", "3"], await IdsAsync(new() { Limit = 10, Kind = EntryKind.LookupAnswered, City = "330100" }));
        Assert.Equal(["3"], await IdsAsync(new() { Limit = 10, Agency = "A", Subject = "S2" }));
        // Decisions and all else about a subject, together in their order and each by itself.
        Assert.Equal(["0", "1"], await IdsAsync(new() { Limit = 10, Subject = "S1" }));
        Assert.Equal(["1", "0"], await IdsAsync(new() { Limit = 10, Subject = "S1", City = "330100", NewestFirst = true }));
        Assert.Equal(["0"], await IdsAsync(new() { Limit = 10, Subject = "S1", Kind = EntryKind.RecordDecided }));
        Assert.Equal(["1"], await IdsAsync(new() { Limit = 10, Subject = "S1", Kind = EntryKind.LookupAnswered, City = "330100", Agency = "A", Account = "account" }));
        Assert.Equal(["1", "2"], await IdsAsync(new()
        {
            Limit = 10, From = new DateTimeOffset(2026, 11, 23, 8, 1, 0, TimeSpan.Zero), Until = new DateTimeOffset(2026, 11, 23, 8, 3, 0, TimeSpan.Zero),
        }));
    }

    [Fact]
    public async Task Entries_are_found_by_official_purpose_and_case_and_between_indexes()
    {
        await Store.StageAsync(
            [
                Entry("0", account: "one", purpose: "licensing", number: "C-1"), Entry("1", account: "two", purpose: "licensing", number: "C-2"),
                Entry("2", account: "one", purpose: "procurement", number: "C-1"), Entry("3", account: "one"),
            ],
            Cancel);
        await Store.AppendStagedAsync(0, 10, Cancel);
        Assert.Equal(["0", "2", "3"], await IdsAsync(new() { Limit = 10, Account = "one" }));
        Assert.Equal(["0"], await IdsAsync(new() { Limit = 10, Account = "one", Purpose = "licensing" }));
        Assert.Equal(["0", "2"], await IdsAsync(new() { Limit = 10, Case = "C-1" }));
        Assert.Equal(["0", "2"], await IdsAsync(new() { Limit = 10, Account = "one", Below = 3 }));
        Assert.Equal(["2"], await IdsAsync(new() { Limit = 1, Account = "one", Below = 3, NewestFirst = true }));
        Assert.Empty(await IdsAsync(new() { Limit = 10, Below = 0 }));
        Assert.Equal(["2", "3"], await IdsAsync(new() { Limit = 10, Account = "one", AtLeast = 2 }));
        Assert.Equal(["3", "2"], await IdsAsync(new() { Limit = 10, Account = "one", AtLeast = 2, NewestFirst = true }));
        Assert.Equal(["3"], await IdsAsync(new() { Limit = 10, AtLeast = 2, After = 2 }));
        Assert.Equal(["1"], await IdsAsync(new() { Limit = 10, AtLeast = 1, Below = 2, After = 3, NewestFirst = true }));
    }

    [Fact]
    public async Task Content_is_erased_with_its_key_and_the_entry_stays()
    {
        var entries = Enumerable.Range(0, 4).Select(n => Entry($"e{n}")).ToList();
        await Store.StageAsync(entries, Cancel);
        await Store.AppendStagedAsync(0, 3, Cancel);
        await Store.EraseContentAsync([1, 3], Cancel);
        await Store.EraseContentAsync([1], Cancel);
        var filed = await Store.ReadStoredAsync(0, 10, Cancel);
        Assert.Equal(entries.Take(3).Select(entry => EntryFiling.Of(entry.Entry)), filed.Select(entry => entry.Filing));
        var stored = filed.Select(entry => entry.Stored).ToList();
        Assert.Equal([0, 1, 2], stored.Select(entry => entry.Index));
        Assert.Equal(entries.Take(3).Select(entry => entry.Bytes), stored.Select(entry => entry.Bytes));
        Assert.Equal([true, false, true], stored.Select(entry => entry.Content is not null));
        Assert.Equal([true, false, true], stored.Select(entry => entry.CommitKey is not null));
        // Without an index it was not there to be erased.
        Assert.NotNull((await Store.FindEntryAsync("e3", Cancel))!.Content);
    }

    [Fact]
    public async Task Reading_ends_with_the_entry_by_which_there_are_as_many_bytes_as_were_asked_for()
    {
        await Store.StageAsync([.. Enumerable.Range(0, 4).Select(n => Entry($"e{n}"))], Cancel);
        await Store.AppendStagedAsync(0, 4, Cancel);
        var all = await Store.ReadStoredAsync(0, 4, Cancel);
        var two = all.Take(2).Sum(entry => entry.Stored.Size);
        Assert.Equal([0, 1], await IndexesAsync(two));
        Assert.Equal([0, 1, 2], await IndexesAsync(two + 1));
        // One at least: who reads on must come on.
        Assert.Equal([0], await IndexesAsync(1));

        async Task<IEnumerable<long>> IndexesAsync(long mostBytes) => (await Store.ReadStoredAsync(0, 4, Cancel, mostBytes)).Select(entry => entry.Stored.Index!.Value);
    }

    [Fact]
    public async Task An_entry_keeps_its_content_and_key_and_its_index_comes_with_sequencing()
    {
        var entry = Entry("one");
        await Store.StageAsync([entry], Cancel);
        var staged = await Store.FindEntryAsync("one", Cancel);
        Assert.Null(staged!.Index);
        Assert.True(entry.Entry.Commit!.Value.Matches(staged.CommitKey, staged.Content));
        await Store.AppendStagedAsync(0, 1, Cancel);
        Assert.Equal(0, (await Store.FindEntryAsync("one", Cancel))!.Index);
        Assert.Null(await Store.FindEntryAsync("none", Cancel));
    }

    [Fact]
    public async Task One_leads_at_a_time_until_its_time_is_over_or_it_lets_go()
    {
        var now = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
        await AssertLeadsAsync("one", "one", now, now.AddSeconds(10));
        await AssertLeadsAsync("one", "other", now.AddSeconds(9), now.AddSeconds(19));
        await AssertLeadsAsync("one", "one", now.AddSeconds(9), now.AddSeconds(19));
        await AssertLeadsAsync("one", "other", now.AddSeconds(11), now.AddSeconds(21));
        await AssertLeadsAsync("other", "other", now.AddSeconds(19), now.AddSeconds(29));
        await AssertLeadsAsync("other", "one", now.AddSeconds(20), now.AddSeconds(30));
        await AssertLeadsAsync("other", "other", now.AddSeconds(20), now.AddSeconds(20));
        await AssertLeadsAsync("one", "one", now.AddSeconds(20), now.AddSeconds(30));
    }

    [Fact]
    public async Task A_lead_is_taken_from_a_holder_that_was_seen_not_to_renew_it_however_far_ahead_it_ends()
    {
        var now = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
        await AssertLeadsAsync("one", "one", now.AddHours(1), now.AddHours(1).AddTicks(1));
        var before = await AssertLeadsAsync("one", "other", now, now.AddSeconds(10));
        Assert.Equal(now.AddHours(1), before.Until);
        await AssertLeadsAsync("one", "one", now.AddHours(1), now.AddHours(2));
        // It has renewed since.
        var renewed = await AssertLeadsAsync("one", "other", now, now.AddSeconds(10), before);
        await AssertLeadsAsync("one", "other", now, now.AddSeconds(10), renewed with { Holder = "third" });
        await AssertLeadsAsync("other", "other", now, now.AddSeconds(10), renewed);
        // A third had watched it too, and comes late.
        await AssertLeadsAsync("other", "third", now, now.AddSeconds(10), renewed);
    }

    private async Task<Lead> AssertLeadsAsync(string leads, string asks, DateTimeOffset now, DateTimeOffset until, Lead? unrenewed = null)
    {
        var lead = await Store.LeadAsync(asks, now, until, Cancel, unrenewed);
        Assert.Equal(leads, lead.Holder);
        return lead;
    }

    [Fact]
    public async Task Of_two_that_append_at_once_one_wins_and_no_entry_gets_two_indexes()
    {
        for (var round = 0; round < 10; round++)
        {
            var size = await Store.SizeAsync(Cancel);
            await Store.StageAsync([.. Enumerable.Range(0, 5).Select(n => Entry($"r{round}-{n}"))], Cancel);
            var both = new[] { Store.AppendStagedAsync(size, 3, Cancel), Store.AppendStagedAsync(size, 5, Cancel) };
            await Task.WhenAll(both).ContinueWith(_ => { }, Cancel, TaskContinuationOptions.None, TaskScheduler.Default);
            Assert.All(both.Where(append => append.IsFaulted), append => Assert.IsType<StoreConflictException>(append.Exception!.InnerException));
            await Store.AppendStagedAsync(await Store.SizeAsync(Cancel), 10, Cancel);
        }
        var ids = await IdsAsync(new() { Limit = 500 });
        Assert.Equal(50, ids.Count);
        Assert.Equal(50, ids.Distinct().Count());
        Assert.Equal(50, (await Store.ReadEntriesAsync(0, 50, Cancel)).Count);
    }

    [Fact]
    public async Task An_entry_is_found_by_every_subject_that_its_content_tells_of_until_that_is_erased()
    {
        var list = new LogEntry { Kind = EntryKind.BatchLookupAnswered, Id = "list", At = DateTimeOffset.UnixEpoch, Actor = new("330100", "A", "a"), Blind = StagedEntries.NewBlind() };
        await Store.StageAsync([StagedEntries.Committing(list, [1]) with { Named = ["S1", "S2"] }], Cancel);
        await Store.StageAsync([StagedEntries.Open(list with { Id = "one", Kind = EntryKind.LookupAnswered, Subject = "S1" })], Cancel);
        await Store.StageAsync([StagedEntries.Committing(list, [1]) with { Named = ["S3"] }], Cancel);
        await Store.AppendStagedAsync(0, 10, Cancel);
        Assert.Equal([0, 1], await FoundAsync("S1"));
        Assert.Equal([0], await FoundAsync("S2"));
        Assert.Empty(await FoundAsync("S3"));
        Assert.Equal([1], (await Store.FindEntriesAsync(new() { Subject = "S1", After = 0, Limit = 10 }, Cancel)).Select(entry => entry.Index));
        Assert.Equal([0], (await Store.FindEntriesAsync(new() { Subject = "S1", Kind = EntryKind.BatchLookupAnswered, Limit = 10, NewestFirst = true }, Cancel)).Select(entry => entry.Index));
        await Store.EraseContentAsync([0, 1], Cancel);
        Assert.Equal([1], await FoundAsync("S1"));
        Assert.Empty(await FoundAsync("S2"));

        async Task<IEnumerable<long>> FoundAsync(string subject) => (await Store.FindEntriesAsync(new() { Subject = subject, Limit = 10 }, Cancel)).Select(entry => entry.Index);
    }

    [Fact]
    public async Task Of_batches_of_a_city_that_alternate_each_is_found_alone_in_the_order_of_the_log()
    {
        // Ids of other batches that begin alike, of the same name in another city, and an entry that is no decision.
        await Store.StageAsync(
        [
            Decided("330100", "b1", 2), Decided("330100", "b2", 1), Decided("330100", "b1", 10), Decided("330100", "b10", 1), Decided("330400", "b1", 1), Decided("330100", "b1", 3), Decided("330100", "b2", 2),
            Entry("330100-b1", city: "330100"),
        ], Cancel);
        await Store.AppendStagedAsync(0, 10, Cancel);
        Assert.Equal(["330100-b1.0.2", "330100-b1.0.10", "330100-b1.0.3"], await IdsAsync(new() { City = "330100", Batch = ("330100", "b1"), Limit = 10 }));
        Assert.Equal(["330100-b2.0.2", "330100-b2.0.1"], await IdsAsync(new() { Batch = ("330100", "b2"), NewestFirst = true, Limit = 10 }));
        Assert.Equal(["330100-b1.0.10"], await IdsAsync(new() { Batch = ("330100", "b1"), After = 0, Limit = 1 }));
        Assert.Equal(["330400-b1.0.1"], await IdsAsync(new() { Batch = ("330400", "b1"), Kind = EntryKind.RecordDecided, Limit = 10 }));
        Assert.Empty(await IdsAsync(new() { Batch = ("330100", "b"), Limit = 10 }));

        static StagedEntry Decided(string city, string batch, int line) => Entry(new DecisionEntryId(city, batch, 0, line).ToString(), EntryKind.RecordDecided, city);
    }

    [Fact]
    public async Task Entries_beyond_the_log_cannot_be_read() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.ReadEntriesAsync(0, 1, Cancel));
}
