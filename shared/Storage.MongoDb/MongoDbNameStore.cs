using System.Text.RegularExpressions;
using CreditShare.Domain.Names;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>The index of names in MongoDB: one document a subject and folded name; its <c>_id</c> is the name, a line feed and the code, so that the order of ids is the order of names.</summary>
public sealed class MongoDbNameStore(MongoDbStore store) : INameStore
{
    private const char Divide = '\n';

    public Task<NamePage> FindAsync(NameMatch match, OrganisationName term, NamePlace? after, int most, CancellationToken ct) => store.RunAsync(async () =>
    {
        var from = after is null ? "" : Id(after.Normal, after.Code);
        switch (match)
        {
            case NameMatch.Exact:
                return await PageAsync(Between(Later(from, term.Normal + Divide), term.Normal + Divide + MongoDbStore.LastCharacter), most, ct).ConfigureAwait(false);
            case NameMatch.CompanyForm:
                return await PageAsync(new BsonDocument { ["core"] = term.Core, ["_id"] = new BsonDocument("$gt", from), ["normal"] = new BsonDocument("$ne", term.Normal) }, most, ct).ConfigureAwait(false);
            case NameMatch.Prefix:
                // Behind the name itself: its ids go on with the line feed, which is before every character of a name.
                return await PageAsync(
                    Between(Later(from, term.Normal + Divide + MongoDbStore.LastCharacter), term.Normal + MongoDbStore.LastCharacter).Add("core", new BsonDocument("$ne", term.Core)), most, ct).ConfigureAwait(false);
            default:
                return await ContainedAsync(term, from, most, ct).ConfigureAwait(false);
        }
    }, ct);

    public Task<IReadOnlyList<HeldName>> NamesAsync(IReadOnlyCollection<string> codes, CancellationToken ct) => store.RunAsync<IReadOnlyList<HeldName>>(async () =>
        [.. (await store.Names.Find(new BsonDocument("code", new BsonDocument("$in", new BsonArray(codes)))).ToListAsync(ct).ConfigureAwait(false)).Select(Read)], ct);

    /// <summary>The documents of a chunk's plan.</summary>
    internal static IEnumerable<BsonDocument> Documents(NameChanges changes) => changes.Added.Select(added =>
    {
        var (normal, core) = OrganisationName.Of(added.Name);
        return new BsonDocument { ["_id"] = Id(normal, added.Code), ["code"] = added.Code, ["normal"] = normal, ["core"] = core, ["name"] = added.Name };
    }).DistinctBy(document => document["_id"]);

    private async Task<NamePage> ContainedAsync(OrganisationName term, string from, int most, CancellationToken ct)
    {
        var behind = new BsonDocument("_id", new BsonDocument("$gt", from));
        var end = await store.Names.Find(behind).Sort(new BsonDocument("_id", 1)).Skip(INameStore.MostExamined - 1).Limit(1).Project(new BsonDocument("_id", 1)).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        var filter = end is null ? behind : Between(from, end["_id"].AsString, included: true);
        filter.Add("normal", new BsonDocument("$regex", "." + Regex.Escape(term.Normal))).Add("core", new BsonDocument("$ne", term.Core));
        // What begins with the term is found as a prefix, also where the term stands in it once more.
        filter.Add("$nor", new BsonArray { new BsonDocument("normal", new BsonDocument { ["$gte"] = term.Normal, ["$lt"] = term.Normal + MongoDbStore.LastCharacter }) });
        var page = await PageAsync(filter, most, ct).ConfigureAwait(false);
        return page.Next is null && end is not null ? page with { Next = Place(end["_id"].AsString) } : page;
    }

    private async Task<NamePage> PageAsync(BsonDocument filter, int most, CancellationToken ct)
    {
        var found = await store.Names.Find(filter).Sort(new BsonDocument("_id", 1)).Limit(most + 1).ToListAsync(ct).ConfigureAwait(false);
        return new([.. found.Take(most).Select(Read)], found.Count > most ? Place(found[most - 1]["_id"].AsString) : null);
    }

    private static BsonDocument Between(string from, string until, bool included = false) => new("_id", new BsonDocument { ["$gt"] = from, [included ? "$lte" : "$lt"] = until });

    private static string Later(string one, string other) => string.CompareOrdinal(one, other) > 0 ? one : other;

    private static string Id(string normal, string code) => normal + Divide + code;

    private static NamePlace Place(string id) => new(id[..id.IndexOf(Divide, StringComparison.Ordinal)], id[(id.IndexOf(Divide, StringComparison.Ordinal) + 1)..]);

    private static HeldName Read(BsonDocument document) => new(document["code"].AsString, document["name"].AsString);
}
