using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>Witnesses and the checkpoint shown, in MongoDB: a document each of <c>witnesses</c>, one of <c>log</c>.</summary>
public sealed class MongoDbWitnessStore(MongoDbStore store) : IWitnessStore
{
    private const string PublishedId = "published";

    public Task<PublishedCheckpoint?> ReadPublishedAsync(CancellationToken ct) => store.ReadAsync(async session =>
        await store.Log.Find(session, new BsonDocument("_id", PublishedId)).FirstOrDefaultAsync(ct).ConfigureAwait(false) is { } found
            ? new PublishedCheckpoint(
                found["note"].AsString, found["cosignatures"].ToInt32(), found["quorum"].ToInt32(),
                found["witnessedAt"] is BsonInt64 at ? DateTimeOffset.FromUnixTimeMilliseconds(at.Value) : null)
            : null, ct);

    public async Task ReplacePublishedAsync(string? before, PublishedCheckpoint after, CancellationToken ct)
    {
        var document = new BsonDocument
        {
            ["note"] = after.Note, ["cosignatures"] = after.Cosignatures, ["quorum"] = after.Quorum,
            ["witnessedAt"] = after.WitnessedAt is { } at ? at.ToUnixTimeMilliseconds() : BsonNull.Value,
        };
        var written = await store.WriteAsync(session => before is null ? InsertAsync(session, document, ct) : ReplaceAsync(session, before, document, ct), ct).ConfigureAwait(false);
        if (!written)
            throw new StoreConflictException("The checkpoint shown is not the one expected: another registry moved it.");
    }

    public Task<IReadOnlyList<WitnessStanding>> ReadWitnessesAsync(CancellationToken ct) => store.ReadAsync<IReadOnlyList<WitnessStanding>>(async session =>
    {
        var found = await store.Witnesses.Find(session, FilterDefinition<BsonDocument>.Empty).ToListAsync(ct).ConfigureAwait(false);
        return [.. found.Select(witness => new WitnessStanding(
            witness["_id"].AsString, witness["size"].ToInt64(), Text(witness, "cosignature"), DateTimeOffset.FromUnixTimeMilliseconds(witness["at"].ToInt64()), Text(witness, "evidence")))];
    }, ct);

    public Task WriteWitnessAsync(WitnessStanding standing, CancellationToken ct)
    {
        var said = new BsonDocument
        {
            ["size"] = standing.Size, ["cosignature"] = (BsonValue?)standing.Cosignature ?? BsonNull.Value, ["at"] = standing.At.ToUnixTimeMilliseconds(),
        };
        return store.WriteAsync(async session =>
        {
            // Evidence is set once, by a write of its own; whatever else is said does not touch it.
            if (standing.Evidence is { } evidence)
                await KeepEvidenceAsync(session, standing.Name, evidence, ct).ConfigureAwait(false);
            await store.Witnesses.UpdateOneAsync(session, new BsonDocument("_id", standing.Name), new BsonDocument("$set", said), new UpdateOptions { IsUpsert = true }, ct).ConfigureAwait(false);
        }, ct);
    }

    /// <summary>Before the rest is written, so that a crash between the two leaves no witness without what it had to say.</summary>
    private async Task KeepEvidenceAsync(IClientSessionHandle session, string name, string evidence, CancellationToken ct)
    {
        var unspoken = new BsonDocument { ["size"] = 0L, ["cosignature"] = BsonNull.Value, ["at"] = 0L };
        await store.Witnesses.UpdateOneAsync(session, new BsonDocument("_id", name), new BsonDocument("$setOnInsert", unspoken), new UpdateOptions { IsUpsert = true }, ct).ConfigureAwait(false);
        await store.Witnesses.UpdateOneAsync(
            session, new BsonDocument { ["_id"] = name, ["evidence"] = new BsonDocument("$exists", false) }, new BsonDocument("$set", new BsonDocument("evidence", evidence)), cancellationToken: ct).ConfigureAwait(false);
    }

    private async Task<bool> InsertAsync(IClientSessionHandle session, BsonDocument document, CancellationToken ct)
    {
        try
        {
            document["_id"] = PublishedId;
            await store.Log.InsertOneAsync(session, document, cancellationToken: ct).ConfigureAwait(false);
            return true;
        }
        catch (MongoWriteException fault) when (MongoFaults.IsOnlyDuplicates(fault))
        {
            return false;
        }
    }

    private async Task<bool> ReplaceAsync(IClientSessionHandle session, string before, BsonDocument document, CancellationToken ct) =>
        (await store.Log.UpdateOneAsync(
            session, new BsonDocument { ["_id"] = PublishedId, ["note"] = before }, new BsonDocument("$set", document), cancellationToken: ct).ConfigureAwait(false)).MatchedCount == 1;

    private static string? Text(BsonDocument document, string name) => document.TryGetValue(name, out var value) && value is BsonString text ? text.Value : null;
}
