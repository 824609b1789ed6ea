using CreditShare.Domain.Deciding;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Tiles;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>
/// The exchange log in MongoDB. A document of <c>segments</c>, named by the first index it gives, decides which entries get which indexes: it can be
/// inserted once, so two sequencers can never give an index twice. What follows from it (the entries' indexes, the head) anyone can finish.
/// </summary>
public sealed class MongoDbLogStore(MongoDbStore store, TimeProvider time) : ILogStore, IAsyncDisposable
{
    internal const string HeadId = "head";
    private const string LeaderId = "leader";

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;
    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };
    private static readonly BsonDocument HeadFilter = new("_id", HeadId);

    private readonly StagingOrder order = new(time);
    private readonly StagingQueue staging = new(store);

    public ValueTask DisposeAsync() => staging.DisposeAsync();

    public Task StageAsync(IReadOnlyList<StagedEntry> entries, CancellationToken ct)
    {
        var first = order.Take(entries.Count);
        List<BsonDocument> documents = [.. entries.Select((entry, i) => EntryDocument.Of(entry, first + i))];
        // The driver would refuse it together with all that waits beside it.
        return documents.Select(EntryDocument.TooLarge).FirstOrDefault(larger => larger is not null) is { } larger
            ? Task.FromException(new StoreLimitException(larger))
            : staging.StageAsync(documents, ct);
    }

    public Task<long> SizeAsync(CancellationToken ct) => store.ReadAsync(async session => (await HeadAsync(session, ct).ConfigureAwait(false))["size"].ToInt64(), ct);

    public async Task<long> AppendStagedAsync(long size, int most, CancellationToken ct)
    {
        var (held, segment) = await store.ReadAsync(async session => (
            (await HeadAsync(session, ct).ConfigureAwait(false))["size"].ToInt64(),
            // One is there if a sequencer died behind its decision, or is at it just now.
            Segment.Read(await store.Segments.Find(session, new BsonDocument("_id", size)).FirstOrDefaultAsync(ct).ConfigureAwait(false))
                ?? await NewSegmentAsync(session, size, most, ct).ConfigureAwait(false)), ct).ConfigureAwait(false);
        if (held != size)
            throw new StoreConflictException($"The log has {held} entries, not {size}: another sequencer moved it.");
        if (segment is null)
            return size;
        await store.WriteAsync(session => DecideAsync(session, segment, ct), ct).ConfigureAwait(false);
        // From here a restart finds the segment, and gives its entries their indexes again.
        // In one causal session: what is read back is what was written, by whichever server it is answered.
        var (given, isWhole) = await store.ReadAsync(session => GiveIndexesAsync(session, segment, ct), ct).ConfigureAwait(false);
        if (!isWhole)
            throw new InvalidDataException($"Of the {segment.Ids.Count} entries from index {segment.First} on not all are there with that index or without any; {given} entries have indexes there.");
        var ids = segment.Ids;
        var moved = await store.WriteAsync(session => store.Log.UpdateOneAsync(
            session, new BsonDocument { ["_id"] = HeadId, ["size"] = size }, new BsonDocument("$set", new BsonDocument("size", size + ids.Count)), cancellationToken: ct), ct).ConfigureAwait(false);
        return moved.MatchedCount == 1 ? size + ids.Count : throw new StoreConflictException($"The log no longer has {size} entries: another sequencer moved it.");
    }

    public Task<IReadOnlyList<byte[]>> ReadEntriesAsync(long from, long until, CancellationToken ct) =>
        store.ReadAsync<IReadOnlyList<byte[]>>(async session =>
        {
            if (until > (await HeadAsync(session, ct).ConfigureAwait(false))["size"].ToInt64())
                throw new ArgumentOutOfRangeException(nameof(until), until, "The log is shorter.");
            var found = await store.Entries.Find(session, Where.Gte("index", from) & Where.Lt("index", until))
                .Sort(new BsonDocument("index", 1)).Project(new BsonDocument { ["_id"] = 0, ["leaf"] = 1 }).ToListAsync(ct).ConfigureAwait(false);
            return found.Count == until - from
                ? [.. found.Select(entry => entry["leaf"].AsByteArray)]
                : throw new InvalidDataException($"Entries are missing between {from} and {until}.");
        }, ct);

    public Task<IReadOnlyList<FiledEntry>> ReadStoredAsync(long from, long until, CancellationToken ct, long mostBytes = long.MaxValue) =>
        store.ReadAsync<IReadOnlyList<FiledEntry>>(async session =>
        {
            var size = (await HeadAsync(session, ct).ConfigureAwait(false))["size"].ToInt64();
            using var found = await store.Entries.Find(session, Where.Gte("index", from) & Where.Lt("index", Math.Min(until, size))).Sort(new BsonDocument("index", 1)).ToCursorAsync(ct).ConfigureAwait(false);
            var entries = new List<FiledEntry>();
            long bytes = 0;
            while (bytes < mostBytes && await found.MoveNextAsync(ct).ConfigureAwait(false))
            {
                foreach (var entry in found.Current.TakeWhile(_ => bytes < mostBytes))
                {
                    entries.Add(new FiledEntry(EntryDocument.Read(entry, size), EntryDocument.Filing(entry)));
                    bytes += entries[^1].Stored.Size;
                }
            }
            return entries;
        }, ct);

    public Task<IReadOnlyList<FiledEntry>> ReadWaitingAsync(long from, int most, CancellationToken ct) =>
        store.ReadAsync<IReadOnlyList<FiledEntry>>(async session =>
        {
            var size = (await HeadAsync(session, ct).ConfigureAwait(false))["size"].ToInt64();
            // Of those whose indexes are decided and the head has not moved yet, the segment says the order.
            var decided = (await store.Segments.Find(session, new BsonDocument("_id", size)).FirstOrDefaultAsync(ct).ConfigureAwait(false))?["ids"].AsBsonArray ?? [];
            var skipped = (int)Math.Max(0, from - size);
            var first = new List<BsonDocument>();
            if (skipped < decided.Count)
            {
                var ids = decided.Skip(skipped).Take(most).ToList();
                var found = (await store.Entries.Find(session, Where.In("_id", ids)).ToListAsync(ct).ConfigureAwait(false)).ToDictionary(entry => entry["_id"]);
                first.AddRange(ids.Where(found.ContainsKey).Select(id => found[id]));
            }
            if (first.Count < most)
            {
                first.AddRange(await store.Entries.Find(session, Where.Eq("index", EntryDocument.Waiting) & Where.Nin("_id", decided)).Sort(new BsonDocument { ["index"] = 1, ["order"] = 1 })
                    .Skip(Math.Max(0, skipped - decided.Count)).Limit(most - first.Count).ToListAsync(ct).ConfigureAwait(false));
            }
            return [.. first.Select(entry => new FiledEntry(EntryDocument.Read(entry, size) with { Index = null }, EntryDocument.Filing(entry)))];
        }, ct);

    public Task EraseContentAsync(IReadOnlyCollection<long> indexes, CancellationToken ct) => store.WriteAsync(
        session => store.Entries.UpdateManyAsync(
            session, Where.In("index", indexes), new BsonDocument("$unset", new BsonDocument { ["commitKey"] = "", ["content"] = "", ["named"] = "" }), cancellationToken: ct), ct);

    public Task<IReadOnlyList<Tile?>> ReadTilesAsync(IReadOnlyList<TilePath> paths, CancellationToken ct) =>
        store.ReadAsync<IReadOnlyList<Tile?>>(async session =>
        {
            var found = await store.Tiles.Find(session, Where.In("_id", paths.Select(TileId))).ToListAsync(ct).ConfigureAwait(false);
            var bytes = found.ToDictionary(tile => tile["_id"].AsString, tile => tile["bytes"].AsByteArray);
            return [.. paths.Select(path => Cut(path, bytes.GetValueOrDefault(TileId(path))))];
        }, ct);

    public Task WriteTilesAsync(IReadOnlyList<Tile> tiles, CancellationToken ct) =>
        store.WriteAsync(session => BulkWrites.RaiseAsync(session, store.Tiles, [.. tiles.Select(Grow)], ct), ct);

    public Task<string?> ReadCheckpointAsync(CancellationToken ct) =>
        store.ReadAsync(async session => (await HeadAsync(session, ct).ConfigureAwait(false))["checkpoint"] is BsonString note ? note.Value : null, ct);

    public async Task ReplaceCheckpointAsync(string? before, string after, CancellationToken ct)
    {
        var replaced = await store.WriteAsync(session => store.Log.UpdateOneAsync(
            session, new BsonDocument { ["_id"] = HeadId, ["checkpoint"] = (BsonValue?)before ?? BsonNull.Value },
            new BsonDocument("$set", new BsonDocument("checkpoint", after)), cancellationToken: ct), ct).ConfigureAwait(false);
        if (replaced.MatchedCount != 1)
            throw new StoreConflictException("The checkpoint is not the one expected: another sequencer moved it.");
    }

    public Task<Lead> LeadAsync(string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken ct, Lead? unrenewed = null) => store.WriteAsync(async session =>
    {
        var free = Where.Eq("holder", holder) | Where.Lte("until", now.ToUnixTimeMilliseconds());
        if (unrenewed is not null)
            free |= Where.Eq("holder", unrenewed.Holder) & Where.Eq("until", unrenewed.Until.ToUnixTimeMilliseconds());
        try
        {
            await store.Log.UpdateOneAsync(
                session, Where.Eq("_id", LeaderId) & free,
                new BsonDocument("$set", new BsonDocument { ["holder"] = holder, ["until"] = until.ToUnixTimeMilliseconds() }),
                new UpdateOptions { IsUpsert = true }, ct).ConfigureAwait(false);
            return new Lead(holder, DateTimeOffset.FromUnixTimeMilliseconds(until.ToUnixTimeMilliseconds()));
        }
        catch (MongoWriteException fault) when (MongoFaults.IsOnlyDuplicates(fault))
        {
            // Another leads: the filter found nothing, and the insert met its document.
            var held = await store.Log.Find(session, new BsonDocument("_id", LeaderId)).FirstOrDefaultAsync(ct).ConfigureAwait(false)
                ?? throw new StoreConflictException("Another registry is taking the lead just now.");
            return new Lead(held["holder"].AsString, DateTimeOffset.FromUnixTimeMilliseconds(held["until"].ToInt64()));
        }
    }, ct);

    public Task<IReadOnlyList<SequencedEntry>> FindEntriesAsync(EntryFilter filter, CancellationToken ct) =>
        store.ReadAsync<IReadOnlyList<SequencedEntry>>(async session =>
        {
            var size = (await HeadAsync(session, ct).ConfigureAwait(false))["size"].ToInt64();
            var found = await store.Entries.Find(session, Query(filter, size)).Sort(new BsonDocument("index", filter.NewestFirst ? -1 : 1)).Limit(filter.Limit)
                .Project(new BsonDocument { ["_id"] = 0, ["index"] = 1, ["leaf"] = 1 }).ToListAsync(ct).ConfigureAwait(false);
            return [.. found.Select(entry => new SequencedEntry(entry["index"].ToInt64(), entry["leaf"].AsByteArray))];
        }, ct);

    public Task<StoredEntry?> FindEntryAsync(string id, CancellationToken ct) => store.ReadAsync(async session =>
    {
        var size = (await HeadAsync(session, ct).ConfigureAwait(false))["size"].ToInt64();
        var found = await store.Entries.Find(session, new BsonDocument("_id", id)).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        return found is null ? null : EntryDocument.Read(found, size);
    }, ct);

    private async Task<Segment?> NewSegmentAsync(IClientSessionHandle session, long size, int most, CancellationToken ct)
    {
        var waiting = await store.Entries.Find(session, new BsonDocument("index", EntryDocument.Waiting)).Sort(new BsonDocument { ["index"] = 1, ["order"] = 1 }).Limit(most)
            .Project(new BsonDocument { ["_id"] = 1, ["order"] = 1 }).ToListAsync(ct).ConfigureAwait(false);
        return waiting.Count == 0 ? null : new(size, [.. waiting.Select(entry => entry["_id"])], [.. waiting.Select(entry => entry["order"].ToInt64())]);
    }

    /// <summary>Inserts the segment; one that is there already must be the same.</summary>
    private async Task DecideAsync(IClientSessionHandle session, Segment segment, CancellationToken ct)
    {
        try
        {
            await store.Segments.InsertOneAsync(session, segment.Document, cancellationToken: ct).ConfigureAwait(false);
        }
        catch (MongoWriteException fault) when (MongoFaults.IsOnlyDuplicates(fault))
        {
            var decided = await store.Segments.Find(session, new BsonDocument("_id", segment.First)).FirstOrDefaultAsync(ct).ConfigureAwait(false);
            // None, if the other one's is not with a majority yet.
            if (decided != segment.Document)
                throw new StoreConflictException($"Another sequencer has given the indexes from {segment.First} on.");
        }
    }

    /// <returns>How many entries have the segment's indexes by now, and whether they are the segment's, in its order.</returns>
    private async Task<(int Given, bool IsWhole)> GiveIndexesAsync(IClientSessionHandle session, Segment segment, CancellationToken ct)
    {
        await store.Entries.BulkWriteAsync(session, segment.Writes, Unordered, ct).ConfigureAwait(false);
        var given = await store.Entries.Find(session, Where.Gte("index", segment.First) & Where.Lt("index", segment.First + segment.Ids.Count))
            .Sort(new BsonDocument("index", 1)).Project(new BsonDocument { ["_id"] = 1, ["index"] = 1 }).ToListAsync(ct).ConfigureAwait(false);
        return (given.Count, given.Select(entry => (entry["_id"], entry["index"].ToInt64())).SequenceEqual(segment.Ids.Select((id, i) => (id, segment.First + i))));
    }

    private async Task<BsonDocument> HeadAsync(IClientSessionHandle session, CancellationToken ct) =>
        await store.Log.Find(session, HeadFilter).FirstOrDefaultAsync(ct).ConfigureAwait(false)
        ?? throw new InvalidDataException("The log's head is gone.");

    private static FilterDefinition<BsonDocument> Query(EntryFilter filter, long size)
    {
        var (from, until) = filter.Indexes(size);
        var query = Where.Gte("index", from) & Where.Lt("index", until);
        Equal("kind", filter.Kind);
        Equal("city", filter.City);
        Equal("agency", filter.Agency);
        if (filter.Subject is { } subject)
            query &= Where.Or(Where.Eq("subject", subject), Where.Eq("named", subject));
        if (filter.Batch is var (city, batch))
        {
            var (behind, beyond) = DecisionEntryId.OfBatch(city, batch);
            query &= Where.Gt("_id", behind) & Where.Lt("_id", beyond);
        }
        Equal("account", filter.Account);
        Equal("purpose", filter.Purpose);
        Equal("case", filter.Case);
        if (filter.From is { } first)
            query &= Where.Gte("at", first.ToUnixTimeMilliseconds());
        if (filter.Until is { } end)
            query &= Where.Lt("at", end.ToUnixTimeMilliseconds());
        return query;

        void Equal(string member, string? value)
        {
            if (value is not null)
                query &= Where.Eq(member, value);
        }
    }

    private static string TileId(TilePath path) => string.Create(null, $"{path.Level}/{path.Index}");

    private static UpdateOneModel<BsonDocument> Grow(Tile tile) => new(
        Where.Eq("_id", TileId(tile.Path)) & Where.Lt("width", tile.Width),
        new BsonDocument("$set", new BsonDocument { ["width"] = tile.Width, ["bytes"] = tile.Bytes.ToArray() })) { IsUpsert = true };

    private static Tile? Cut(TilePath path, byte[]? bytes) =>
        bytes is null || bytes.Length < path.Width * MerkleHash.Size ? null : Tile.Read(path, bytes.AsMemory(0, path.Width * MerkleHash.Size));
}
