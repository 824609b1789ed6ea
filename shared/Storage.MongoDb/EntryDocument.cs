using MongoDB.Bson;

namespace CreditShare.Storage.MongoDb;

/// <summary>A log entry as a document of <c>entries</c>.</summary>
internal static class EntryDocument
{
    /// <summary>The index of an entry that waits for one.</summary>
    public const long Waiting = -1;

    /// <summary>That a subject's code takes in a document, and more.</summary>
    private const int MostNamedBytes = 64;

    /// <param name="staged">The entry.</param>
    /// <param name="order">Its place among waiting entries.</param>
    public static BsonDocument Of(StagedEntry staged, long order)
    {
        var (entry, bytes, key, content) = staged;
        var filing = EntryFiling.Of(entry);
        var document = new BsonDocument
        {
            ["_id"] = filing.Id,
            ["index"] = Waiting,
            ["order"] = order,
            ["at"] = filing.At,
            ["kind"] = filing.Kind,
            ["leaf"] = bytes,
        };
        Add("city", filing.City);
        Add("agency", filing.Agency);
        Add("subject", filing.Subject);
        Add("account", filing.Account);
        Add("purpose", filing.Purpose);
        Add("case", filing.Case);
        Add("commitKey", key);
        Add("content", content);
        if (staged.Named.Count > 0)
            document["named"] = new BsonArray(staged.Named);
        return document;

        void Add(string name, BsonValue? value)
        {
            if (value is not null)
                document[name] = value;
        }
    }

    /// <summary>That the engine would never take the entry; null if it does.</summary>
    /// <param name="document">Of <c>entries</c>, whole.</param>
    public static string? TooLarge(BsonDocument document)
    {
        // Nearly all are so far from it that nobody need write them out to know.
        if (Length("leaf") + Length("content") + (document.TryGetValue("named", out var named) ? named.AsBsonArray.Count * MostNamedBytes : 0) < MongoDbStore.MostBytes / 2)
            return null;
        return document.ToBson().Length is var bytes && bytes > MongoDbStore.MostBytes ? $"The log entry {document["_id"]} has {bytes} bytes; a document may have {MongoDbStore.MostBytes}." : null;

        int Length(string name) => document.TryGetValue(name, out var value) ? value.AsByteArray.Length : 0;
    }

    /// <param name="document">Of <c>entries</c>, whole.</param>
    /// <param name="size">Size of the log: an index beyond it is not one yet.</param>
    public static StoredEntry Read(BsonDocument document, long size)
    {
        var index = document["index"].ToInt64();
        return new(index >= 0 && index < size ? index : null, AsItLies(document["leaf"]), Bytes("commitKey"), Bytes("content"));

        byte[]? Bytes(string name) => document.TryGetValue(name, out var value) ? AsItLies(value) : null;
    }

    /// <summary>Bytes; what somebody made another type of has none, which nothing that is written here ever has, so that it is seen to be changed.</summary>
    public static byte[] AsItLies(BsonValue value) => value is BsonBinaryData bytes ? bytes.Bytes : [];

    /// <param name="document">Of <c>entries</c>, whole.</param>
    public static EntryFiling Filing(BsonDocument document)
    {
        return new(
            document["_id"].AsString, document["at"].ToInt64(), document["kind"].AsString, Text("city"), Text("agency"), Text("subject"), Text("account"), Text("purpose"), Text("case"));

        string? Text(string name) => document.TryGetValue(name, out var value) ? value.AsString : null;
    }
}
