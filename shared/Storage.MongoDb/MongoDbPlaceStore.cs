using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>The places of the log's followers, in MongoDB: a document each of <c>places</c>.</summary>
public sealed class MongoDbPlaceStore(MongoDbStore store) : IPlaceStore
{
    public Task<long> ReadPlaceAsync(string follower, CancellationToken ct) => store.ReadAsync(async session =>
        await store.Places.Find(session, new BsonDocument("_id", follower)).FirstOrDefaultAsync(ct).ConfigureAwait(false) is { } found ? found["place"].ToInt64() : 0, ct);

    public Task MovePlaceAsync(string follower, long place, CancellationToken ct) => store.WriteAsync(
        session => BulkWrites.RaiseAsync(
            session, store.Places,
            [
                new UpdateOneModel<BsonDocument>(
                    new BsonDocument { ["_id"] = follower, ["place"] = new BsonDocument("$lt", place) }, new BsonDocument("$set", new BsonDocument("place", place))) { IsUpsert = true },
            ],
            ct), ct);
}
