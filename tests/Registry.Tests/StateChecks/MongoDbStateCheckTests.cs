using CreditShare.Domain.Deciding;
using CreditShare.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Registry.Tests.StateChecks;

public sealed class MongoDbStateCheckTests(MongoDbFixture fixture) : StateCheckContract
{
    private readonly MongoDbHouse mongo = new(fixture);

    private protected override House NewHouse() => mongo;

    private protected override ITampering Tampering => new Driver(new MongoClient(mongo.Options.ConnectionString).GetDatabase(mongo.Options.Database));

    private sealed class Driver(IMongoDatabase database) : ITampering
    {
        private static readonly BsonDocument Fifth = new("index", 4L);
        private static readonly BsonDocument Sixth = new("index", 5L);

        private IMongoCollection<BsonDocument> Entries => database.GetCollection<BsonDocument>("entries");

        private IMongoCollection<BsonDocument> Records => database.GetCollection<BsonDocument>("records");

        public async Task DoAsync(string what)
        {
            var code = new BsonDocument("_id", Some.Subject(5).Code!);
            var record = new BsonDocument("_id", "330100/P-5");
            switch (what)
            {
                case "profile byte": await FlipAsync("profiles", code, "body"); break;
                case "tile byte": await FlipAsync("tiles", new("_id", "1/0"), "bytes"); break;
                case "leaf tile byte": await FlipAsync("tiles", new("_id", "0/0"), "bytes", 4 * 32); break;
                case "entry byte": await FlipAsync("entries", Fifth, "leaf"); break;
                case "content byte": await FlipAsync("entries", Fifth, "content"); break;
                case "record deleted": await Records.DeleteOneAsync(record, Cancel); break;
                case "profile deleted": await database.GetCollection<BsonDocument>("profiles").DeleteOneAsync(code, Cancel); break;
                case "identity deleted": await database.GetCollection<BsonDocument>("identities").DeleteOneAsync(new BsonDocument("_id", DecisionIdentity.Of(Some.Penalty(5))), Cancel); break;
                case "entry deleted": await Entries.DeleteOneAsync(Fifth, Cancel); break;
                case "entry filed wrongly": await SetAsync(Entries, Fifth, "$unset", new("subject", "")); break;
                case "version beyond":
                    var beyond = (await Records.Find(record).SingleAsync(Cancel))["versions"][0].AsBsonDocument;
                    beyond["entry"] = "beyond";
                    await Entries.UpdateOneAsync(new BsonDocument("index", -1L), new BsonDocument("$set", new BsonDocument("index", 9_000_000_000_000_000L)), cancellationToken: Cancel);
                    await SetAsync(Records, record, "$push", new("versions", beyond));
                    break;
                case "profile as text": await SetAsync(database.GetCollection<BsonDocument>("profiles"), code, "$set", new("body", "{}")); break;
                case "content as text": await SetAsync(Entries, Fifth, "$set", new("content", "{}")); break;
                case "entry as text": await SetAsync(Entries, Fifth, "$set", new("leaf", "{}")); break;
                case "tile beyond":
                    foreach (var id in new[] { "0/99", "5/0" })
                        await database.GetCollection<BsonDocument>("tiles").InsertOneAsync(new BsonDocument { ["_id"] = id, ["width"] = 1, ["bytes"] = new byte[32] }, cancellationToken: Cancel);
                    break;
                case "tile too wide": await SetAsync(database.GetCollection<BsonDocument>("tiles"), new("_id", "1/0"), "$set", new("width", 256)); break;
                case "nothing shown": await database.GetCollection<BsonDocument>("log").DeleteOneAsync(new BsonDocument("_id", "published"), Cancel); break;
                case "shown with more cosignatures": await SetAsync(database.GetCollection<BsonDocument>("log"), new("_id", "published"), "$set", new("cosignatures", 3)); break;
                case "content deleted": await SetAsync(Entries, Fifth, "$unset", new() { ["content"] = "", ["commitKey"] = "" }); break;
                case "record hash byte":
                    var hash = (await Records.Find(record).SingleAsync(Cancel))["versions"][0]["hash"].AsByteArray;
                    hash[10] ^= 1;
                    await SetAsync(Records, record, "$set", new("versions.0.hash", hash));
                    break;
                case "record inserted":
                    var copy = await Records.Find(record).SingleAsync(Cancel);
                    copy["_id"] = "330100/P-new";
                    await Records.InsertOneAsync(copy, cancellationToken: Cancel);
                    break;
                case "records swapped":
                    var (one, other) = (await Records.Find(record).SingleAsync(Cancel), await Records.Find(new BsonDocument("_id", "330100/P-6")).SingleAsync(Cancel));
                    await SetAsync(Records, record, "$set", new("versions", other["versions"]));
                    await SetAsync(Records, new("_id", "330100/P-6"), "$set", new("versions", one["versions"]));
                    break;
                case "entries swapped":
                    await SetAsync(Entries, Fifth, "$set", new("index", -2L));
                    await SetAsync(Entries, Sixth, "$set", new("index", 4L));
                    await SetAsync(Entries, new("index", -2L), "$set", new("index", 5L));
                    break;
                case "checkpoint byte":
                    var log = database.GetCollection<BsonDocument>("log");
                    var note = (await log.Find(new BsonDocument("_id", "head")).SingleAsync(Cancel))["checkpoint"].AsString;
                    await SetAsync(log, new("_id", "head"), "$set", new("checkpoint", note.Replace("\n302\n", "\n301\n", StringComparison.Ordinal)));
                    break;
                default: throw new ArgumentOutOfRangeException(nameof(what), what, null);
            }
        }

        private async Task FlipAsync(string collection, BsonDocument filter, string member, int place = 10)
        {
            var documents = database.GetCollection<BsonDocument>(collection);
            var bytes = (await documents.Find(filter).SingleAsync(Cancel))[member].AsByteArray;
            bytes[place] ^= 1;
            await SetAsync(documents, filter, "$set", new(member, bytes));
        }

        private static async Task SetAsync(IMongoCollection<BsonDocument> documents, BsonDocument filter, string how, BsonDocument members) =>
            Assert.Equal(1, (await documents.UpdateOneAsync(filter, new BsonDocument(how, members), cancellationToken: Cancel)).ModifiedCount);
    }
}
