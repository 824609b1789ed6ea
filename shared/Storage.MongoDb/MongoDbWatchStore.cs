using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>Watches in MongoDB: one document each, its <c>_id</c> the agency, a blank and the code, so that an agency's lie together in the order of codes.</summary>
public sealed class MongoDbWatchStore(MongoDbStore store) : IWatchStore
{
    public Task PutAsync(Watch watch, CancellationToken ct) => store.WriteAsync(
        session => store.Watches.ReplaceOneAsync(
            session, Only(watch.Agency, watch.Code),
            new BsonDocument
            {
                ["_id"] = Id(watch.Agency, watch.Code), ["agency"] = watch.Agency, ["code"] = watch.Code, ["purpose"] = watch.Purpose, ["case"] = watch.CaseNumber, ["account"] = watch.Account,
                ["since"] = watch.Since.ToUnixTimeMilliseconds(),
            },
            new ReplaceOptions { IsUpsert = true }, ct), ct);

    public async Task<bool> DeleteAsync(string agency, string code, CancellationToken ct) =>
        (await store.WriteAsync(session => store.Watches.DeleteOneAsync(session, Only(agency, code), cancellationToken: ct), ct).ConfigureAwait(false)).DeletedCount == 1;

    public async Task<Watch?> FindAsync(string agency, string code, CancellationToken ct) =>
        await store.ReadAsync(session => store.Watches.Find(session, Only(agency, code)).FirstOrDefaultAsync(ct), ct).ConfigureAwait(false) is { } found ? Read(found) : null;

    public Task<IReadOnlyList<Watch>> ListAsync(string agency, string? after, int most, CancellationToken ct) => store.ReadAsync<IReadOnlyList<Watch>>(
        async session => [.. (await store.Watches.Find(session, Of(agency, after)).Sort(new BsonDocument("_id", 1)).Limit(most).ToListAsync(ct).ConfigureAwait(false)).Select(Read)], ct);

    public Task<long> CountAsync(string agency, CancellationToken ct) => store.ReadAsync(session => store.Watches.CountDocumentsAsync(session, Of(agency, null), cancellationToken: ct), ct);

    private static string Id(string agency, string code) => $"{agency} {code}";

    private static BsonDocument Only(string agency, string code) => new("_id", Id(agency, code));

    /// <summary>Codes are of digits and letters, which are before the tilde.</summary>
    private static BsonDocument Of(string agency, string? after) => new("_id", new BsonDocument { ["$gt"] = Id(agency, after ?? ""), ["$lt"] = Id(agency, "~") });

    private static Watch Read(BsonDocument document) => new(
        document["agency"].AsString, document["code"].AsString, document["purpose"].AsString, document["case"].AsString, document["account"].AsString,
        DateTimeOffset.FromUnixTimeMilliseconds(document["since"].ToInt64()));
}
