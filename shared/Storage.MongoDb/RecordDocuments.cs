using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>A record as a document of <c>records</c>: its key, how many versions it has, and the versions, the n-th in place n-1.</summary>
internal static class RecordDocuments
{
    public static RecordHistory Read(BsonDocument record) => new([.. record["versions"].AsBsonArray.Select((version, i) => new HeldVersion(
        i + 1, version["order"].ToInt64(), version["hash"].AsByteArray, version["subject"].AsString,
        RecordWords.HeldChange(version["change"].AsString) ?? throw new InvalidDataException($"There is no change {version["change"]}.")))]);

    /// <summary>How many versions it has, and the highest order of one; both 0 of a record that is not there.</summary>
    public static (int Count, long Order) State(BsonDocument record) => (record["count"].ToInt32(), record["versions"].AsBsonArray.Max(version => version["order"].ToInt64()));

    public static KeptRecord Kept(BsonDocument record) => new(
        record["_id"].AsString,
        [.. record["versions"].AsBsonArray.Select((version, i) => new KeptVersion(
            i + 1, version["order"].ToInt64(), version["hash"] is BsonBinaryData hash ? Convert.ToHexString(hash.Bytes) : "?", version["subject"].AsString, version["change"].AsString,
            version["revision"].ToInt64(), DateTimeOffset.FromUnixTimeMilliseconds(version["decidedAt"].ToInt64()), version["entry"].AsString))]);

    public static RecordKey Key(BsonValue id)
    {
        var parts = id.AsString.Split('/', 2);
        return new(parts[0], parts[1]);
    }

    /// <summary>One document a record: its new versions, with what raises them folded in, and what raises older ones.</summary>
    public static IEnumerable<BsonDocument> Changes(IReadOnlyList<NewVersion> versions, IReadOnlyList<RaisedVersion> raised)
    {
        var pushed = versions.GroupBy(version => version.Key).ToDictionary(group => group.Key, group => group.OrderBy(version => version.Version.Version).ToList());
        var raises = raised.ToLookup(raise => raise.Key);
        return pushed.Keys.Union(raised.Select(raise => raise.Key)).Select(key =>
        {
            var news = pushed.GetValueOrDefault(key, []);
            var highest = raises[key].GroupBy(raise => raise.Version).ToDictionary(group => group.Key, group => group.Max(raise => raise.Order));
            return new BsonDocument
            {
                ["_id"] = key.ToString(),
                // How many there must be before: the number of the first new one, less one.
                ["before"] = news.Count == 0 ? highest.Keys.Max() : news[0].Version.Version - 1,
                ["pushed"] = new BsonArray(news.Select(version => Version(version, highest.GetValueOrDefault(version.Version.Version)))),
                ["raised"] = new BsonArray(highest.Where(raise => news.All(version => version.Version.Version != raise.Key))
                    .Select(raise => new BsonDocument { ["version"] = raise.Key, ["order"] = raise.Value })),
            };
        });
    }

    /// <summary>The writes of one document of <see cref="Changes"/>.</summary>
    public static IEnumerable<WriteModel<BsonDocument>> Writes(BsonDocument change)
    {
        var before = change["before"].ToInt32();
        var pushed = change["pushed"].AsBsonArray;
        if (pushed.Count > 0 && before == 0)
        {
            yield return new InsertOneModel<BsonDocument>(new BsonDocument { ["_id"] = change["_id"], ["count"] = pushed.Count, ["versions"] = pushed });
        }
        else if (pushed.Count > 0)
        {
            yield return new UpdateOneModel<BsonDocument>(
                new BsonDocument { ["_id"] = change["_id"], ["count"] = before },
                new BsonDocument
                {
                    ["$set"] = new BsonDocument("count", before + pushed.Count),
                    ["$push"] = new BsonDocument("versions", new BsonDocument("$each", pushed)),
                });
        }
        foreach (var raise in change["raised"].AsBsonArray)
        {
            yield return new UpdateOneModel<BsonDocument>(
                new BsonDocument("_id", change["_id"]),
                new BsonDocument("$max", new BsonDocument($"versions.{raise["version"].ToInt32() - 1}.order", raise["order"])));
        }
    }

    private static BsonDocument Version(NewVersion version, long raisedTo) => new()
    {
        ["order"] = Math.Max(version.Version.Order, raisedTo),
        ["hash"] = version.Version.Hash,
        ["subject"] = version.Version.Subject,
        ["change"] = RecordWords.Word(version.Version.Change),
        ["revision"] = version.Revision,
        ["decidedAt"] = version.DecidedAt.ToUnixTimeMilliseconds(),
        ["entry"] = version.LogEntry,
    };
}
