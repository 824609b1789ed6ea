using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CreditShare.Domain.Names;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>
/// The index of names in MongoDB: one document a subject and folded name; its <c>place</c> is the name, a line feed and the code, so that the order of places is the order of names. <c>_id</c> is the hash of the place,
/// because the document outlives the name: erasing takes everything out of it but the number of the erasing chunk, and an earlier chunk that is written out once more meets that and adds nothing.
/// </summary>
public sealed class MongoDbNameStore(MongoDbStore store) : INameStore
{
    private const char Divide = '\n';

    /// <summary>Names of an earlier version of this program that are taken over in one step.</summary>
    private const int MostTakenOver = 1000;

    private static readonly BsonDocument InOrder = new("place", 1);
    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    public Task<NamePage> FindAsync(NameMatch match, OrganisationName term, NamePlace? after, int most, CancellationToken ct) => store.RunAsync(async () =>
    {
        var from = after is null ? "" : PlaceOf(after.Normal, after.Code);
        switch (match)
        {
            case NameMatch.Exact:
                return await PageAsync(Between(Later(from, term.Normal + Divide), term.Normal + Divide + MongoDbStore.LastCharacter), most, ct).ConfigureAwait(false);
            case NameMatch.CompanyForm:
                return await PageAsync(new BsonDocument { ["core"] = term.Core, ["place"] = new BsonDocument("$gt", from), ["normal"] = new BsonDocument("$ne", term.Normal) }, most, ct).ConfigureAwait(false);
            case NameMatch.Prefix:
                // Behind the name itself: its places go on with the line feed, which is before every character of a name.
                return await PageAsync(
                    Between(Later(from, term.Normal + Divide + MongoDbStore.LastCharacter), term.Normal + MongoDbStore.LastCharacter).Add("core", new BsonDocument("$ne", term.Core)), most, ct).ConfigureAwait(false);
            default:
                return await ContainedAsync(term, from, most, ct).ConfigureAwait(false);
        }
    }, ct);

    public Task<IReadOnlyList<HeldName>> NamesAsync(IReadOnlyCollection<string> codes, CancellationToken ct) => store.RunAsync<IReadOnlyList<HeldName>>(async () =>
        [.. (await store.Names.Find(new BsonDocument("code", new BsonDocument("$in", new BsonArray(codes)))).ToListAsync(ct).ConfigureAwait(false)).Select(Read)], ct);

    /// <summary>The names of a chunk's plan, the place of each as its <c>_id</c>.</summary>
    internal static IEnumerable<BsonDocument> Documents(NameChanges changes) => changes.Added.Select(added =>
    {
        var (normal, core) = OrganisationName.Of(added.Name);
        return new BsonDocument { ["_id"] = PlaceOf(normal, added.Code), ["code"] = added.Code, ["normal"] = normal, ["core"] = core, ["name"] = added.Name };
    }).GroupBy(document => document["_id"]).Select(spellings => spellings.Last());

    /// <summary>Makes a name found, unless a later chunk has written its document.</summary>
    /// <param name="name">Of <see cref="Documents"/>.</param>
    /// <param name="chunk">Number of the chunk that states it.</param>
    internal static WriteModel<BsonDocument> Stated(BsonDocument name, long chunk) => Kept(Document(name, chunk));

    /// <summary>The same of a subject that had no record: nearly always no earlier chunk stated a name of it, and an insert is the cheaper write. What it meets is for <see cref="Met"/>.</summary>
    /// <param name="name">Of <see cref="Documents"/>.</param>
    /// <param name="chunk">Number of the chunk that states it.</param>
    internal static WriteModel<BsonDocument> First(BsonDocument name, long chunk) => new InsertOneModel<BsonDocument>(Document(name, chunk));

    /// <summary>
    /// What is left to write when some met a document that was there. An insert may have met an earlier chunk's: a version that came late names a subject that has no record yet. Whatever else met one, met this chunk's or a later one's.
    /// </summary>
    internal static IReadOnlyList<WriteModel<BsonDocument>> Met(IEnumerable<WriteModel<BsonDocument>> met) => [.. met.OfType<InsertOneModel<BsonDocument>>().Select(first => Kept(first.Document))];

    /// <summary>Takes a subject's names away, but those that the same chunk or a later one states.</summary>
    /// <param name="code">Of the subject.</param>
    /// <param name="chunk">Number of the chunk that erases.</param>
    internal static IEnumerable<WriteModel<BsonDocument>> Erased(BsonValue code, long chunk)
    {
        yield return new UpdateManyModel<BsonDocument>(
            Before(code, chunk, BsonType.Binary),
            new BsonDocument
            {
                ["$set"] = new BsonDocument("chunk", chunk), ["$unset"] = new BsonDocument { ["place"] = "", ["code"] = "", ["normal"] = "", ["core"] = "", ["name"] = "" },
            });
        // A registry of an earlier version wrote it beside this one: there the name is the _id.
        yield return new DeleteManyModel<BsonDocument>(Before(code, chunk, BsonType.String));
    }

    /// <summary>An earlier version of this program had the place as the <c>_id</c>: of texts alone, a comparison with one finds none but texts, by the index.</summary>
    internal static async Task TakeOverAsync(IMongoCollection<BsonDocument> names, CancellationToken ct)
    {
        while (await names.Find(new BsonDocument("_id", new BsonDocument("$gte", ""))).Limit(MostTakenOver).ToListAsync(ct).ConfigureAwait(false) is { Count: > 0 } earlier)
        {
            try
            {
                // Of one that was erased there is nothing to take over: it goes.
                if (earlier.Where(name => name.Contains("code")).Select(name => Stated(name, name["chunk"].ToInt64())).ToList() is { Count: > 0 } stated)
                    await names.BulkWriteAsync(stated, Unordered, ct).ConfigureAwait(false);
            }
            catch (MongoBulkWriteException fault) when (MongoFaults.IsOnlyDuplicates(fault))
            {
                // A later chunk has written it already.
            }
            await names.DeleteManyAsync(new BsonDocument("_id", new BsonDocument("$in", new BsonArray(earlier.Select(name => name["_id"])))), ct).ConfigureAwait(false);
        }
    }

    private static ReplaceOneModel<BsonDocument> Kept(BsonDocument document) =>
        new(new BsonDocument { ["_id"] = document["_id"], ["chunk"] = new BsonDocument("$lte", document["chunk"]) }, document) { IsUpsert = true };

    private static BsonDocument Document(BsonDocument name, long chunk) => new()
    {
        ["_id"] = SHA256.HashData(Encoding.UTF8.GetBytes(name["_id"].AsString)),
        ["place"] = name["_id"], ["code"] = name["code"], ["normal"] = name["normal"], ["core"] = name["core"], ["name"] = name["name"], ["chunk"] = chunk,
    };

    private static BsonDocument Before(BsonValue code, long chunk, BsonType id) =>
        new() { ["code"] = code, ["chunk"] = new BsonDocument("$lt", chunk), ["_id"] = new BsonDocument("$type", id) };

    private async Task<NamePage> ContainedAsync(OrganisationName term, string from, int most, CancellationToken ct)
    {
        var behind = new BsonDocument("place", new BsonDocument("$gt", from));
        var end = await store.Names.Find(behind).Sort(InOrder).Skip(INameStore.MostExamined - 1).Limit(1).Project(new BsonDocument("place", 1)).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        var filter = end is null ? behind : Between(from, end["place"].AsString, included: true);
        filter.Add("normal", new BsonDocument("$regex", "." + Regex.Escape(term.Normal))).Add("core", new BsonDocument("$ne", term.Core));
        // What begins with the term is found as a prefix, also where the term stands in it once more.
        filter.Add("$nor", new BsonArray { new BsonDocument("normal", new BsonDocument { ["$gte"] = term.Normal, ["$lt"] = term.Normal + MongoDbStore.LastCharacter }) });
        var page = await PageAsync(filter, most, ct).ConfigureAwait(false);
        return page.Next is null && end is not null ? page with { Next = Place(end["place"].AsString) } : page;
    }

    private async Task<NamePage> PageAsync(BsonDocument filter, int most, CancellationToken ct)
    {
        var found = await store.Names.Find(filter).Sort(InOrder).Limit(most + 1).ToListAsync(ct).ConfigureAwait(false);
        return new([.. found.Take(most).Select(Read)], found.Count > most ? Place(found[most - 1]["place"].AsString) : null);
    }

    private static BsonDocument Between(string from, string until, bool included = false) => new("place", new BsonDocument { ["$gt"] = from, [included ? "$lte" : "$lt"] = until });

    private static string Later(string one, string other) => string.CompareOrdinal(one, other) > 0 ? one : other;

    private static string PlaceOf(string normal, string code) => normal + Divide + code;

    private static NamePlace Place(string place) => new(place[..place.IndexOf(Divide, StringComparison.Ordinal)], place[(place.IndexOf(Divide, StringComparison.Ordinal) + 1)..]);

    private static HeldName Read(BsonDocument document) => new(document["code"].AsString, document["name"].AsString);
}
