using System.Collections.Immutable;
using System.Security.Cryptography;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage.MongoDb;
using CreditShare.Testing;

namespace CreditShare.Storage.Tests;

/// <summary>A document has 16 MiB at most. MongoDB only: SQLite has no such bound.</summary>
public sealed class MongoDbDocumentSizeTests(MongoDbFixture fixture) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private readonly MongoDbStore store = new(fixture.NewDatabase());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_profile_that_no_document_could_hold_is_refused_before_the_commit_and_the_next_chunk_goes_on()
    {
        using var records = new MongoDbRecordStore(store, TimeProvider.System);
        // Text that is easily compressed: the plan fits, what it would write does not.
        var (large, effects) = Chunk(0, 1, Some.Penalty(1) with { Note = new string('x', 17 * 1024 * 1024) });
        var fault = await Assert.ThrowsAsync<StoreLimitException>(() => records.ApplyAsync(large, effects, Cancel));
        // It comes into logs and beside the message that is set aside.
        Assert.DoesNotContain(Some.Subject(1).Code!, fault.Message, StringComparison.Ordinal);
        Assert.Null(await records.FindDecidedAsync(large.Key, Cancel));
        await GoesOnAsync(records);
    }

    [Fact]
    public async Task A_plan_that_no_document_could_hold_is_refused_before_the_commit_and_the_next_chunk_goes_on()
    {
        using var records = new MongoDbRecordStore(store, TimeProvider.System);
        var (one, first) = Chunk(0, 1, Some.Penalty(1) with { Note = Convert.ToHexString(RandomNumberGenerator.GetBytes(7 * 1024 * 1024)) });
        var (_, second) = Chunk(0, 2, Some.Penalty(2) with { Note = Convert.ToHexString(RandomNumberGenerator.GetBytes(7 * 1024 * 1024)) });
        var (_, third) = Chunk(0, 3, Some.Penalty(3) with { Note = Convert.ToHexString(RandomNumberGenerator.GetBytes(7 * 1024 * 1024)) });
        var together = first with
        {
            Versions = [.. first.Versions, .. second.Versions, .. third.Versions], Profiles = [.. first.Profiles, .. second.Profiles, .. third.Profiles],
            Entries = [.. first.Entries, .. second.Entries, .. third.Entries], Identities = [.. first.Identities, .. second.Identities, .. third.Identities],
        };
        await Assert.ThrowsAsync<StoreLimitException>(() => records.ApplyAsync(one, together, Cancel));
        Assert.Null(await records.FindDecidedAsync(one.Key, Cancel));
        await GoesOnAsync(records);
    }

    /// <summary>The largest that deciding lets into one step, and none of it easily compressed.</summary>
    [Fact]
    public async Task All_that_deciding_lets_into_one_step_is_taken()
    {
        using var records = new MongoDbRecordStore(store, TimeProvider.System);
        var (chunk, effects) = Chunk(0, 1, Some.Penalty(1) with { Note = Text((HoldingLimits.ChunkProfileBytes / 3) - 4096) });
        await records.ApplyAsync(chunk, effects with { Entries = [.. effects.Entries, .. Enumerable.Range(0, 64).Select(n => Entry($"large-{n}", RandomNumberGenerator.GetBytes(64 * 1024)))] }, Cancel);
        Assert.Equal(1, (await records.FindAsync(Some.Subject(1).Code!, Cancel))!.Revision);
    }

    [Fact]
    public async Task An_entry_that_no_document_could_hold_is_refused_alone_and_what_is_staged_beside_it_is_durable()
    {
        await using var log = new MongoDbLogStore(store, TimeProvider.System);
        var large = Entry("large", new byte[17 * 1024 * 1024]);
        var neighbours = Enumerable.Range(0, 10).Select(n => Entry($"e{n}", [1])).ToList();
        var both = neighbours[..5].Select(entry => log.StageAsync([entry], Cancel)).ToList();
        var fault = await Assert.ThrowsAsync<StoreLimitException>(() => log.StageAsync([Entry("with it", [1]), large], Cancel));
        Assert.Contains("large", fault.Message, StringComparison.Ordinal);
        both.AddRange(neighbours[5..].Select(entry => log.StageAsync([entry], Cancel)));
        await Task.WhenAll(both);
        Assert.Equal(neighbours.Count, await log.AppendStagedAsync(0, 100, Cancel));
        Assert.Null(await log.FindEntryAsync("with it", Cancel));
        await log.StageAsync([Entry("largest", new byte[MongoDbStore.MostBytes - 4096])], Cancel);
        Assert.Equal(MongoDbStore.MostBytes - 4096, (await log.FindEntryAsync("largest", Cancel))!.Content!.Length);
    }

    /// <summary>Chinese text at random, three bytes a character.</summary>
    private static string Text(int characters) => string.Create(characters, 0, (span, _) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = (char)RandomNumberGenerator.GetInt32(0x4E00, 0x9FA0);
    });

    private static async Task GoesOnAsync(MongoDbRecordStore records)
    {
        var (next, effects) = Chunk(1, 9, Some.Penalty(9));
        await records.ApplyAsync(next, effects, Cancel);
        Assert.NotNull(await records.FindDecidedAsync(next.Key, Cancel));
    }

    private static StagedEntry Entry(string id, byte[] content) => StagedEntries.Committing(
        new LogEntry { Kind = EntryKind.RecordDecided, Id = id, At = Now, Actor = new EntryActor(Some.City, null, "a"), Blind = StagedEntries.NewBlind() }, content);

    private static (DecidedChunk Chunk, ChunkEffects Effects) Chunk(int chunk, int n, CreditRecord record)
    {
        var key = new RecordKey(Some.City, record.SourceId!);
        var profile = SubjectProfile.Empty(Some.Subject(n).Code!).With(key, 1, Now, default, record);
        var entry = Entry($"entry-{chunk}-{n}", [1]);
        return (
            new DecidedChunk(new ChunkKey(Some.City, "batch", chunk), Now, [1]),
            new ChunkEffects(
                ImmutableDictionary<RecordKey, RecordHistory>.Empty,
                [new NewVersion(key, new HeldVersion(1, 1, [1], profile.Code, ChangeKind.Submit), Now, 1, entry.Entry.Id)], [],
                [new NewIdentity(DecisionIdentity.Of(record), key)], [new ChangedProfile(0, profile)], [entry]));
    }
}
