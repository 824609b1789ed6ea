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

    private static (DecidedChunk Chunk, ChunkEffects Effects) Decided(int chunk, CreditRecord record, SubjectProfile? before = null, int version = 1, long order = 1)
    {
        var key = new RecordKey(Some.City, record.SourceId!);
        var profile = (before ?? SubjectProfile.Empty(record.Subject!.Code!)).With(key, version, Now, default, record);
        var entry = StagedEntries.Open(new LogEntry
        {
            Kind = EntryKind.RecordDecided, Id = $"entry-{chunk}", At = Now, Actor = new EntryActor(Some.City, null, "a"), Blind = StagedEntries.NewBlind(),
        });
        return (
            new DecidedChunk(Chunk(chunk), Now, [1, (byte)chunk]),
            new ChunkEffects(
                [new NewVersion(key, new HeldVersion(version, order, [(byte)order], profile.Code, record.Change!.Value), Now, profile.Revision, entry.Entry.Id)],
                [],
                version == 1 ? [new NewIdentity(DecisionIdentity.Of(record), key)] : [],
                [new ChangedProfile(before?.Revision ?? 0, profile)],
                [entry]));
    }

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
        var (next, second) = Decided(2, Some.Penalty() with { Note = "更正" }, profile, version: 2, order: 2);
        await Records.ApplyAsync(next, second, Cancel);
        Assert.Equal([1, 2], (await Records.LoadAsync([new(Some.City, "P-1")], [], [], Cancel)).Histories.Values.Single().Versions.Select(version => version.Version));
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
