using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>Notices in MongoDB: a document each of <c>notices</c>.</summary>
public sealed class MongoDbNoticeStore(MongoDbStore store) : INoticeStore
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    public Task AddAsync(IReadOnlyCollection<Notice> notices, CancellationToken ct) =>
        store.WriteAsync(session => StagingQueue.InsertAsync(session, store.Notices, [.. notices.Select(Document)], ct), ct);

    public Task<IReadOnlyList<Notice>> FindAsync(NoticeFilter filter, CancellationToken ct) => store.ReadAsync<IReadOnlyList<Notice>>(async session =>
    {
        var query = Where.Gt("cursor", filter.After) & Where.Lt("cursor", filter.Below);
        if (filter.Agency is { } agency)
            query &= Where.Eq("agency", agency);
        if (filter.OnlyOpen)
            query &= Where.Eq("open", true);
        var found = await store.Notices.Find(session, query).Sort(new BsonDocument("cursor", 1)).Limit(filter.Limit).ToListAsync(ct).ConfigureAwait(false);
        return [.. found.Select(Read)];
    }, ct);

    public Task<Notice?> FindAsync(string id, CancellationToken ct) => store.ReadAsync(async session =>
        await store.Notices.Find(session, new BsonDocument("_id", id)).FirstOrDefaultAsync(ct).ConfigureAwait(false) is { } found ? Read(found) : null, ct);

    public Task ConfirmAsync(string id, NoticeConfirmation confirmation, CancellationToken ct) => store.WriteAsync(
        session => store.Notices.UpdateOneAsync(
            session, new BsonDocument { ["_id"] = id, ["open"] = true },
            new BsonDocument("$set", new BsonDocument
            {
                ["open"] = false, ["done"] = confirmation.Done, ["confirmedAt"] = confirmation.At.ToUnixTimeMilliseconds(), ["confirmation"] = confirmation.LogEntry,
            }),
            cancellationToken: ct), ct);

    public Task<IReadOnlyList<OpenNotices>> CountOpenAsync(long below, CancellationToken ct) => store.ReadAsync<IReadOnlyList<OpenNotices>>(async session =>
    {
        var found = await store.Notices.Aggregate(session)
            .Match(Where.Eq("open", true) & Where.Lt("cursor", below))
            .Group(new BsonDocument { ["_id"] = "$agency", ["count"] = new BsonDocument("$sum", 1), ["oldest"] = new BsonDocument("$min", "$decidedAt") })
            .ToListAsync(ct).ConfigureAwait(false);
        return [.. found.Select(agency => new OpenNotices(agency["_id"].AsString, agency["count"].ToInt64(), DateTimeOffset.FromUnixTimeMilliseconds(agency["oldest"].ToInt64())))
            .OrderBy(agency => agency.Agency, StringComparer.Ordinal)];
    }, ct);

    public Task DeleteNoticesAsync(DateTimeOffset before, CancellationToken ct) =>
        store.WriteAsync(session => store.Notices.DeleteManyAsync(session, Where.Lt("decidedAt", before.ToUnixTimeMilliseconds()), cancellationToken: ct), ct);

    private static BsonDocument Document(Notice notice) => new()
    {
        ["_id"] = notice.Id, ["cursor"] = notice.Cursor, ["agency"] = notice.Agency, ["record"] = notice.Key, ["subject"] = notice.Subject, ["from"] = notice.FromVersion,
        ["to"] = notice.ToVersion, ["change"] = notice.Change, ["decidedAt"] = notice.DecidedAt.ToUnixTimeMilliseconds(), ["openedAt"] = notice.OpenedAt.ToUnixTimeMilliseconds(),
        ["decision"] = notice.Decision, ["answer"] = notice.Answer, ["open"] = true, ["calls"] = 0, ["callAt"] = notice.OpenedAt.ToUnixTimeMilliseconds(),
    };

    private static Notice Read(BsonDocument notice) => new()
    {
        Id = notice["_id"].AsString,
        Cursor = notice["cursor"].ToInt64(),
        Agency = notice["agency"].AsString,
        Key = notice["record"].AsString,
        Subject = notice["subject"].AsString,
        FromVersion = notice["from"].ToInt32(),
        ToVersion = notice["to"].ToInt32(),
        Change = notice["change"].AsString,
        DecidedAt = DateTimeOffset.FromUnixTimeMilliseconds(notice["decidedAt"].ToInt64()),
        OpenedAt = DateTimeOffset.FromUnixTimeMilliseconds(notice["openedAt"].ToInt64()),
        Decision = notice["decision"].AsString,
        Answer = notice["answer"].AsString,
        Confirmation = notice["open"].AsBoolean ? null : new(notice["done"].AsString, DateTimeOffset.FromUnixTimeMilliseconds(notice["confirmedAt"].ToInt64()), notice["confirmation"].AsString),
    };
}
