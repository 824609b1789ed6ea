using MongoDB.Bson;

namespace CreditShare.Storage.MongoDb;

/// <summary>A log entry as a document of <c>entries</c>.</summary>
internal static class EntryDocument
{
    /// <summary>The index of an entry that waits for one.</summary>
    public const long Waiting = -1;

    /// <param name="staged">The entry.</param>
    /// <param name="order">Its place among waiting entries.</param>
    public static BsonDocument Of(StagedEntry staged, long order)
    {
        var (entry, bytes, key, content) = staged;
        var document = new BsonDocument
        {
            ["_id"] = entry.Id,
            ["index"] = Waiting,
            ["order"] = order,
            ["at"] = entry.At.ToUnixTimeMilliseconds(),
            ["kind"] = entry.Kind,
            ["leaf"] = bytes,
        };
        Add("city", entry.Actor.City);
        Add("agency", entry.Actor.Agency);
        Add("subject", entry.Subject);
        Add("account", entry.Actor.Account);
        Add("purpose", entry.Purpose);
        Add("case", entry.Case);
        Add("commitKey", key);
        Add("content", content);
        return document;

        void Add(string name, BsonValue? value)
        {
            if (value is not null)
                document[name] = value;
        }
    }

    /// <param name="document">Of <c>entries</c>, whole.</param>
    /// <param name="size">Size of the log: an index beyond it is not one yet.</param>
    public static StoredEntry Read(BsonDocument document, long size)
    {
        var index = document["index"].ToInt64();
        return new(index >= 0 && index < size ? index : null, document["leaf"].AsByteArray, Bytes("commitKey"), Bytes("content"));

        byte[]? Bytes(string name) => document.TryGetValue(name, out var value) ? value.AsByteArray : null;
    }
}
