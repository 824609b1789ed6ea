using CreditShare.Engines;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Benchmarks.Ingest;

/// <summary>MongoDB: one bulk insert a collection and call, acknowledged by the majority with journal.</summary>
internal sealed class RawMongoDb : IRawStore
{
    private readonly MongoClient client;
    private readonly IMongoCollection<BsonDocument> records;
    private readonly IMongoCollection<BsonDocument> log;

    private RawMongoDb(MongoDbEngine engine)
    {
        client = new MongoClient(engine.Address);
        var database = client.GetDatabase(MongoDbEngine.NewDatabase()).WithWriteConcern(WriteConcern.WMajority.With(journal: true));
        (records, log) = (database.GetCollection<BsonDocument>("records"), database.GetCollection<BsonDocument>("log"));
    }

    public int InFlight => 8;

    public static async Task<RawMongoDb> OpenAsync(MongoDbEngine engine, CancellationToken ct)
    {
        var store = new RawMongoDb(engine);
        foreach (var field in (IReadOnlyList<string>)["subject", "decidedOn"])
            await store.records.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(Builders<BsonDocument>.IndexKeys.Ascending(field)), null, ct);
        return store;
    }

    public Task WriteAsync(IReadOnlyList<RawRecord> all, CancellationToken ct) => Task.WhenAll(
        records.InsertManyAsync(all.Select(Document), new() { IsOrdered = false }, ct),
        log.InsertManyAsync(all.Select(one => new BsonDocument("bytes", one.Body)), new() { IsOrdered = false }, ct));

    public Task InsertAsync(RawRecord record, CancellationToken ct) => records.InsertOneAsync(Document(record), null, ct);

    private static BsonDocument Document(RawRecord one) => new() { ["_id"] = one.Key, ["subject"] = one.Subject, ["decidedOn"] = one.DecidedOn, ["body"] = one.Body };

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
