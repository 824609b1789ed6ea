using CreditShare.Domain.Records;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>Who was told of which record, in MongoDB: a document an agency and record of <c>deliveries</c>, one a version of <c>record_changes</c>.</summary>
public sealed class MongoDbDeliveryStore(MongoDbStore store) : IDeliveryStore
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    public Task WriteDeliveriesAsync(IReadOnlyCollection<Delivery> deliveries, CancellationToken ct) =>
        store.WriteAsync(session => BulkWrites.RaiseAsync(session, store.Deliveries, [.. deliveries.Select(Replace)], ct), ct);

    public Task WriteChangesAsync(IReadOnlyCollection<LoggedChange> changes, CancellationToken ct) =>
        store.WriteAsync(session => StagingQueue.InsertAsync(session, store.RecordChanges, [.. changes.Select(Document)], ct), ct);

    public Task<IReadOnlyList<Delivery>> DeliveriesAsync(IReadOnlyCollection<string> keys, CancellationToken ct) => store.ReadAsync<IReadOnlyList<Delivery>>(async session =>
    {
        var found = await store.Deliveries.Find(session, Where.In("record", keys)).ToListAsync(ct).ConfigureAwait(false);
        return [.. found.Select(told => new Delivery(
            told["record"].AsString, told["agency"].AsString, told["subject"].AsString, told["version"].ToInt32(), told["disputed"].AsBoolean,
            DateTimeOffset.FromUnixTimeMilliseconds(told["at"].ToInt64()), told["entry"].AsString, told["index"].ToInt64()))];
    }, ct);

    public Task<IReadOnlyList<LoggedChange>> ChangesAsync(IReadOnlyCollection<string> keys, CancellationToken ct) => store.ReadAsync<IReadOnlyList<LoggedChange>>(async session =>
    {
        var found = await store.RecordChanges.Find(session, Where.In("record", keys)).Sort(new BsonDocument { ["record"] = 1, ["version"] = 1 }).ToListAsync(ct).ConfigureAwait(false);
        return [.. found.Select(change => new LoggedChange(
            new(change["record"].AsString, change["version"].ToInt32(), RecordWords.HeldChange(change["change"].AsString) ?? throw new InvalidDataException($"There is no change {change["change"]}."),
                change["late"].AsBoolean, new(change["disputed"].AsBoolean, change["ended"].AsBoolean)),
            DateTimeOffset.FromUnixTimeMilliseconds(change["at"].ToInt64()), change["entry"].AsString))];
    }, ct);

    public Task DeleteDeliveriesAsync(DateTimeOffset before, CancellationToken ct) => store.WriteAsync(async session =>
    {
        var old = Where.Lt("at", before.ToUnixTimeMilliseconds());
        await store.Deliveries.DeleteManyAsync(session, old, cancellationToken: ct).ConfigureAwait(false);
        await store.RecordChanges.DeleteManyAsync(session, old, cancellationToken: ct).ConfigureAwait(false);
    }, ct);

    private static UpdateOneModel<BsonDocument> Replace(Delivery told) => new(
        // No agency's code holds a blank.
        Where.Eq("_id", $"{told.Agency} {told.Key}") & Where.Lt("index", told.Index),
        new BsonDocument("$set", new BsonDocument
        {
            ["record"] = told.Key, ["agency"] = told.Agency, ["subject"] = told.Subject, ["version"] = told.Version, ["disputed"] = told.Disputed,
            ["at"] = told.At.ToUnixTimeMilliseconds(), ["entry"] = told.LogEntry, ["index"] = told.Index,
        })) { IsUpsert = true };

    private static BsonDocument Document(LoggedChange change) => new()
    {
        ["_id"] = $"{change.What.Version} {change.What.Key}",
        ["record"] = change.What.Key, ["version"] = change.What.Version, ["change"] = RecordWords.Word(change.What.Change), ["late"] = change.What.Late,
        ["disputed"] = change.What.State.Disputed, ["ended"] = change.What.State.Ended, ["at"] = change.At.ToUnixTimeMilliseconds(), ["entry"] = change.LogEntry,
    };
}
