using CreditShare.Domain.Cases;
using CreditShare.Storage.MongoDb;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.Tests;

/// <summary>The contract, kept by SQLite.</summary>
public sealed class SqliteCaseStoreTests : CaseStoreContract, IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;

    public SqliteCaseStoreTests()
    {
        store = new SqliteStore(folder.File("registry.db"));
        Store = new SqliteCaseStore(store);
    }

    protected override ICaseStore Store { get; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>The contract, kept by MongoDB.</summary>
public sealed class MongoDbCaseStoreTests : CaseStoreContract, IDisposable
{
    private readonly MongoDbStore store;
    private readonly MongoClient client;
    private readonly IMongoDatabase database;

    public MongoDbCaseStoreTests(MongoDbFixture fixture)
    {
        var options = fixture.NewDatabase();
        store = new(options);
        client = new MongoClient(options.ToSettings());
        database = client.GetDatabase(options.Database);
    }

    protected override ICaseStore Store => new MongoDbCaseStore(store);

    public void Dispose()
    {
        store.Dispose();
        client.Dispose();
    }

    /// <summary>SQLite writes all of it in one transaction.</summary>
    [Fact]
    public async Task MongoDB_alone_passes_over_what_a_crash_left_on_a_page()
    {
        var (open, claimed) = (Case(1), Case(2));
        // Killed before the openings, and after the claim was written: the case is on a page that no opening names, and stays on its own.
        await PageAsync(ObjectId.GenerateNewId(), open.Id, claimed.Id);
        await Store.OpenAsync([open, claimed], Cancel);
        var after = claimed.With(0, CaseFactKind.Claimed, new(new(2026, 11, 3, 1, 0, 0, TimeSpan.Zero), "officer", "claim"));
        await Store.ReplaceAsync(after, 1, Cancel);
        var opening = await database.GetCollection<BsonDocument>("openings").Find(new BsonDocument("_id", MeasureCase.OpeningOf(claimed.Id))).SingleAsync(Cancel);
        await PageAsync(opening["page"].AsObjectId, claimed.Id);

        Assert.Equal([Text(open)], (await Store.ListAsync(new() { Agency = open.Agency, Phases = [CasePhase.Open], Limit = 9 }, Cancel)).Select(Text));
        Assert.Equal(new[] { Text(open), Text(after) }.Order(), (await Store.ListAsync(new() { Agency = open.Agency, Limit = 9 }, Cancel)).Select(Text).Order());
        Assert.Equal(2, (await Store.AllAsync(null, 1000, Cancel)).Count);
    }

    [Fact]
    public async Task MongoDB_alone_finds_cases_that_an_earlier_version_kept_as_documents_of_their_own()
    {
        var earlier = Case(1) with { Id = new string('a', 32) };
        var cases = database.GetCollection<BsonDocument>("cases");
        await cases.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(new BsonDocument { ["agency"] = 1, ["phase"] = 1, ["claimBy"] = 1, ["_id"] = 1 }), cancellationToken: Cancel);
        await cases.InsertOneAsync(
            new() { ["_id"] = earlier.Id, ["agency"] = earlier.Agency, ["phase"] = 0, ["claimBy"] = "2026-11-30", ["revision"] = 1, ["body"] = CaseJson.Write(earlier) }, cancellationToken: Cancel);
        await Store.OpenAsync([Case(2)], Cancel);
        Assert.Equal([Text(earlier)], (await Store.FindAsync([earlier.Id], Cancel)).Select(Text));
        var page = await Store.ListAsync(new() { Agency = earlier.Agency, Limit = 1 }, Cancel);
        Assert.Equal([Text(earlier)], page.Select(Text));
        Assert.Equal([Text(Case(2))], (await Store.ListAsync(new() { Agency = earlier.Agency, After = CasePlace.Of(page[0]), Limit = 9 }, Cancel)).Select(Text));
        Assert.Equal(2, (await Store.AllAsync(null, 1000, Cancel)).Count);
    }

    private Task PageAsync(ObjectId page, params string[] ids) => database.GetCollection<BsonDocument>("case_pages").InsertOneAsync(
        new() { ["agency"] = Case(1).Agency, ["claimBy"] = "2026-11-30", ["page"] = page, ["cases"] = new BsonArray(ids) }, cancellationToken: Cancel);
}
