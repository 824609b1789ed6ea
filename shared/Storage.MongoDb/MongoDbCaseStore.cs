using System.Globalization;
using CreditShare.Domain.Cases;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>
/// Cases in MongoDB. What a record opened is one document of <c>openings</c>, and the open cases of an agency with one last day are pages of <c>case_pages</c>: there are many cases to a record,
/// and nearly all of them only wait. A case of which more is to be kept is a document of <c>cases</c>, replaced by revision; once it is there it is what counts.
/// </summary>
public sealed class MongoDbCaseStore(MongoDbStore store) : ICaseStore
{
    /// <summary>How many cases a record has at least, in most lists of measures: a page of openings has about as many cases as were asked for.</summary>
    private const int CasesToARecord = 8;

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;
    private static readonly SortDefinition<BsonDocument> ById = new BsonDocument("_id", 1);
    private static readonly SortDefinition<BsonDocument> InOrder = new BsonDocument { ["claimBy"] = 1, ["page"] = 1, ["_id"] = 1 };

    public Task OpenAsync(IReadOnlyList<MeasureCase> cases, CancellationToken ct)
    {
        if (cases.Count == 0)
            return Task.CompletedTask;
        var openings = cases.DistinctBy(opened => opened.Id).GroupBy(opened => MeasureCase.OpeningOf(opened.Id)).ToDictionary(group => group.Key, group => group.ToList());
        return store.WriteAsync(async session =>
        {
            var before = (await store.Openings.Find(session, Where.In("_id", openings.Keys)).Project(new BsonDocument("_id", 1)).ToListAsync(ct).ConfigureAwait(false)).Select(opening => opening["_id"].AsString).ToHashSet();
            var news = openings.Where(opening => !before.Contains(opening.Key)).ToList();
            if (news.Count > 0)
                before.UnionWith(await InsertAsync(session, news, ct).ConfigureAwait(false));
            if (before.Count > 0)
                await AddAsync(session, [.. before.Select(id => openings[id])], ct).ConfigureAwait(false);
        }, ct);
    }

    public Task<IReadOnlyList<MeasureCase>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken ct) => store.ReadAsync<IReadOnlyList<MeasureCase>>(async session =>
        ids.Count == 0 ? [] : [.. (await HeldAsync(session, ids, ct).ConfigureAwait(false)).Values.Select(held => held.Case)], ct);

    public async Task ReplaceAsync(MeasureCase after, int before, CancellationToken ct)
    {
        var body = CaseJson.Write(after);
        var written = await store.WriteAsync(session => store.Cases.UpdateOneAsync(
            session, new BsonDocument { ["_id"] = after.Id, ["revision"] = before },
            new BsonDocument("$set", new BsonDocument { ["phase"] = (int)after.Round.Phase, ["claimBy"] = Day(after.Round.ClaimBy), ["revision"] = after.Revision, ["body"] = body }),
            cancellationToken: ct), ct).ConfigureAwait(false);
        if (written.MatchedCount == 1)
            return;
        var opened = await store.ReadAsync(session => OpenedAsync(session, [after.Id], ct), ct).ConfigureAwait(false);
        if (!opened.TryGetValue(after.Id, out var held) || held.Case.Revision != before || !await store.WriteAsync(session => IsFirstAsync(session, after, held.Page, body, ct), ct).ConfigureAwait(false))
            throw new StoreConflictException($"Case {after.Id} has left revision {before.ToString(CultureInfo.InvariantCulture)}.");
        // If a crash prevents this, whoever reads the page passes the case over.
        await store.WriteAsync(session => store.CasePages.UpdateOneAsync(
            session, new BsonDocument { ["agency"] = after.Agency, ["claimBy"] = Day(held.Case.Round.ClaimBy), ["page"] = held.Page },
            new BsonDocument("$pull", new BsonDocument("cases", after.Id)), cancellationToken: ct), ct).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<MeasureCase>> ListAsync(CaseFilter filter, CancellationToken ct) => store.ReadAsync<IReadOnlyList<MeasureCase>>(async session =>
    {
        var after = filter.After is { } place ? new Place(Day(place.ClaimBy), await PageAsync(session, place.Id, ct).ConfigureAwait(false), place.Id) : null;
        var phases = filter.Phases.Count == 0 ? Enum.GetValues<CasePhase>() : filter.Phases;
        // The pages first: what is spoken of meanwhile is on them still, or a document then.
        var onPages = phases.Contains(CasePhase.Open) ? await OnPagesAsync(session, filter, after, ct).ConfigureAwait(false) : [];
        var listed = new List<Held>();
        // One phase at a time is read in the index's own order.
        foreach (var phase in phases)
            listed.AddRange(await DocumentsAsync(session, filter, after, phase, ct).ConfigureAwait(false));
        return [.. listed.Concat(onPages).DistinctBy(held => held.Case.Id).OrderBy(held => held.Place).Take(filter.Limit).Select(held => held.Case)];
    }, ct);

    public Task<IReadOnlyList<MeasureCase>> AllAsync(string? after, int most, CancellationToken ct) => store.ReadAsync<IReadOnlyList<MeasureCase>>(async session =>
    {
        var from = after is null ? "" : MeasureCase.OpeningOf(after) + MongoDbStore.LastCharacter;
        var records = most / CasesToARecord + 1;
        var openings = await store.Openings.Find(session, Where.Gt("_id", from)).Sort(ById).Limit(records).ToListAsync(ct).ConfigureAwait(false);
        var documents = await store.Cases.Find(session, Where.Gt("_id", from)).Sort(ById).Limit(most).ToListAsync(ct).ConfigureAwait(false);
        // Up to where both are known; null if that is all.
        string?[] ends = [openings.Count == records ? openings[^1]["_id"].AsString : null, documents.Count == most ? MeasureCase.OpeningOf(documents[^1]["_id"].AsString) : null];
        var until = ends.OfType<string>().Min(StringComparer.Ordinal);
        if (until is not null)
        {
            documents.RemoveAll(document => string.CompareOrdinal(MeasureCase.OpeningOf(document["_id"].AsString), until) >= 0);
            documents.AddRange(await store.Cases.Find(session, Where.Gte("_id", until) & Where.Lte("_id", until + MongoDbStore.LastCharacter)).ToListAsync(ct).ConfigureAwait(false));
        }
        var cases = openings.Where(opening => until is null || string.CompareOrdinal(opening["_id"].AsString, until) <= 0).SelectMany(opening => Opened(opening).Cases).ToDictionary(opened => opened.Id);
        foreach (var held in documents.Select(Case))
            cases[held.Id] = held;
        return [.. cases.Values.OrderBy(held => held.Id, StringComparer.Ordinal)];
    }, ct);

    /// <returns>Openings that somebody else had made meanwhile.</returns>
    private async Task<IEnumerable<string>> InsertAsync(IClientSessionHandle session, List<KeyValuePair<string, List<MeasureCase>>> openings, CancellationToken ct)
    {
        var page = ObjectId.GenerateNewId();
        // The pages first: on them counts only what has an opening that names the page, so what a crash or another registry leaves behind here is passed over.
        await store.CasePages.InsertManyAsync(session, openings.SelectMany(opening => opening.Value).GroupBy(opened => (opened.Agency, opened.Round.ClaimBy)).Select(group => new BsonDocument
        {
            ["agency"] = group.Key.Agency, ["claimBy"] = Day(group.Key.ClaimBy), ["page"] = page, ["cases"] = new BsonArray(group.Select(opened => opened.Id).Order(StringComparer.Ordinal)),
        }), new InsertManyOptions { IsOrdered = false }, ct).ConfigureAwait(false);
        var documents = openings.ConvertAll(opening => new BsonDocument { ["_id"] = opening.Key, ["page"] = page, ["body"] = CaseJson.WriteOpened(OpenedCases.Of(opening.Value)) });
        return (await InsertAsync(session, store.Openings, documents, ct).ConfigureAwait(false)).Select(index => openings[index].Key);
    }

    /// <summary>A later version of a record may open cases that the earlier ones did not: each is a document of its own.</summary>
    private async Task AddAsync(IClientSessionHandle session, IReadOnlyList<List<MeasureCase>> opened, CancellationToken ct)
    {
        var held = await OpenedAsync(session, [.. opened.SelectMany(cases => cases.Select(one => one.Id))], ct).ConfigureAwait(false);
        var pages = held.Values.GroupBy(one => MeasureCase.OpeningOf(one.Case.Id)).ToDictionary(group => group.Key, group => group.First().Page);
        var news = opened.SelectMany(cases => cases).Where(one => !held.ContainsKey(one.Id)).Select(one => Document(one, pages.GetValueOrDefault(MeasureCase.OpeningOf(one.Id)), CaseJson.Write(one))).ToList();
        if (news.Count > 0)
            await InsertAsync(session, store.Cases, news, ct).ConfigureAwait(false);
    }

    /// <returns>Which of them were there already.</returns>
    private static async Task<IReadOnlyList<int>> InsertAsync(IClientSessionHandle session, IMongoCollection<BsonDocument> collection, List<BsonDocument> documents, CancellationToken ct)
    {
        try
        {
            await collection.InsertManyAsync(session, documents, new InsertManyOptions { IsOrdered = false }, ct).ConfigureAwait(false);
            return [];
        }
        catch (MongoBulkWriteException<BsonDocument> fault) when (MongoFaults.IsOnlyDuplicates(fault))
        {
            return [.. fault.WriteErrors.Select(error => error.Index)];
        }
    }

    private async Task<bool> IsFirstAsync(IClientSessionHandle session, MeasureCase after, ObjectId page, byte[] body, CancellationToken ct)
    {
        try
        {
            await store.Cases.InsertOneAsync(session, Document(after, page, body), cancellationToken: ct).ConfigureAwait(false);
            return true;
        }
        catch (MongoWriteException fault) when (MongoFaults.IsOnlyDuplicates(fault))
        {
            return false;
        }
    }

    /// <summary>Cases as they stand.</summary>
    private async Task<Dictionary<string, Held>> HeldAsync(IClientSessionHandle session, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var held = (await store.Cases.Find(session, Where.In("_id", ids)).ToListAsync(ct).ConfigureAwait(false)).Select(HeldOf).ToDictionary(one => one.Case.Id);
        foreach (var (id, opened) in await OpenedAsync(session, [.. ids.Where(id => !held.ContainsKey(id))], ct).ConfigureAwait(false))
            held[id] = opened;
        return held;
    }

    /// <summary>Cases as they were opened, of which nothing was said, as far as is known here.</summary>
    private async Task<Dictionary<string, Held>> OpenedAsync(IClientSessionHandle session, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var (asked, openings) = (ids.ToHashSet(), ids.Select(MeasureCase.OpeningOf).Distinct().ToList());
        if (openings.Count == 0)
            return [];
        return (await store.Openings.Find(session, Where.In("_id", openings)).ToListAsync(ct).ConfigureAwait(false))
            .SelectMany(opening => Opened(opening).Cases.Where(opened => asked.Contains(opened.Id)).Select(opened => new Held(opened, opening["page"].AsObjectId))).ToDictionary(one => one.Case.Id);
    }

    private async Task<ObjectId> PageAsync(IClientSessionHandle session, string id, CancellationToken ct) =>
        (await HeldAsync(session, [id], ct).ConfigureAwait(false)).TryGetValue(id, out var held) ? held.Page : ObjectId.Empty;

    private async Task<IEnumerable<Held>> DocumentsAsync(IClientSessionHandle session, CaseFilter filter, Place? after, CasePhase phase, CancellationToken ct)
    {
        var conditions = Conditions(filter, after);
        conditions.Add(Where.Eq("phase", (int)phase));
        if (after is not null)
            conditions.Add(Where.Gt("claimBy", after.ClaimBy) | Where.Gt("page", after.Page) | (Where.Eq("page", after.Page) & Where.Gt("_id", after.Id)));
        return (await store.Cases.Find(session, Where.And(conditions)).Sort(InOrder).Limit(filter.Limit).ToListAsync(ct).ConfigureAwait(false)).Select(HeldOf);
    }

    /// <summary>The open cases of which nothing was said, page after page.</summary>
    private async Task<List<Held>> OnPagesAsync(IClientSessionHandle session, CaseFilter filter, Place? after, CancellationToken ct)
    {
        var conditions = Conditions(filter, after);
        if (after is not null)
            conditions.Add(Where.Gt("claimBy", after.ClaimBy) | Where.Gte("page", after.Page));
        var listed = new List<Held>();
        using var pages = await store.CasePages.Find(session, Where.And(conditions), new FindOptions { BatchSize = 4 })
            .Sort(new BsonDocument { ["claimBy"] = 1, ["page"] = 1 }).ToCursorAsync(ct).ConfigureAwait(false);
        while (listed.Count < filter.Limit && await pages.MoveNextAsync(ct).ConfigureAwait(false))
        {
            foreach (var page in pages.Current)
            {
                var places = page["cases"].AsBsonArray.Select(id => new Place(page["claimBy"].AsString, page["page"].AsObjectId, id.AsString)).Where(place => after is null || place.CompareTo(after) > 0);
                foreach (var some in places.Chunk(filter.Limit).TakeWhile(_ => listed.Count < filter.Limit))
                {
                    var ids = some.Select(place => place.Id).ToList();
                    var opened = await OpenedAsync(session, ids, ct).ConfigureAwait(false);
                    var spoken = (await store.Cases.Find(session, Where.In("_id", ids)).Project(new BsonDocument("_id", 1)).ToListAsync(ct).ConfigureAwait(false)).Select(document => document["_id"].AsString).ToHashSet();
                    listed.AddRange(some.Where(place => !spoken.Contains(place.Id) && opened.TryGetValue(place.Id, out var held) && held.Page == place.Page).Select(place => opened[place.Id]));
                }
            }
        }
        return listed;
    }

    private static List<FilterDefinition<BsonDocument>> Conditions(CaseFilter filter, Place? after)
    {
        var conditions = new List<FilterDefinition<BsonDocument>> { Where.Eq("agency", filter.Agency) };
        if (filter.ClaimFrom is { } from)
            conditions.Add(Where.Gte("claimBy", Day(from)));
        if (filter.ClaimUntil is { } until)
            conditions.Add(Where.Lte("claimBy", Day(until)));
        if (after is not null)
            conditions.Add(Where.Gte("claimBy", after.ClaimBy));
        return conditions;
    }

    private static BsonDocument Document(MeasureCase held, ObjectId page, byte[] body) => new()
    {
        ["_id"] = held.Id, ["agency"] = held.Agency, ["phase"] = (int)held.Round.Phase, ["claimBy"] = Day(held.Round.ClaimBy), ["page"] = page, ["revision"] = held.Revision, ["body"] = body,
    };

    private static MeasureCase Case(BsonDocument document) => CaseJson.Read(document["body"].AsByteArray);

    /// <summary>An earlier version of this program, which may still be running, names no page.</summary>
    private static Held HeldOf(BsonDocument document) => new(Case(document), document.GetValue("page", ObjectId.Empty).AsObjectId);

    private static OpenedCases Opened(BsonDocument opening) => CaseJson.ReadOpened(opening["body"].AsByteArray);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A case, and the page that its opening names.</summary>
    private sealed record Held(MeasureCase Case, ObjectId Page)
    {
        public Place Place => new(Day(Case.Round.ClaimBy), Page, Case.Id);
    }

    /// <summary>A place in a list: by last day for claiming, then in the order in which pages came.</summary>
    private sealed record Place(string ClaimBy, ObjectId Page, string Id) : IComparable<Place>
    {
        public int CompareTo(Place? other) =>
            other is null ? 1
            : string.CompareOrdinal(ClaimBy, other.ClaimBy) is not 0 and var day ? day
            : Page.CompareTo(other.Page) is not 0 and var page ? page
            : string.CompareOrdinal(Id, other.Id);
    }
}
