using System.Collections.Immutable;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Domain.Statistics;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage.MongoDb;
using CreditShare.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.Tests;

/// <summary>
/// Each write of each step of deciding and of the log lost on its way, and done but its answer lost; whoever comes next finds all of the step or nothing, and the whole log verifies.
/// </summary>
public sealed class MongoDbStepsOfSeveralWritesTests(MongoDbFixture fixture) : MongoDbCuts(fixture)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly ChunkKey First = new(Some.City, "batch", 0);
    private static readonly ChunkKey Second = new(Some.City, "batch", 1);

    /// <summary>Entries; records, identities, names and profiles; the chunk before all and its plan dropped after all; each group of records, of names and of profiles may need two commands.</summary>
    private const int WritesOfApplying = 10;

    private const int WritesOfAppending = 3;

    /// <summary>The witness without a word, its evidence, the rest of what it said.</summary>
    private const int WritesOfEvidence = 3;

    /// <summary>Sheets that are new, and those that are replaced.</summary>
    private const int WritesOfCounting = 2;

    /// <summary>Tiles, checkpoint.</summary>
    private const int WritesOfSigning = 2;

    [Fact]
    public async Task The_tables_of_cuts_cover_every_write()
    {
        var stores = Open(cut: true);
        await stores.Records.ApplyAsync(Decided(First), Effects(First), Cancel);
        Cutter.Watch();
        await stores.Records.ApplyAsync(Decided(Second), Effects(Second), Cancel);
        Assert.Equal(WritesOfApplying, Cutter.Writes);
        Cutter.Watch();
        await stores.Log.AppendStagedAsync(0, 100, Cancel);
        Assert.Equal(WritesOfAppending, Cutter.Writes);
        Cutter.Watch();
        await SignAsync(stores);
        Assert.Equal(WritesOfSigning, Cutter.Writes);
        Cutter.Watch();
        await stores.Witnesses.WriteWitnessAsync(Standing(7, "evidence"), Cancel);
        Assert.Equal(WritesOfEvidence, Cutter.Writes);
        await stores.Statistics.ReplaceAsync([Counted(1, 0, 10)], Cancel);
        Cutter.Watch();
        await stores.Statistics.ReplaceAsync([Counted(1, 10, 20), Counted(2, 0, 20)], Cancel);
        Assert.Equal(WritesOfCounting, Cutter.Writes);
        Cutter.Watch();
        await stores.Log.LeadAsync("one", Now, Now.AddSeconds(10), Cancel);
        await stores.Log.EraseContentAsync([0, 1], Cancel);
        await stores.Witnesses.ReplacePublishedAsync(null, Shown("1"), Cancel);
        Assert.Equal(3, Cutter.Writes);
    }

    [Theory]
    [MemberData(nameof(Cuts), WritesOfApplying)]
    public async Task A_chunk_cut_at_any_write_is_there_as_a_whole_or_not_at_all(int write, bool done)
    {
        var stores = Open(cut: true);
        await stores.Records.ApplyAsync(Decided(First), Effects(First), Cancel);
        Cutter.CutAt(write, done);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Records.ApplyAsync(Decided(Second), Effects(Second), Cancel));

        // What a restarted registry does with the message when it comes again.
        var restarted = Open(cut: false);
        var found = await restarted.Records.FindDecidedAsync(Second, Cancel);
        if (found is null)
        {
            var held = await restarted.Records.LoadAsync([Key(1), Key(2)], [], [], Cancel);
            Assert.Equal([1], held.Histories[Key(1)].Versions.Select(version => version.Version));
            Assert.DoesNotContain(Key(2), held.Histories.Keys);
            await restarted.Records.ApplyAsync(Decided(Second), Effects(Second), Cancel);
        }
        await CheckAsync(restarted);
        // The registry that lost its connection was only slow: what it does again changes nothing.
        await stores.Records.ApplyAsync(Decided(Second), Effects(Second), Cancel);
        await CheckAsync(restarted);
    }

    [Fact]
    public async Task Whoever_reads_the_log_entries_of_a_chunk_that_another_registry_is_writing_out_finds_the_rest_of_it()
    {
        // The second one knows the first chunk, and has no reason of its own to look for more.
        var (writing, leading) = (Open(cut: true), Open(cut: false));
        await writing.Records.ApplyAsync(Decided(First), Effects(First), Cancel);
        Assert.Single((await leading.Records.LoadAsync([Key(1)], [], [], Cancel)).Histories[Key(1)].Versions);
        // The chunk and its entries are there, and nothing else of it.
        Cutter.CutAt(1, done: true);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => writing.Records.ApplyAsync(Decided(Second), Effects(Second), Cancel));
        Assert.Equal(["batch-0-1", "batch-1-1", "batch-1-2"], await VerifyAsync(leading));
        Assert.Equal(2, (await leading.Records.LoadAsync([Key(1)], [], [], Cancel)).Histories[Key(1)].Versions.Count);
        await CheckAsync(leading);
        await writing.Records.ApplyAsync(Decided(Second), Effects(Second), Cancel);
        await CheckAsync(leading);
    }

    [Fact]
    public async Task A_plan_that_a_frozen_registry_writes_out_again_behind_an_erasure_changes_nothing()
    {
        var frozen = Open(cut: true);
        await frozen.Records.ApplyAsync(Decided(First), Effects(First), Cancel);
        // All is written but that the plan is done with.
        Cutter.CutAt(WritesOfApplying - 1, done: false);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => frozen.Records.ApplyAsync(Decided(Second), Effects(Second), Cancel));
        using var client = new MongoClient(Options.ToSettings());
        var database = client.GetDatabase(Options.Database);
        var chunks = database.GetCollection<BsonDocument>("chunks");
        var plan = (await chunks.Find(new BsonDocument("_id", 2)).SingleAsync(Cancel))["plan"];

        var other = Open(cut: false);
        await EraseAsync(other, 1);
        await VerifyAsync(other);
        await other.Log.EraseContentAsync([0, 1, 2], Cancel);
        await other.Records.EraseDecisionsAsync([First, Second], Cancel);
        var before = await ContentsAsync(database);
        Assert.Equal(Names(2), await other.Names.NamesAsync([Some.Subject(1).Code!, Some.Subject(2).Code!], Cancel));

        // The frozen one read the plan before the other one dropped it.
        await chunks.UpdateOneAsync(new BsonDocument("_id", 2), new BsonDocument("$set", new BsonDocument("plan", plan)), cancellationToken: Cancel);
        Cutter.Watch();
        Assert.NotNull(await frozen.Records.FindDecidedAsync(Second, Cancel));
        // The name of the subject that was new meets its document, and is written once more on condition that no later chunk wrote it.
        Assert.Equal(WritesOfApplying, Cutter.Writes);
        Assert.Equal(before, await ContentsAsync(database));
    }

    [Theory]
    [MemberData(nameof(Cuts), WritesOfAppending)]
    public async Task Appending_cut_at_any_write_gives_every_entry_one_index(int write, bool done)
    {
        var stores = Open(cut: true);
        await stores.Log.StageAsync(Entries(0, 5), Cancel);
        await stores.Log.AppendStagedAsync(0, 3, Cancel);
        Cutter.CutAt(write, done);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Log.AppendStagedAsync(3, 100, Cancel));

        var restarted = Open(cut: false);
        await restarted.Log.StageAsync(Entries(5, 2), Cancel);
        Assert.Equal(Enumerable.Range(0, 7).Select(n => $"e{n}"), await VerifyAsync(restarted));
    }

    [Theory]
    [MemberData(nameof(Cuts), WritesOfSigning)]
    public async Task Signing_cut_at_any_write_is_done_again_by_the_next_registry_and_the_slow_one_is_stopped(int write, bool done)
    {
        var stores = Open(cut: true);
        await stores.Log.StageAsync(Entries(0, 3), Cancel);
        await VerifyAsync(stores);
        var before = await stores.Log.ReadCheckpointAsync(Cancel);
        // Beyond a tile's width, so that a full tile, new ones and wider ones are written.
        await stores.Log.StageAsync(Entries(3, 300), Cancel);
        await stores.Log.AppendStagedAsync(3, 1000, Cancel);
        Cutter.CutAt(write, done);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => SignAsync(stores));

        var restarted = Open(cut: false);
        await restarted.Log.StageAsync(Entries(303, 1), Cancel);
        Assert.Equal(Enumerable.Range(0, 304).Select(n => $"e{n}"), await VerifyAsync(restarted));
        await Assert.ThrowsAsync<StoreConflictException>(() => stores.Log.ReplaceCheckpointAsync(before, "another", Cancel));
        Assert.Equal(304, (await VerifyAsync(restarted)).Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Staging_that_was_cut_and_is_done_again_leaves_one_entry(bool done)
    {
        var stores = Open(cut: true);
        await stores.Log.SizeAsync(Cancel);
        Cutter.CutAt(0, done);
        var entries = Entries(0, 3);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Log.StageAsync(entries, Cancel));
        await stores.Log.StageAsync(entries, Cancel);
        Assert.Equal(entries.Select(entry => entry.Entry.Id), await VerifyAsync(Open(cut: false)));
        Assert.Equal(entries.Select(entry => entry.Bytes), await stores.Log.ReadEntriesAsync(0, 3, Cancel));
    }

    [Theory]
    [MemberData(nameof(Cuts), 2)]
    public async Task A_checkpoint_whose_showing_was_cut_is_shown_or_not_and_another_registry_goes_on(int shown, bool done)
    {
        var stores = Open(cut: true);
        await stores.Log.SizeAsync(Cancel);
        var notes = new[] { null, Shown("1"), Shown("2"), Shown("3") };
        for (var n = 0; n < shown; n++)
            await stores.Witnesses.ReplacePublishedAsync(notes[n]?.Note, notes[n + 1]!, Cancel);
        Cutter.CutAt(0, done);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Witnesses.ReplacePublishedAsync(notes[shown]?.Note, notes[shown + 1]!, Cancel));

        var restarted = Open(cut: false);
        var held = await restarted.Witnesses.ReadPublishedAsync(Cancel);
        Assert.Equal(notes[done ? shown + 1 : shown], held);
        await restarted.Witnesses.ReplacePublishedAsync(held?.Note, Shown("other"), Cancel);
        // The registry that lost its connection goes by what it last saw, and is told that this is no more.
        await Assert.ThrowsAsync<StoreConflictException>(() => stores.Witnesses.ReplacePublishedAsync(notes[shown]?.Note, notes[shown + 1]!, Cancel));
        Assert.Equal(Shown("other"), await restarted.Witnesses.ReadPublishedAsync(Cancel));
    }

    [Theory]
    [MemberData(nameof(Cuts), WritesOfEvidence)]
    public async Task What_a_witness_says_against_the_log_is_kept_when_it_says_so_again_and_stays(int write, bool done)
    {
        var stores = Open(cut: true);
        await stores.Log.SizeAsync(Cancel);
        Cutter.CutAt(write, done);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Witnesses.WriteWitnessAsync(Standing(7, "evidence"), Cancel));

        // Whatever was written, no witness is said to stand at a size without what it had to say.
        var restarted = Open(cut: false);
        Assert.DoesNotContain(await restarted.Witnesses.ReadWitnessesAsync(Cancel), standing => standing.Size == 7 && standing.Evidence is null);
        await restarted.Witnesses.WriteWitnessAsync(Standing(7, "evidence"), Cancel);
        await stores.Witnesses.WriteWitnessAsync(Standing(8, null), Cancel);
        Assert.Equal(Standing(8, "evidence"), Assert.Single(await restarted.Witnesses.ReadWitnessesAsync(Cancel)));
    }

    [Theory]
    [MemberData(nameof(Cuts), WritesOfCounting)]
    public async Task Of_sheets_whose_replacing_was_cut_each_is_as_before_or_as_after_and_those_left_are_replaced_by_whoever_reads_them(int write, bool done)
    {
        var stores = Open(cut: true);
        await stores.Statistics.ReplaceAsync([Counted(1, 0, 10)], Cancel);
        SheetChange[] changes = [Counted(1, 10, 20), Counted(2, 0, 20)];
        Cutter.CutAt(write, done);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Statistics.ReplaceAsync(changes, Cancel));

        var restarted = Open(cut: false);
        var held = (await restarted.Statistics.FindAsync([.. changes.Select(change => change.After.Id)], Cancel)).ToDictionary(sheet => sheet.Id);
        Assert.All(held.Values, sheet => Assert.Equal(sheet.Place, StatisticsStoreContract.Count(sheet)));
        await restarted.Statistics.ReplaceAsync([.. changes.Where(change => (held.GetValueOrDefault(change.After.Id)?.Place ?? 0) == change.Before)], Cancel);
        // The registry that lost its connection was only slow.
        await Assert.ThrowsAsync<StoreConflictException>(() => stores.Statistics.ReplaceAsync(changes, Cancel));
        var after = await restarted.Statistics.FindAsync([.. changes.Select(change => change.After.Id)], Cancel);
        Assert.Equal([(20L, 20L), (20, 20)], after.Select(sheet => (sheet.Place, StatisticsStoreContract.Count(sheet))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_lead_that_was_cut_one_holder_comes_out(bool done)
    {
        var stores = Open(cut: true);
        await stores.Log.SizeAsync(Cancel);
        Cutter.CutAt(0, done);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Log.LeadAsync("one", Now, Now.AddSeconds(10), Cancel));

        var other = Open(cut: false);
        var holder = done ? "one" : "other";
        Assert.Equal(holder, (await other.Log.LeadAsync("other", Now, Now.AddSeconds(10), Cancel)).Holder);
        Assert.Equal(holder, (await stores.Log.LeadAsync("one", Now, Now.AddSeconds(10), Cancel)).Holder);
        Assert.Equal("other", (await other.Log.LeadAsync("other", Now.AddSeconds(11), Now.AddSeconds(20), Cancel)).Holder);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Erasing_that_was_cut_and_is_done_again_leaves_the_entries_and_nothing_else(bool done)
    {
        var stores = Open(cut: true);
        StagedEntry[] entries = [.. Entries(0, 3).Select(open => StagedEntries.Committing(open.Entry, [1, 2, 3]))];
        await stores.Log.StageAsync(entries, Cancel);
        await stores.Log.AppendStagedAsync(0, 100, Cancel);
        Cutter.CutAt(0, done);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Log.EraseContentAsync([0, 2], Cancel));

        var restarted = Open(cut: false);
        await restarted.Log.EraseContentAsync([0, 2], Cancel);
        var held = await restarted.Log.ReadStoredAsync(0, 3, Cancel);
        Assert.Equal([false, true, false], held.Select(filed => filed.Stored.Content is not null));
        Assert.Equal([false, true, false], held.Select(filed => filed.Stored.CommitKey is not null));
        Assert.Equal(entries.Select(entry => entry.Bytes), held.Select(filed => filed.Stored.Bytes));
    }

    [Fact]
    public async Task A_server_that_is_away_is_unavailable_and_nothing_else()
    {
        await using var gone = new MongoDbStores(new MongoDbOptions { ConnectionString = "mongodb://127.0.0.1:1/", Timeout = TimeSpan.FromSeconds(1) });
        await Assert.ThrowsAsync<StoreUnavailableException>(() => gone.Log.SizeAsync(Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => gone.Log.StageAsync(Entries(0, 1), Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await gone.Records.FindAsync("x", Cancel));
    }

    [Fact]
    public async Task Callers_that_wait_for_a_connection_while_one_is_lost_hear_that_the_store_is_unavailable_and_nothing_else()
    {
        // More than the driver opens connections for at once: the others wait, and are sent away when the first loses its own.
        const int Callers = 300;
        var stores = Open(cut: true);
        await stores.Log.SizeAsync(Cancel);
        Cutter.CutAt(0, done: false);
        var faults = await Task.WhenAll(Enumerable.Range(0, Callers).Select(n => Record.ExceptionAsync(() => stores.Log.LeadAsync($"{n}", Now, Now.AddSeconds(10), Cancel)).AsTask()));
        Assert.NotEmpty(faults.OfType<StoreUnavailableException>());
        Assert.All(faults.OfType<Exception>(), fault => Assert.IsType<StoreUnavailableException>(fault));
    }

    /// <summary>Both chunks are there, once: versions, identities, profiles, names, and the whole log.</summary>
    private static async Task CheckAsync(MongoDbStores stores)
    {
        Assert.Equal([2], (await stores.Records.FindDecidedAsync(Second, Cancel))!.Decisions);
        var held = await stores.Records.LoadAsync([Key(1), Key(2)], [DecisionIdentity.Of(Some.Penalty(1)), DecisionIdentity.Of(Some.Penalty(2))], [], Cancel);
        Assert.Equal([(1, 11L), (2, 20L)], held.Histories[Key(1)].Versions.Select(version => (version.Version, version.Order)));
        Assert.Equal([(1, 20L)], held.Histories[Key(2)].Versions.Select(version => (version.Version, version.Order)));
        Assert.Equal([Key(1), Key(2)], held.Identities.Values.OrderBy(key => key.SourceId));
        var profiles = (await stores.Records.FindAsync(Some.Subject(1).Code!, Cancel), await stores.Records.FindAsync(Some.Subject(2).Code!, Cancel));
        Assert.Equal((2, 1), (profiles.Item1!.Revision, profiles.Item2!.Revision));
        Assert.Equal([.. Names(1), .. Names(2)], (await stores.Names.NamesAsync([Some.Subject(1).Code!, Some.Subject(2).Code!], Cancel)).OrderBy(name => name.Name, StringComparer.Ordinal));
        Assert.Equal(["batch-0-1", "batch-1-1", "batch-1-2"], await VerifyAsync(stores));
    }

    /// <summary>The last version of a record, as retention makes it.</summary>
    private static async Task EraseAsync(MongoDbStores stores, int n)
    {
        var code = Some.Subject(n).Code!;
        var held = await stores.Records.LoadAsync([Key(n)], [], [code], Cancel);
        var (profile, version) = (held.Profiles[code], new HeldVersion(held.Histories[Key(n)].Versions.Count + 1, VersionRules.ErasureOrder, [], code, ChangeKind.Erase));
        await stores.Records.ApplyAsync(
            new(new("retention", "run", n), Now, []),
            new(held.Histories, [new(Key(n), version, Now, profile.Revision + 1, "erased")], [], [], [new(profile.Revision, profile.Erased(Key(n), Now))], [Entry("erased")]), Cancel);
    }

    /// <summary>Every document of every collection.</summary>
    private static async Task<IReadOnlyList<string>> ContentsAsync(IMongoDatabase database)
    {
        var contents = new List<string>();
        foreach (var name in (await (await database.ListCollectionNamesAsync(cancellationToken: Cancel)).ToListAsync(Cancel)).Order(StringComparer.Ordinal))
            contents.AddRange((await database.GetCollection<BsonDocument>(name).Find(new BsonDocument()).Sort(new BsonDocument("_id", 1)).ToListAsync(Cancel)).Select(document => $"{name} {document}"));
        return contents;
    }

    /// <summary>A sheet that has counted as much as its place says.</summary>
    private static SheetChange Counted(int agency, long before, long place) =>
        new(before, StatisticsStoreContract.Sheet(SheetId.AgencyDay($"330100-{agency}", new(2026, 11, 23)), place, place));

    private static PublishedCheckpoint Shown(string note) => new(note, 3, 3, Now);

    private static WitnessStanding Standing(long size, string? evidence) => new("witness", size, null, Now, evidence);

    private static RecordKey Key(int n) => new(Some.City, $"P-{n}");

    private static List<StagedEntry> Entries(int from, int count) => [.. Enumerable.Range(from, count).Select(n => Entry($"e{n}"))];

    private static StagedEntry Entry(string id) => StagedEntries.Open(new LogEntry
    {
        Kind = EntryKind.RecordDecided, Id = id, At = Now, Actor = new EntryActor(Some.City, null, "a"), Blind = StagedEntries.NewBlind(),
    });

    private static ImmutableDictionary<RecordKey, RecordHistory> None => ImmutableDictionary<RecordKey, RecordHistory>.Empty;

    private static DecidedChunk Decided(ChunkKey chunk) => new(chunk, Now, [(byte)(chunk.Chunk + 1)]);

    /// <summary>The first chunk brings record 1; the second a new version of it, raises its first one, and brings record 2.</summary>
    private static ChunkEffects Effects(ChunkKey chunk)
    {
        var held = SubjectProfile.Empty(Some.Subject(1).Code!).With(Key(1), 1, Now, default, Some.Penalty(1));
        if (chunk == First)
            return new(None, [Version(1, 1, 10, 1, "batch-0-1")], [], [Identity(1)], [new(0, held)], [Entry("batch-0-1")]);
        var other = SubjectProfile.Empty(Some.Subject(2).Code!).With(Key(2), 1, Now, default, Some.Penalty(2));
        return new(
            None.Add(Key(1), new([Version(1, 1, 10, 1, "batch-0-1").Version])),
            [Version(1, 2, 20, 2, "batch-1-1"), Version(2, 1, 20, 1, "batch-1-2")],
            [new RaisedVersion(Key(1), 1, 11)],
            [Identity(2)],
            [new(1, held.With(Key(1), 2, Now, default, Some.Penalty(1))), new(0, other)],
            [Entry("batch-1-1"), Entry("batch-1-2")]);
    }

    private static NewVersion Version(int n, int version, long order, long revision, string entry) =>
        new(Key(n), new HeldVersion(version, order, [(byte)version], Some.Subject(n).Code!, ChangeKind.Submit), Now, revision, entry, $"样例{n}-{version}有限公司");

    /// <summary>Of all versions of a record.</summary>
    private static IEnumerable<HeldName> Names(int n) => Enumerable.Range(1, n == 1 ? 2 : 1).Select(version => new HeldName(Some.Subject(n).Code!, $"样例{n}-{version}有限公司"));

    private static NewIdentity Identity(int n) => new(DecisionIdentity.Of(Some.Penalty(n)), Key(n));
}
