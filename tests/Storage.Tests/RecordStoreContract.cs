using System.Collections.Immutable;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Testing;

namespace CreditShare.Storage.Tests;

/// <summary>What every engine's record store promises. An engine subclasses it.</summary>
public abstract class RecordStoreContract
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IRecordStore Records { get; }

    protected abstract IProfileStore Profiles { get; }

    protected abstract IStoreContents Contents { get; }

    protected abstract ILogStore Log { get; }

    private static ChunkKey Chunk(int n) => new(Some.City, "batch", n);

    private static (DecidedChunk Chunk, ChunkEffects Effects) Decided(int chunk, CreditRecord record, SubjectProfile? before = null, RecordHistory? upon = null, long order = 1)
    {
        var version = (upon?.Versions.Count ?? 0) + 1;
        var key = new RecordKey(Some.City, record.SourceId!);
        var profile = (before ?? SubjectProfile.Empty(record.Subject!.Code!)).With(key, version, Now, default, record);
        var entry = StagedEntries.Open(new LogEntry
        {
            Kind = EntryKind.RecordDecided, Id = $"entry-{chunk}", At = Now, Actor = new EntryActor(Some.City, null, "a"), Blind = StagedEntries.NewBlind(),
        });
        return (
            new DecidedChunk(Chunk(chunk), Now, [1, (byte)chunk]),
            new ChunkEffects(
                upon is null ? ImmutableDictionary<RecordKey, RecordHistory>.Empty : ImmutableDictionary<RecordKey, RecordHistory>.Empty.Add(key, upon),
                [new NewVersion(key, new HeldVersion(version, order, [(byte)order], profile.Code, record.Change!.Value), Now, profile.Revision, entry.Entry.Id)],
                [],
                version == 1 ? [new NewIdentity(DecisionIdentity.Of(record), key)] : [],
                [new ChangedProfile(before?.Revision ?? 0, profile)],
                [entry]));
    }

    private static ChunkEffects Raised(RecordHistory upon, long order)
    {
        var key = new RecordKey(Some.City, "P-1");
        return new(ImmutableDictionary<RecordKey, RecordHistory>.Empty.Add(key, upon), [], [new RaisedVersion(key, 1, order)], [], [], []);
    }

    /// <summary>Of the first record.</summary>
    private async Task<RecordHistory> HistoryAsync() => (await Records.LoadAsync([new(Some.City, "P-1")], [], [], Cancel)).Histories.Values.Single();

    private async Task<long> StagedAsync() => await Log.AppendStagedAsync(await Log.SizeAsync(Cancel), 100, Cancel);

    [Fact]
    public async Task What_was_applied_is_found_as_a_whole()
    {
        Assert.Null(await Records.FindDecidedAsync(Chunk(0), Cancel));
        var (chunk, effects) = Decided(0, Some.Penalty());
        await Records.ApplyAsync(chunk, effects, Cancel);

        var found = await Records.FindDecidedAsync(Chunk(0), Cancel);
        Assert.Equal((chunk.DecidedAt, chunk.Decisions), (found!.DecidedAt, found.Decisions), (one, other) => one.Item1 == other.Item1 && one.Item2.SequenceEqual(other.Item2));
        var key = new RecordKey(Some.City, "P-1");
        var held = await Records.LoadAsync([key], [DecisionIdentity.Of(Some.Penalty())], [Some.Subject().Code!], Cancel);
        Assert.Equal(1, Assert.Single(held.Histories[key].Versions).Version);
        Assert.Equal(key, Assert.Single(held.Identities).Value);
        Assert.Equal(1, held.Profiles[Some.Subject().Code!].Revision);
        Assert.Equal(key, Assert.Single((await Profiles.FindByRecordAsync(key, Cancel))!.Records).Key);
        Assert.Null(await Profiles.FindByRecordAsync(new(Some.City, "P-2"), Cancel));
        Assert.Equal(1, await StagedAsync());
    }

    [Fact]
    public async Task Of_a_chunk_whose_decisions_are_erased_it_stays_known_that_it_was_decided()
    {
        foreach (var n in new[] { 1, 2 })
        {
            var (chunk, effects) = Decided(n, Some.Penalty(n));
            await Records.ApplyAsync(chunk, effects, Cancel);
        }
        await Records.EraseDecisionsAsync([Chunk(1), Chunk(9)], Cancel);
        await Records.EraseDecisionsAsync([Chunk(1)], Cancel);
        await Records.EraseDecisionsAsync([], Cancel);
        Assert.Empty(DecisionJson.Read((await Records.FindDecidedAsync(Chunk(1), Cancel))!.Decisions));
        Assert.Equal([1, 2], (await Records.FindDecidedAsync(Chunk(2), Cancel))!.Decisions);
    }

    [Fact]
    public async Task Profiles_are_read_many_at_once_and_absent_ones_are_missing()
    {
        foreach (var n in Enumerable.Range(1, 5))
        {
            var (chunk, effects) = Decided(n, Some.Penalty(n));
            await Records.ApplyAsync(chunk, effects, Cancel);
        }
        var codes = Enumerable.Range(1, 8).Select(n => Some.Subject(n).Code!).ToList();
        var found = await Profiles.FindManyAsync(codes, Cancel);
        Assert.Equal(codes[..5].Order(), found.Keys.Order());
        foreach (var code in codes[..5])
            Assert.Equal(ProfileJson.Write((await Profiles.FindAsync(code, Cancel))!), ProfileJson.Write(found[code]));
        Assert.Empty(await Profiles.FindManyAsync([], Cancel));
    }

    [Fact]
    public async Task Applying_a_chunk_again_is_no_error_and_no_second_effect()
    {
        var (chunk, effects) = Decided(0, Some.Penalty());
        await Records.ApplyAsync(chunk, effects, Cancel);
        // Decided anew after a redelivery: the first decisions stand.
        var again = await Records.ApplyAsync(chunk with { Decisions = [9] }, effects, Cancel);
        Assert.Equal(chunk.Decisions, again.Decisions);
        Assert.Equal(1, (await Profiles.FindAsync(Some.Subject().Code!, Cancel))!.Revision);
        Assert.Equal(1, await StagedAsync());
    }

    [Fact]
    public async Task A_chunk_decided_upon_a_profile_that_has_moved_applies_nothing()
    {
        var (chunk, effects) = Decided(0, Some.Penalty());
        await Records.ApplyAsync(chunk, effects, Cancel);
        // A second city decided upon the same empty profile.
        var (other, stale) = Decided(1, Some.Penalty() with { SourceId = "P-9", DocumentNumber = "另〔2026〕9号" });
        await Assert.ThrowsAsync<StoreConflictException>(() => Records.ApplyAsync(other, stale, Cancel));
        Assert.Null(await Records.FindDecidedAsync(Chunk(1), Cancel));
        Assert.Empty((await Records.LoadAsync([new(Some.City, "P-9")], [], [], Cancel)).Histories);
        Assert.Equal(1, await StagedAsync());
    }

    [Fact]
    public async Task A_version_or_identity_that_is_taken_is_a_conflict()
    {
        var (chunk, effects) = Decided(0, Some.Penalty());
        await Records.ApplyAsync(chunk, effects, Cancel);
        var profile = (await Profiles.FindAsync(Some.Subject().Code!, Cancel))!;
        var (again, sameVersion) = Decided(1, Some.Penalty(), profile);
        await Assert.ThrowsAsync<StoreConflictException>(() => Records.ApplyAsync(again, sameVersion, Cancel));
        var (next, second) = Decided(2, Some.Penalty() with { Note = "更正" }, profile, await HistoryAsync(), order: 2);
        await Records.ApplyAsync(next, second, Cancel);
        Assert.Equal([1, 2], (await HistoryAsync()).Versions.Select(version => version.Version));
    }

    [Fact]
    public async Task A_version_decided_upon_an_order_that_was_raised_since_is_a_conflict()
    {
        var (first, effects) = Decided(0, Some.Penalty(), order: 5);
        await Records.ApplyAsync(first, effects, Cancel);
        var (upon, profile) = (await HistoryAsync(), await Profiles.FindAsync(Some.Subject().Code!, Cancel));
        // The same bytes came again under a higher number: no version more, and no revision.
        await Records.ApplyAsync(new(Chunk(1), Now, []), Raised(upon, 9), Cancel);
        var (mark, stale) = Decided(2, Some.Penalty() with { Change = ChangeKind.Dispute }, profile, upon, order: 5);
        await Assert.ThrowsAsync<StoreConflictException>(() => Records.ApplyAsync(mark, stale, Cancel));
        Assert.Null(await Records.FindDecidedAsync(mark.Key, Cancel));
        Assert.Equal([(1, 9L)], (await HistoryAsync()).Versions.Select(version => (version.Version, version.Order)));
        Assert.Equal(1, (await Profiles.FindAsync(Some.Subject().Code!, Cancel))!.Revision);
        Assert.Equal(1, await StagedAsync());

        var (_, again) = Decided(2, Some.Penalty() with { Change = ChangeKind.Dispute }, profile, await HistoryAsync(), order: 9);
        await Records.ApplyAsync(mark, again, Cancel);
        Assert.Equal((2, 9L), ((await HistoryAsync()).Current!.Version, (await HistoryAsync()).Current!.Order));
        // Applied before, and decided upon what was so then.
        Assert.Equal(mark.Decisions, (await Records.ApplyAsync(mark, again, Cancel)).Decisions);
    }

    [Fact]
    public async Task A_raise_decided_before_another_version_came_is_a_conflict()
    {
        var (first, effects) = Decided(0, Some.Penalty(), order: 5);
        await Records.ApplyAsync(first, effects, Cancel);
        var (upon, profile) = (await HistoryAsync(), await Profiles.FindAsync(Some.Subject().Code!, Cancel));
        var (mark, second) = Decided(1, Some.Penalty() with { Change = ChangeKind.Dispute }, profile, upon, order: 5);
        await Records.ApplyAsync(mark, second, Cancel);
        var raise = new DecidedChunk(Chunk(2), Now, []);
        await Assert.ThrowsAsync<StoreConflictException>(() => Records.ApplyAsync(raise, Raised(upon, 9), Cancel));
        Assert.Null(await Records.FindDecidedAsync(raise.Key, Cancel));
        Assert.Equal([(1, 5L), (2, 5)], (await HistoryAsync()).Versions.Select(version => (version.Version, version.Order)));
    }

    [Fact]
    public async Task A_profile_is_read_as_it_was_written()
    {
        var (chunk, effects) = Decided(0, Some.Listing() with { Change = ChangeKind.Submit });
        await Records.ApplyAsync(chunk, effects, Cancel);
        var profile = await Profiles.FindAsync(Some.Subject().Code!, Cancel);
        Assert.Equal(ProfileJson.Write(effects.Profiles[0].After), ProfileJson.Write(profile!));
        Assert.Null(await Profiles.FindAsync(Some.Subject(2).Code!, Cancel));
    }

    [Fact]
    public async Task All_that_is_held_is_read_page_after_page_in_the_order_of_the_keys()
    {
        // Beyond the basic plane, where UTF-16 sorts otherwise than UTF-8.
        string[] ids = ["a", "b", "b/c", "b0", "\uFF21", "\U00020000"];
        foreach (var (n, id) in ids.Index().Reverse())
        {
            var (chunk, effects) = Decided(n, Some.Penalty(n) with { SourceId = id });
            await Records.ApplyAsync(chunk, effects, Cancel);
        }
        var records = new List<KeptRecord>();
        while (await Contents.RecordsAsync(records.LastOrDefault()?.Key, 2, Cancel) is { Count: > 0 } page)
            records.AddRange(page);
        Assert.Equal(ids.Select(id => $"{Some.City}/{id}"), records.Select(record => record.Key));
        var version = Assert.Single(records[0].Versions);
        Assert.Equal((1, 1L, "entry-0", Now), (version.Version, version.Revision, version.LogEntry, version.DecidedAt));

        var profiles = new List<KeptProfile>();
        while (await Contents.ProfilesAsync(profiles.LastOrDefault()?.Code, 4, Cancel) is { Count: > 0 } page)
            profiles.AddRange(page);
        Assert.Equal(Enumerable.Range(0, 6).Select(n => Some.Subject(n).Code!).Order(StringComparer.Ordinal), profiles.Select(profile => profile.Code));
        Assert.All(profiles, profile => Assert.Equal(profile.Code, ProfileJson.Read(profile.Body).Code));

        var identities = new List<KeptIdentity>();
        while (await Contents.IdentitiesAsync(identities.LastOrDefault()?.Identity, 4, Cancel) is { Count: > 0 } page)
            identities.AddRange(page);
        Assert.Equal(identities.Select(identity => Convert.ToHexString(identity.Identity)).Order(StringComparer.Ordinal), identities.Select(identity => Convert.ToHexString(identity.Identity)));
        Assert.Equal(ids.Select(id => $"{Some.City}/{id}").Order(StringComparer.Ordinal), identities.Select(identity => identity.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_many_that_raise_one_profile_at_once_each_revision_has_one_winner()
    {
        var subject = Some.Subject();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async n =>
        {
            var record = Some.Penalty(n) with { Subject = subject };
            while (true)
            {
                var (chunk, effects) = Decided(n, record, await Profiles.FindAsync(subject.Code!, Cancel));
                try
                {
                    await Records.ApplyAsync(chunk, effects, Cancel);
                    return;
                }
                catch (StoreConflictException)
                {
                    // Another was first: decide again upon what holds now.
                }
            }
        }));
        var profile = await Profiles.FindAsync(subject.Code!, Cancel);
        Assert.Equal((20, 20), (profile!.Revision, profile.Records.Count));
        Assert.Equal(20, await StagedAsync());
    }
}
