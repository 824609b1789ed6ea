using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>Counts of entries in MongoDB, by one aggregation.</summary>
public sealed class MongoDbLogCounts(MongoDbStore store) : ILogCounts
{
    public Task<IReadOnlyList<AgencyCount>> ByAgencyAsync(IReadOnlyCollection<string> kinds, DateTimeOffset from, DateTimeOffset until, CancellationToken ct) =>
        store.ReadAsync<IReadOnlyList<AgencyCount>>(async session =>
        {
            var head = await store.Log.Find(session, new BsonDocument("_id", MongoDbLogStore.HeadId)).FirstOrDefaultAsync(ct).ConfigureAwait(false)
                ?? throw new InvalidDataException("The log's head is gone.");
            var local = new BsonDocument("$add", new BsonArray { "$at", AgencyCount.ChinaOffsetMilliseconds });
            BsonDocument[] stages =
            [
                new("$match", new BsonDocument
                {
                    ["kind"] = new BsonDocument("$in", new BsonArray(kinds)),
                    ["at"] = new BsonDocument { ["$gte"] = from.ToUnixTimeMilliseconds(), ["$lt"] = until.ToUnixTimeMilliseconds() },
                    ["agency"] = new BsonDocument("$exists", true),
                    ["index"] = new BsonDocument { ["$gte"] = 0L, ["$lt"] = head["size"].ToInt64() },
                }),
                new("$group", new BsonDocument
                {
                    ["_id"] = new BsonDocument
                    {
                        ["agency"] = "$agency", ["kind"] = "$kind", ["purpose"] = "$purpose",
                        // The first instant of the day, on China's clock.
                        ["day"] = new BsonDocument("$subtract", new BsonArray { local, new BsonDocument("$mod", new BsonArray { local, AgencyCount.DayMilliseconds }) }),
                    },
                    ["count"] = new BsonDocument("$sum", 1),
                }),
            ];
            var found = await store.Entries.Aggregate<BsonDocument>(session, stages, cancellationToken: ct).ToListAsync(ct).ConfigureAwait(false);
            return [.. found.Select(Count)];
        }, ct);

    private static AgencyCount Count(BsonDocument group)
    {
        var id = group["_id"].AsBsonDocument;
        return new(
            id["agency"].AsString, AgencyCount.DayOf(id["day"].ToInt64() / AgencyCount.DayMilliseconds), id["kind"].AsString,
            id.TryGetValue("purpose", out var purpose) && purpose.IsString ? purpose.AsString : null, group["count"].ToInt64());
    }
}
