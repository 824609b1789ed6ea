using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>
/// Records, identities and profiles in MongoDB. Chunks are committed one after the other by inserting a document of <c>chunks</c> with the next number and the
/// plan of all it changes; only then is it written out, and the plan dropped. A number can be inserted once, and the next one only when the plan before
/// it is written out: so what a chunk was decided upon cannot move under it, and a crash leaves at most one plan, which the next caller finishes.
/// </summary>
public sealed class MongoDbRecordStore(MongoDbStore store, TimeProvider time) : IRecordStore, IProfileStore, IStoreContents, IDisposable
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    private readonly StagingOrder order = new(time);

    /// <summary>One commit at a time in this process; against other processes the number guards.</summary>
    private readonly SemaphoreSlim committing = new(1);

    // Owned by whoever holds the gate: the last chunk, known to be written out; null if that is not known.
    private Last? last;

    public void Dispose() => committing.Dispose();

    public Task<DecidedChunk?> FindDecidedAsync(ChunkKey chunk, CancellationToken ct) => store.ReadAsync(session => FindAsync(session, chunk, ct), ct);

    public async Task<HeldState> LoadAsync(
        IReadOnlyCollection<RecordKey> keys, IReadOnlyCollection<byte[]> identities, IReadOnlyCollection<string> subjects, CancellationToken ct)
    {
        // Nothing is decided upon what a crash left half written, and whoever read a chunk's log entries, which are written first, finds the rest of it.
        await CatchUpAsync(ct).ConfigureAwait(false);
        var histories = ManyAsync(store.Records, keys.Select(key => (BsonValue)key.ToString()), [], ct);
        var holders = ManyAsync(store.Identities, identities.Select(identity => (BsonValue)identity), [], ct);
        var profiles = ManyAsync(store.Profiles, subjects.Select(subject => (BsonValue)subject), [], ct);
        return new(
            (await histories.ConfigureAwait(false)).ToDictionary(record => RecordDocuments.Key(record["_id"]), RecordDocuments.Read),
            (await holders.ConfigureAwait(false)).ToDictionary(holder => Convert.ToHexString(holder["_id"].AsByteArray), holder => RecordDocuments.Key(holder["key"])),
            (await profiles.ConfigureAwait(false)).ToDictionary(profile => profile["_id"].AsString, profile => ProfileJson.Read(profile["body"].AsByteArray)));
    }

    public async Task<DecidedChunk> ApplyAsync(DecidedChunk chunk, ChunkEffects effects, CancellationToken ct)
    {
        await committing.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return await CommitAsync(chunk, effects, ct).ConfigureAwait(false);
        }
        catch
        {
            // What became of the commit is unknown, or somebody else is at work: look before the next one.
            last = null;
            throw;
        }
        finally
        {
            committing.Release();
        }
    }

    public async Task EraseDecisionsAsync(IReadOnlyCollection<ChunkKey> chunks, CancellationToken ct)
    {
        if (chunks.Count == 0)
            return;
        await store.WriteAsync(session => store.Chunks.UpdateManyAsync(
            session, Where.In("chunk", chunks.Select(Name)), new BsonDocument("$set", new BsonDocument("decisions", DecisionJson.Write([]))), cancellationToken: ct), ct).ConfigureAwait(false);
    }

    public async ValueTask<SubjectProfile?> FindAsync(string code, CancellationToken ct)
    {
        var found = await store.RunAsync(() => store.Profiles.Find(new BsonDocument("_id", code)).FirstOrDefaultAsync(ct), ct).ConfigureAwait(false);
        return found is null ? null : ProfileJson.Read(found["body"].AsByteArray);
    }

    public async Task<SubjectProfile?> FindByRecordAsync(RecordKey key, CancellationToken ct)
    {
        var found = await ManyAsync(store.Records, [key.ToString()], [], ct).ConfigureAwait(false);
        return found is [var record] && RecordDocuments.Read(record).Current is { } current ? await FindAsync(current.Subject, ct).ConfigureAwait(false) : null;
    }

    public async Task<IReadOnlyDictionary<string, SubjectProfile>> FindManyAsync(IReadOnlyCollection<string> codes, CancellationToken ct) =>
        (await ManyAsync(store.Profiles, codes.Select(code => (BsonValue)code), [], ct).ConfigureAwait(false))
            .ToDictionary(profile => profile["_id"].AsString, profile => ProfileJson.Read(profile["body"].AsByteArray));

    public async Task<IReadOnlyList<PastVersion>> HistoryAsync(string code, CancellationToken ct)
    {
        // In one causal session, records before entries: a version that is read has its entry, which was written first.
        var records = await store.ReadAsync(session => store.Records.Find(session, new BsonDocument("versions.subject", code)).ToListAsync(ct), ct).ConfigureAwait(false);
        var versions = records.SelectMany(record => RecordDocuments.Kept(record).Versions.Zip(
            RecordDocuments.Read(record).Versions, (kept, held) => (Key: RecordDocuments.Key(record["_id"]), Held: held, kept.DecidedAt, kept.LogEntry))).ToList();
        var entries = (await ManyAsync(store.Entries, versions.Select(version => (BsonValue)version.LogEntry), ["order", "content"], ct).ConfigureAwait(false))
            .ToDictionary(entry => entry["_id"].AsString);
        return [.. versions.Select(version => (version.Key, version.Held, version.DecidedAt, version.LogEntry, Entry: entries[version.LogEntry]))
            .OrderBy(version => version.Entry["order"].ToInt64())
            .Select(version => new PastVersion(
                version.Key, version.Held, version.DecidedAt, version.Entry.TryGetValue("content", out var content) ? RecordJson.Read(content.AsByteArray) : null, version.LogEntry))];
    }

    public Task<IReadOnlyList<KeptRecord>> RecordsAsync(string? after, int most, CancellationToken ct) =>
        PageAsync(store.Records, after ?? "", most, RecordDocuments.Kept, ct);

    public Task<IReadOnlyList<KeptProfile>> ProfilesAsync(string? after, int most, CancellationToken ct) => PageAsync(
        store.Profiles, after ?? "", most, profile => new KeptProfile(profile["_id"].AsString, profile["revision"].ToInt64(), EntryDocument.AsItLies(profile["body"])), ct);

    public Task<IReadOnlyList<KeptTile>> TilesAsync(string? after, int most, CancellationToken ct) =>
        PageAsync(store.Tiles, after ?? "", most, tile => new KeptTile(tile["_id"].AsString, tile["width"].ToInt64()), ct);

    public Task<IReadOnlyList<KeptIdentity>> IdentitiesAsync(byte[]? after, int most, CancellationToken ct) => PageAsync(
        store.Identities, after ?? [], most, identity => new KeptIdentity(identity["_id"].AsByteArray, identity["key"].AsString), ct);

    private Task<IReadOnlyList<T>> PageAsync<T>(IMongoCollection<BsonDocument> collection, BsonValue after, int most, Func<BsonDocument, T> read, CancellationToken ct) =>
        store.ReadAsync<IReadOnlyList<T>>(async session =>
            [.. (await collection.Find(session, new BsonDocument("_id", new BsonDocument("$gt", after))).Sort(new BsonDocument("_id", 1)).Limit(most).ToListAsync(ct).ConfigureAwait(false)).Select(read)], ct);

    private async Task<DecidedChunk> CommitAsync(DecidedChunk chunk, ChunkEffects effects, CancellationToken ct)
    {
        var before = last ??= await FinishLastAsync(ct).ConfigureAwait(false);
        if (await MovedAsync(effects, ct).ConfigureAwait(false) is { } moved)
            return await FindDecidedAsync(chunk.Key, ct).ConfigureAwait(false) ?? throw new StoreConflictException(moved);
        var firstOrder = order.Take(effects.Entries.Count, before.Order);
        var plan = ChunkPlan.Of(effects, firstOrder);
        var committed = new Last(before.Number + 1, firstOrder + effects.Entries.Count);
        var document = Document(chunk, committed, plan);
        // Once committed, what could not be written out would stop every chunk behind it, for ever.
        if (plan.TooLarge() is { } larger)
            throw new StoreLimitException(larger);
        if (document.ToBson().Length is var bytes && bytes > MongoDbStore.MostBytes)
            throw new StoreLimitException($"The chunk and the plan of its changes have {bytes} bytes; a document may have {MongoDbStore.MostBytes}.");
        try
        {
            await store.WriteAsync(session => store.Chunks.InsertOneAsync(session, document, cancellationToken: ct), ct).ConfigureAwait(false);
        }
        catch (MongoWriteException fault) when (MongoFaults.IsOnlyDuplicates(fault))
        {
            last = null;
            return await FindDecidedAsync(chunk.Key, ct).ConfigureAwait(false)
                ?? throw new StoreConflictException($"Another registry committed chunk number {committed.Number}.");
        }
        // From here the chunk counts: whoever comes next, after a crash too, finds its plan and finishes it.
        await WriteOutAsync(committed.Number, plan, ct).ConfigureAwait(false);
        last = committed;
        return chunk;
    }

    /// <summary>What the chunk was decided upon and is no longer so, in words for a log; null if all of it still holds.</summary>
    private async Task<string?> MovedAsync(ChunkEffects effects, CancellationToken ct)
    {
        var changed = effects.Changed.ToDictionary(record => record.Key.ToString(), record => (record.Before.Versions.Count, record.Before.Current?.Order ?? 0));
        var profiles = effects.Profiles.ToDictionary(profile => profile.After.Code, profile => profile.Before);
        var records = ManyAsync(store.Records, changed.Keys.Select(key => (BsonValue)key), ["count", "versions.order"], ct);
        var revisions = ManyAsync(store.Profiles, profiles.Keys.Select(code => (BsonValue)code), ["revision"], ct);
        var held = ManyAsync(store.Identities, effects.Identities.Select(identity => (BsonValue)identity.Identity), ["key"], ct);
        var states = (await records.ConfigureAwait(false)).ToDictionary(record => record["_id"].AsString, RecordDocuments.State);
        var present = (await revisions.ConfigureAwait(false)).ToDictionary(profile => profile["_id"].AsString, profile => profile["revision"].ToInt64());
        if (changed.Keys.FirstOrDefault(key => states.GetValueOrDefault(key) != changed[key]) is { } record)
            return $"A record has by now other versions or another order than {changed[record]}: {states.GetValueOrDefault(record)}.";
        if (profiles.Keys.FirstOrDefault(code => present.GetValueOrDefault(code) != profiles[code]) is { } subject)
            return $"A profile has left revision {profiles[subject]}.";
        return (await held.ConfigureAwait(false)).Count > 0 ? "A decision is held already." : null;
    }

    /// <summary>All that anybody has committed by now is written out. Another registry may be at it this very moment: that one's writes meet ours, and the other way round, and change nothing.</summary>
    private async Task CatchUpAsync(CancellationToken ct)
    {
        await committing.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            last = await FinishLastAsync(ct).ConfigureAwait(false);
        }
        finally
        {
            committing.Release();
        }
    }

    /// <summary>The last chunk committed by anybody, written out: one read by <c>_id</c>, which finds nothing if it is the one known.</summary>
    private async Task<Last> FinishLastAsync(CancellationToken ct)
    {
        var known = last ?? new Last(0, 0);
        var found = await store.ReadAsync(
            session => store.Chunks.Find(session, Where.Gt("_id", known.Number)).Sort(new BsonDocument("_id", -1)).Limit(1).FirstOrDefaultAsync(ct), ct).ConfigureAwait(false);
        if (found is null)
            return known;
        await FinishAsync(found, ct).ConfigureAwait(false);
        return new Last(found["_id"].ToInt64(), found["order"].ToInt64());
    }

    private async Task<DecidedChunk?> FindAsync(IClientSessionHandle session, ChunkKey chunk, CancellationToken ct)
    {
        var found = await store.Chunks.Find(session, new BsonDocument("chunk", Name(chunk))).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        if (found is null)
            return null;
        await FinishAsync(found, ct).ConfigureAwait(false);
        return new DecidedChunk(chunk, DateTimeOffset.FromUnixTimeMilliseconds(found["decidedAt"].ToInt64()), found["decisions"].AsByteArray);
    }

    private Task FinishAsync(BsonDocument chunk, CancellationToken ct) =>
        chunk.TryGetValue("plan", out var plan) ? WriteOutAsync(chunk["_id"].ToInt64(), ChunkPlan.Unpack(plan.AsByteArray), ct) : Task.CompletedTask;

    /// <summary>Log entries first: whatever a lookup can see of the chunk has its entry.</summary>
    private async Task WriteOutAsync(long number, ChunkPlan plan, CancellationToken ct)
    {
        await store.WriteAsync(session => StagingQueue.InsertAsync(session, store.Entries, plan.Entries, ct), ct).ConfigureAwait(false);
        await Task.WhenAll(
            store.WriteAsync(session => BulkWrites.WriteAsync(session, store.Records, plan.RecordWrites, ct), ct),
            store.WriteAsync(session => StagingQueue.InsertAsync(session, store.Identities, plan.Identities, ct), ct),
            store.WriteAsync(async session => await BulkWrites.WriteAsync(
                session, store.Names, MongoDbNameStore.Met(await BulkWrites.WriteAsync(session, store.Names, plan.NameWrites(number), ct).ConfigureAwait(false)), ct).ConfigureAwait(false), ct),
            store.WriteAsync(session => BulkWrites.WriteAsync(session, store.Profiles, plan.ProfileWrites, ct), ct)).ConfigureAwait(false);
        await store.WriteAsync(session => store.Chunks.UpdateOneAsync(
            session, new BsonDocument("_id", number), new BsonDocument("$unset", new BsonDocument("plan", "")), cancellationToken: ct), ct).ConfigureAwait(false);
    }

    private Task<List<BsonDocument>> ManyAsync(IMongoCollection<BsonDocument> collection, IEnumerable<BsonValue> ids, string[] only, CancellationToken ct)
    {
        var wanted = new BsonArray(ids);
        if (wanted.Count == 0)
            return Task.FromResult(new List<BsonDocument>());
        return store.ReadAsync(session =>
        {
            var found = collection.Find(session, new BsonDocument("_id", new BsonDocument("$in", wanted)));
            return (only.Length == 0 ? found : found.Project(new BsonDocument(only.Select(member => new BsonElement(member, 1))))).ToListAsync(ct);
        }, ct);
    }

    private static BsonDocument Document(DecidedChunk chunk, Last committed, ChunkPlan plan) => new()
    {
        ["_id"] = committed.Number,
        ["chunk"] = Name(chunk.Key),
        ["decidedAt"] = chunk.DecidedAt.ToUnixTimeMilliseconds(),
        ["decisions"] = chunk.Decisions,
        ["order"] = committed.Order,
        ["plan"] = plan.Pack(),
    };

    private static string Name(ChunkKey chunk) => $"{chunk.City}/{chunk.Batch}/{chunk.Chunk}";

    /// <param name="Number">Of the chunk, from 1.</param>
    /// <param name="Order">Above the order of all its log entries.</param>
    private sealed record Last(long Number, long Order);
}
