using CreditShare.Domain.Statistics;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>Sheets of counts in MongoDB: a document each of <c>statistics</c>, replaced by the place up to which it is counted.</summary>
public sealed class MongoDbStatisticsStore(MongoDbStore store) : IStatisticsStore
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;
    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    public Task<IReadOnlyList<Sheet>> FindAsync(IReadOnlyCollection<SheetId> ids, CancellationToken ct) => store.ReadAsync<IReadOnlyList<Sheet>>(async session =>
        ids.Count == 0 ? [] : [.. (await store.Statistics.Find(session, Where.In("_id", ids.Select(id => id.ToString()))).ToListAsync(ct).ConfigureAwait(false)).Select(Read)], ct);

    public Task<IReadOnlyList<Sheet>> ListAsync(SheetKind kind, DateOnly from, DateOnly until, CancellationToken ct) => store.RunAsync<IReadOnlyList<Sheet>>(async () =>
    {
        var within = Where.Gte("_id", SheetId.Prefix(kind, from)) & Where.Lt("_id", SheetId.Prefix(kind, until.AddDays(1)));
        return [.. (await store.Statistics.Find(within).Sort(new BsonDocument("_id", 1)).ToListAsync(ct).ConfigureAwait(false)).Select(Read)];
    }, ct);

    public Task ReplaceAsync(IReadOnlyCollection<SheetChange> changes, CancellationToken ct) => changes.Count == 0 ? Task.CompletedTask : store.WriteAsync(async session =>
    {
        long written;
        try
        {
            var result = await store.Statistics.BulkWriteAsync(session, changes.Select(Write), Unordered, ct).ConfigureAwait(false);
            written = result.MatchedCount + result.InsertedCount;
        }
        catch (MongoBulkWriteException<BsonDocument> fault) when (MongoFaults.IsOnlyDuplicates(fault))
        {
            written = 0;
        }
        if (written != changes.Count)
            throw new StoreConflictException("A sheet of counts has left its place.");
    }, ct);

    private static WriteModel<BsonDocument> Write(SheetChange change)
    {
        var (before, after) = change;
        var document = new BsonDocument { ["_id"] = after.Id.ToString(), ["place"] = after.Place, ["tally"] = TallyJson.Write(after.Tally) };
        return before == 0
            ? new InsertOneModel<BsonDocument>(document)
            : new ReplaceOneModel<BsonDocument>(new BsonDocument { ["_id"] = document["_id"], ["place"] = before }, document);
    }

    private static Sheet Read(BsonDocument document)
    {
        var id = SheetId.Parse(document["_id"].AsString);
        return new(id, document["place"].ToInt64(), TallyJson.Read(id.Kind, document["tally"].AsByteArray));
    }
}
