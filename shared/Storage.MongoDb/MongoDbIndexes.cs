using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>The indexes beyond <c>_id</c>, made at start; making them again is no error. Listed in this folder's README.</summary>
internal static class MongoDbIndexes
{
    /// <summary>MongoDB's code.</summary>
    private const int IndexNotFound = 27;

    public static async Task CreateAsync(MongoDbStore store, CancellationToken ct)
    {
        // Waiting entries have the index -1 and are found in their order; sequenced ones are read by index.
        await CreateAsync(store.Entries, ct, ["index", "order"], ["subject", "index"], ["named", "index"]).ConfigureAwait(false);
        await CreatePlacedAsync(store.Entries, ct, "kind", "city", "agency", "account", "purpose", "case").ConfigureAwait(false);
        await CreateAsync(store.Records, ct, ["versions.subject"]).ConfigureAwait(false);
        await CreateAsync(store.Names, ct, ["place"], ["core", "place"], ["code"]).ConfigureAwait(false);
        // At every start: a registry of an earlier version may have gone on beside a new one.
        await MongoDbNameStore.TakeOverAsync(store.Names, ct).ConfigureAwait(false);
        await DropAsync(store.Names, "core_1__id_1", ct).ConfigureAwait(false);
        // Cases of earlier versions of this program are on no page; they come first on their day.
        if (await IsThereAsync(store.Cases, "agency_1_phase_1_claimBy_1__id_1", ct).ConfigureAwait(false))
        {
            await store.Cases.UpdateManyAsync(Builders<BsonDocument>.Filter.Exists("page", false), Builders<BsonDocument>.Update.Set("page", ObjectId.Empty), cancellationToken: ct).ConfigureAwait(false);
            await DropAsync(store.Cases, "agency_1_phase_1_claimBy_1__id_1", ct).ConfigureAwait(false);
        }
        await CreateAsync(store.Cases, ct, ["agency", "phase", "claimBy", "page", "_id"]).ConfigureAwait(false);
        await CreateAsync(store.CasePages, ct, ["agency", "claimBy", "page"]).ConfigureAwait(false);
        await CreateAsync(store.Deliveries, ct, ["record"], ["at"]).ConfigureAwait(false);
        await CreateAsync(store.RecordChanges, ct, ["record", "version"], ["at"]).ConfigureAwait(false);
        await CreateAsync(store.Notices, ct, ["agency", "cursor"], ["open", "cursor"], ["agency", "callAt"], ["decidedAt"]).ConfigureAwait(false);
        await store.Chunks.Indexes.CreateOneAsync(
            new CreateIndexModel<BsonDocument>(new BsonDocument("chunk", 1), new CreateIndexOptions { Unique = true }), cancellationToken: ct).ConfigureAwait(false);
        try
        {
            await store.Log.UpdateOneAsync(
                new BsonDocument("_id", MongoDbLogStore.HeadId),
                new BsonDocument("$setOnInsert", new BsonDocument { ["size"] = 0L, ["checkpoint"] = BsonNull.Value }),
                new UpdateOptions { IsUpsert = true }, ct).ConfigureAwait(false);
        }
        catch (MongoWriteException fault) when (MongoFaults.IsOnlyDuplicates(fault))
        {
            // Another process, started at the same time, made it.
        }
    }

    /// <summary>
    /// Of entries that have an index in the log, and this member: those that wait are not asked for by it, and leaving them out spares writing it twice for each. In their place were indexes of all entries.
    /// </summary>
    private static async Task CreatePlacedAsync(IMongoCollection<BsonDocument> entries, CancellationToken ct, params string[] members)
    {
        await entries.Indexes.CreateManyAsync(
            members.Select(member => new CreateIndexModel<BsonDocument>(
                new BsonDocument { [member] = 1, ["index"] = 1 },
                new CreateIndexOptions<BsonDocument>
                {
                    Name = $"{member}_placed",
                    PartialFilterExpression = new BsonDocument { [member] = new BsonDocument("$exists", true), ["index"] = new BsonDocument("$gte", 0L) },
                })),
            ct).ConfigureAwait(false);
        foreach (var member in members)
            await DropAsync(entries, $"{member}_1_index_1", ct).ConfigureAwait(false);
    }

    /// <summary>Where it is there: another process, started at the same time, may have done it.</summary>
    private static async Task DropAsync(IMongoCollection<BsonDocument> collection, string name, CancellationToken ct)
    {
        if (!await IsThereAsync(collection, name, ct).ConfigureAwait(false))
            return;
        try
        {
            await collection.Indexes.DropOneAsync(name, ct).ConfigureAwait(false);
        }
        catch (MongoCommandException fault) when (fault.Code == IndexNotFound)
        {
            // It is gone, which is what is wanted.
        }
    }

    private static async Task<bool> IsThereAsync(IMongoCollection<BsonDocument> collection, string name, CancellationToken ct) =>
        (await (await collection.Indexes.ListAsync(ct).ConfigureAwait(false)).ToListAsync(ct).ConfigureAwait(false)).Any(index => index["name"] == name);

    private static Task<IEnumerable<string>> CreateAsync(IMongoCollection<BsonDocument> collection, CancellationToken ct, params string[][] indexes) =>
        collection.Indexes.CreateManyAsync(
            indexes.Select(members => new CreateIndexModel<BsonDocument>(new BsonDocument(members.Select(member => new BsonElement(member, 1))))), ct);
}
