using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace CreditShare.Engines.MongoDb.Wire;

/// <summary>MongoDB's error codes for DocumentDB's, which are states of PostgreSQL.</summary>
internal static class MongoErrors
{
    private const int Unknown = 8;
    private static readonly byte[] WriteErrors = "writeErrors\0"u8.ToArray();

    private static readonly Dictionary<string, int> Codes = new()
    {
        ["M0001"] = 2, ["M0008"] = 26, ["M000E"] = 43, ["M000S"] = 86, ["M000U"] = 115, ["M001C"] = 11000, ["23505"] = 11000,
    };

    public static byte[] Answer(string state, string message) => Answer(Codes.GetValueOrDefault(state, Unknown), state, message);

    public static byte[] Answer(int code, string name, string message) =>
        new BsonDocument { ["ok"] = 0.0, ["errmsg"] = message, ["code"] = code, ["codeName"] = name }.ToBson();

    /// <summary>An answer with its write errors' codes translated; most have none and stay as they are.</summary>
    public static byte[] Translate(byte[] answer)
    {
        if (answer.AsSpan().IndexOf(WriteErrors) < 0)
            return answer;
        var document = BsonSerializer.Deserialize<BsonDocument>(answer);
        foreach (var error in document["writeErrors"].AsBsonArray)
            error["code"] = Codes.GetValueOrDefault(State(error["code"].ToInt32()), Unknown);
        return document.ToBson();
    }

    /// <summary>Five characters of six bits each, the lowest first, counted from '0'.</summary>
    private static string State(int packed) =>
        string.Create(5, packed, (characters, rest) =>
        {
            for (var i = 0; i < characters.Length; i++, rest >>= 6)
                characters[i] = (char)('0' + (rest & 63));
        });
}
