using System.IO.Compression;
using CreditShare.Domain.Profiles;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>
/// What a committed chunk changes, kept beside it until all of it is written: whoever finds a plan finishes it. Each write is conditional on the state it was
/// computed from, so that writing it again, also long afterwards, changes nothing.
/// </summary>
internal sealed class ChunkPlan
{
    private readonly BsonDocument plan;

    private ChunkPlan(BsonDocument plan) => this.plan = plan;

    /// <param name="effects">Of the chunk.</param>
    /// <param name="firstOrder">Order of its first log entry among waiting ones.</param>
    public static ChunkPlan Of(ChunkEffects effects, long firstOrder) => new(new BsonDocument
    {
        ["entries"] = new BsonArray(effects.Entries.Select((entry, i) => EntryDocument.Of(entry, firstOrder + i))),
        ["records"] = new BsonArray(RecordDocuments.Changes(effects.Versions, effects.Raised)),
        ["identities"] = new BsonArray(effects.Identities.Select(identity => new BsonDocument { ["_id"] = identity.Identity, ["key"] = identity.Key.ToString() })),
        ["profiles"] = new BsonArray(effects.Profiles.Select(profile => new BsonDocument
        {
            ["_id"] = profile.After.Code, ["before"] = profile.Before, ["revision"] = profile.After.Revision, ["body"] = ProfileJson.Write(profile.After),
        })),
        ["names"] = new BsonArray(MongoDbNameStore.Documents(NameChanges.Of(effects))),
        ["named anew"] = new BsonArray(NameChanges.Of(effects).Anew),
    });

    /// <summary>Compressed: mostly text that stands twice, in an entry and in a profile, and a document of MongoDB may have 16 MiB.</summary>
    public byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            brotli.Write(plan.ToBson());
        return packed.ToArray();
    }

    public static ChunkPlan Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        brotli.CopyTo(bytes);
        return new(BsonSerializer.Deserialize<BsonDocument>(bytes.ToArray()));
    }

    /// <summary>Which document of the plan the engine would never take; null if it takes all.</summary>
    public string? TooLarge()
    {
        foreach (var profile in Documents("profiles"))
        {
            if (profile["body"].AsByteArray.Length is var bytes && bytes > MongoDbStore.MostBytes)
                return $"A profile would have {bytes} bytes; a document may have {MongoDbStore.MostBytes}.";
        }
        return Entries.Select(EntryDocument.TooLarge).FirstOrDefault(larger => larger is not null);
    }

    public IReadOnlyList<BsonDocument> Entries => Documents("entries");

    public IReadOnlyList<BsonDocument> Identities => Documents("identities");

    /// <summary>A new record is an insert that meets itself when repeated; a version is pushed only behind the one before it; an order only rises.</summary>
    public IReadOnlyList<WriteModel<BsonDocument>> RecordWrites => [.. Documents("records").SelectMany(RecordDocuments.Writes)];

    /// <summary>A profile is replaced only if it still has the revision that this one was computed from.</summary>
    public IReadOnlyList<WriteModel<BsonDocument>> ProfileWrites =>
    [
        .. Documents("profiles").Select(profile =>
        {
            var after = new BsonDocument { ["_id"] = profile["_id"], ["revision"] = profile["revision"], ["body"] = profile["body"] };
            return profile["before"] == 0L
                ? (WriteModel<BsonDocument>)new InsertOneModel<BsonDocument>(after)
                : new ReplaceOneModel<BsonDocument>(new BsonDocument { ["_id"] = profile["_id"], ["revision"] = profile["before"] }, after);
        }),
    ];

    /// <summary>
    /// A name's document has the number of the last chunk that stated or erased it, and is never deleted: what an earlier chunk writes meets it and changes nothing. So the order of these writes does not count, nor
    /// their repetition, were it behind later chunks.
    /// </summary>
    /// <param name="number">Of the chunk.</param>
    public IReadOnlyList<WriteModel<BsonDocument>> NameWrites(long number)
    {
        var firstSeen = Documents("profiles").Where(profile => profile["before"] == 0L).Select(profile => profile["_id"]).ToHashSet();
        return
        [
            .. plan.GetValue("named anew", new BsonArray()).AsBsonArray.SelectMany(code => MongoDbNameStore.Erased(code, number)),
            .. (plan.Contains("names") ? Documents("names") : []).Select(name =>
                firstSeen.Contains(name["code"]) ? MongoDbNameStore.First(name, number) : MongoDbNameStore.Stated(name, number)),
        ];
    }

    private List<BsonDocument> Documents(string member) => [.. plan[member].AsBsonArray.Select(document => document.AsBsonDocument)];
}
