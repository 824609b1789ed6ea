using System.Globalization;
using CreditShare.Domain.Cases;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>Cases in MongoDB: a document each of <c>cases</c>, replaced by revision.</summary>
public sealed class MongoDbCaseStore(MongoDbStore store) : ICaseStore
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;
    private static readonly SortDefinition<BsonDocument> InOrder = new BsonDocument { ["claimBy"] = 1, ["_id"] = 1 };

    public Task OpenAsync(IReadOnlyList<MeasureCase> cases, CancellationToken ct) =>
        cases.Count == 0 ? Task.CompletedTask : store.RunAsync(async () =>
        {
            try
            {
                await store.Cases.InsertManyAsync(cases.Select(Document), new InsertManyOptions { IsOrdered = false }, ct).ConfigureAwait(false);
            }
            catch (MongoBulkWriteException<BsonDocument> fault) when (MongoFaults.IsOnlyDuplicates(fault))
            {
                // Opened before: the first one stands.
            }
        }, ct);

    public Task<IReadOnlyList<MeasureCase>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken ct) => store.ReadAsync<IReadOnlyList<MeasureCase>>(async session =>
        ids.Count == 0 ? [] : [.. (await store.Cases.Find(session, Where.In("_id", ids)).ToListAsync(ct).ConfigureAwait(false)).Select(Case)], ct);

    public async Task ReplaceAsync(MeasureCase after, int before, CancellationToken ct)
    {
        var written = await store.RunAsync(
            () => store.Cases.ReplaceOneAsync(new BsonDocument { ["_id"] = after.Id, ["revision"] = before }, Document(after), cancellationToken: ct), ct).ConfigureAwait(false);
        if (written.MatchedCount != 1)
            throw new StoreConflictException($"Case {after.Id} has left revision {before.ToString(CultureInfo.InvariantCulture)}.");
    }

    public Task<IReadOnlyList<MeasureCase>> ListAsync(CaseFilter filter, CancellationToken ct) => store.RunAsync<IReadOnlyList<MeasureCase>>(async () =>
    {
        // One phase at a time is read in the index's own order.
        var phases = await Task.WhenAll((filter.Phases.Count == 0 ? Enum.GetValues<CasePhase>() : filter.Phases).Select(phase => ListAsync(filter, phase, ct))).ConfigureAwait(false);
        return [.. phases.SelectMany(cases => cases).OrderBy(held => held.Round.ClaimBy).ThenBy(held => held.Id, StringComparer.Ordinal).Take(filter.Limit)];
    }, ct);

    public Task<IReadOnlyList<MeasureCase>> AllAsync(string? after, int most, CancellationToken ct) => store.RunAsync<IReadOnlyList<MeasureCase>>(async () =>
        [.. (await store.Cases.Find(Where.Gt("_id", after ?? "")).Sort(new BsonDocument("_id", 1)).Limit(most).ToListAsync(ct).ConfigureAwait(false)).Select(Case)], ct);

    private async Task<List<MeasureCase>> ListAsync(CaseFilter filter, CasePhase phase, CancellationToken ct)
    {
        var conditions = new List<FilterDefinition<BsonDocument>> { Where.Eq("agency", filter.Agency), Where.Eq("phase", (int)phase) };
        if (filter.ClaimFrom is { } from)
            conditions.Add(Where.Gte("claimBy", Day(from)));
        if (filter.ClaimUntil is { } until)
            conditions.Add(Where.Lte("claimBy", Day(until)));
        if (filter.After is { } place)
        {
            conditions.Add(Where.Gte("claimBy", Day(place.ClaimBy)));
            conditions.Add(Where.Or(Where.Gt("claimBy", Day(place.ClaimBy)), Where.Gt("_id", place.Id)));
        }
        return [.. (await store.Cases.Find(Where.And(conditions)).Sort(InOrder).Limit(filter.Limit).ToListAsync(ct).ConfigureAwait(false)).Select(Case)];
    }

    private static BsonDocument Document(MeasureCase held) => new()
    {
        ["_id"] = held.Id, ["agency"] = held.Agency, ["phase"] = (int)held.Round.Phase, ["claimBy"] = Day(held.Round.ClaimBy), ["revision"] = held.Revision, ["body"] = CaseJson.Write(held),
    };

    private static MeasureCase Case(BsonDocument document) => CaseJson.Read(document["body"].AsByteArray);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
