using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>Writes of one collection together, some of which may meet a document that is there.</summary>
internal static class BulkWrites
{
    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    /// <returns>Those of the writes that met a document which was there: written before, by an attempt whose answer was lost or by whoever helped.</returns>
    public static async Task<IReadOnlyList<WriteModel<BsonDocument>>> WriteAsync(
        IClientSessionHandle session, IMongoCollection<BsonDocument> collection, IReadOnlyList<WriteModel<BsonDocument>> writes, CancellationToken ct)
    {
        if (writes.Count == 0)
            return [];
        try
        {
            await collection.BulkWriteAsync(session, writes, Unordered, ct).ConfigureAwait(false);
            return [];
        }
        catch (MongoBulkWriteException fault) when (MongoFaults.IsOnlyDuplicates(fault))
        {
            return [.. fault.WriteErrors.Select(error => writes[error.Index])];
        }
    }

    /// <summary>
    /// Upserts that take the place of a lesser document alone. One that meets a document is written once more: where two put in the same one at the same moment, the greater may have been the one
    /// refused. The second time the document is there, so what meets it is not greater, and it stays.
    /// </summary>
    public static async Task RaiseAsync(
        IClientSessionHandle session, IMongoCollection<BsonDocument> collection, IReadOnlyList<WriteModel<BsonDocument>> upserts, CancellationToken ct) =>
        await WriteAsync(session, collection, await WriteAsync(session, collection, upserts, ct).ConfigureAwait(false), ct).ConfigureAwait(false);
}
