using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>Calls of receivers, in MongoDB: members of their notices, and a document an agency of <c>receivers</c>.</summary>
public sealed class MongoDbCallStore(MongoDbStore store) : ICallStore
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    public Task<IReadOnlyList<DueCall>> DueAsync(string agency, DateTimeOffset now, int most, CancellationToken ct) => store.ReadAsync<IReadOnlyList<DueCall>>(async session =>
    {
        var found = await store.Notices.Find(session, Where.Eq("agency", agency) & Where.Lte("callAt", now.ToUnixTimeMilliseconds()) & Where.Eq("open", true))
            .Sort(new BsonDocument("callAt", 1)).Limit(most).ToListAsync(ct).ConfigureAwait(false);
        return [.. found.Select(notice => new DueCall(notice["_id"].AsString, DateTimeOffset.FromUnixTimeMilliseconds(notice["openedAt"].ToInt64()), notice["calls"].ToInt32()))];
    }, ct);

    public Task WriteCallAsync(string notice, CallState state, CancellationToken ct)
    {
        var set = new BsonDocument { ["calls"] = state.Calls, ["said"] = state.Said };
        var update = new BsonDocument("$set", set);
        if (state.DeliveredAt is { } delivered)
            set["calledAt"] = delivered.ToUnixTimeMilliseconds();
        // Without callAt it is never due.
        if (state.NextAt is { } next)
            set["callAt"] = next.ToUnixTimeMilliseconds();
        else
            update["$unset"] = new BsonDocument("callAt", "");
        return store.WriteAsync(session => store.Notices.UpdateOneAsync(
            session, Where.Eq("_id", notice) & Where.Lt("calls", state.Calls) & Where.Exists("calledAt", false), update, cancellationToken: ct), ct);
    }

    public Task<IReadOnlyList<CallCount>> CountCallsAsync(CancellationToken ct) => store.ReadAsync<IReadOnlyList<CallCount>>(async session =>
    {
        var called = await GroupAsync(session, Where.Exists("calledAt"), ct).ConfigureAwait(false);
        var open = Where.Exists("calledAt", false) & Where.Eq("open", true);
        var given = await GroupAsync(session, open & Where.Exists("callAt", false), ct).ConfigureAwait(false);
        var failing = await GroupAsync(session, open & Where.Exists("callAt") & Where.Gt("calls", 0), ct).ConfigureAwait(false);
        var all = await GroupAsync(session, Where.Empty, ct).ConfigureAwait(false);
        return [.. all.Keys.Order(StringComparer.Ordinal).Select(agency => new CallCount(
            agency, called.GetValueOrDefault(agency), given.GetValueOrDefault(agency), failing.GetValueOrDefault(agency)))];
    }, ct);

    public Task WriteGoneAsync(GoneReceiver gone, CancellationToken ct) => store.WriteAsync(session => store.Receivers.UpdateOneAsync(
        session, new BsonDocument("_id", gone.Agency), new BsonDocument("$set", new BsonDocument { ["address"] = gone.Address, ["at"] = gone.At.ToUnixTimeMilliseconds() }),
        new UpdateOptions { IsUpsert = true }, ct), ct);

    public Task<IReadOnlyList<GoneReceiver>> ReadGoneAsync(CancellationToken ct) => store.ReadAsync<IReadOnlyList<GoneReceiver>>(async session =>
    {
        var found = await store.Receivers.Find(session, Where.Empty).Sort(new BsonDocument("_id", 1)).ToListAsync(ct).ConfigureAwait(false);
        return [.. found.Select(gone => new GoneReceiver(gone["_id"].AsString, gone["address"].AsString, DateTimeOffset.FromUnixTimeMilliseconds(gone["at"].ToInt64())))];
    }, ct);

    private async Task<Dictionary<string, long>> GroupAsync(IClientSessionHandle session, FilterDefinition<BsonDocument> which, CancellationToken ct) =>
        (await store.Notices.Aggregate(session).Match(which).Group(new BsonDocument { ["_id"] = "$agency", ["count"] = new BsonDocument("$sum", 1) }).ToListAsync(ct).ConfigureAwait(false))
        .ToDictionary(agency => agency["_id"].AsString, agency => agency["count"].ToInt64());
}
