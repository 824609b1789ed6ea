using CreditShare.Domain.Names;
using CreditShare.Domain.Records;
using CreditShare.Storage.MongoDb;
using CreditShare.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.Tests;

/// <summary>The contracts, kept by MongoDB.</summary>
public sealed class MongoDbLogStoreTests : LogStoreContract, IAsyncLifetime
{
    private readonly MongoDbStore store;
    private readonly MongoDbLogStore log;

    public MongoDbLogStoreTests(MongoDbFixture fixture)
    {
        store = new MongoDbStore(fixture.NewDatabase());
        log = new MongoDbLogStore(store, TimeProvider.System);
    }

    protected override ILogStore Store => log;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        store.Dispose();
    }
}

/// <summary>The contracts, kept by MongoDB.</summary>
public sealed class MongoDbRecordStoreTests : RecordStoreContract, IAsyncLifetime
{
    private readonly MongoDbStore store;
    private readonly MongoDbRecordStore records;
    private readonly MongoDbLogStore log;

    public MongoDbRecordStoreTests(MongoDbFixture fixture)
    {
        store = new MongoDbStore(fixture.NewDatabase());
        records = new MongoDbRecordStore(store, TimeProvider.System);
        log = new MongoDbLogStore(store, TimeProvider.System);
    }

    protected override IRecordStore Records => records;

    protected override IProfileStore Profiles => records;

    protected override IStoreContents Contents => records;

    protected override ILogStore Log => log;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        records.Dispose();
        store.Dispose();
    }
}

/// <summary>The contracts, kept by MongoDB.</summary>
public sealed class MongoDbWitnessStoreTests(MongoDbFixture fixture) : WitnessStoreContract, IAsyncLifetime
{
    private readonly MongoDbStore store = new(fixture.NewDatabase());

    protected override IWitnessStore Store => new MongoDbWitnessStore(store);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>The contracts, kept by MongoDB.</summary>
public sealed class MongoDbWatchStoreTests(MongoDbFixture fixture) : WatchStoreContract, IAsyncLifetime
{
    private readonly MongoDbStore store = new(fixture.NewDatabase());

    protected override IWatchStore Store => new MongoDbWatchStore(store);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>The contracts, kept by MongoDB.</summary>
public sealed class MongoDbNameStoreTests : NameStoreContract, IAsyncLifetime
{
    private readonly MongoDbOptions options;
    private readonly MongoDbStore store;
    private readonly MongoDbRecordStore records;

    public MongoDbNameStoreTests(MongoDbFixture fixture)
    {
        options = fixture.NewDatabase();
        store = new MongoDbStore(options);
        records = new MongoDbRecordStore(store, TimeProvider.System);
    }

    protected override INameStore Names => new MongoDbNameStore(store);

    protected override IRecordStore Records => records;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        records.Dispose();
        store.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>SQLite has had its present form from the beginning.</summary>
    /// <param name="isFirst">Whether nobody has taken over before; if somebody has, a registry of the earlier version wrote more since.</param>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MongoDB_alone_takes_over_names_that_an_earlier_version_kept_under_their_place(bool isFirst)
    {
        using var client = new MongoClient(options.ToSettings());
        var names = client.GetDatabase(options.Database).GetCollection<BsonDocument>("names");
        if (isFirst)
            await names.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(new BsonDocument { ["core"] = 1, ["_id"] = 1 }), cancellationToken: Cancel);
        await names.InsertManyAsync(Enumerable.Range(1, 1200).Select(n => new BsonDocument
        {
            ["_id"] = $"样例{n}有限公司\n{Some.Subject(n).Code}", ["code"] = Some.Subject(n).Code, ["normal"] = $"样例{n}有限公司", ["core"] = $"样例{n}", ["name"] = $"样例{n}有限公司", ["chunk"] = 7L,
        }), cancellationToken: Cancel);
        foreach (var n in (int[])[1, 777, 1200])
        {
            Assert.Equal([new HeldName(Some.Subject(n).Code!, $"样例{n}有限公司")], (await Names.FindAsync(NameMatch.Exact, OrganisationName.Of($"样例{n}有限公司"), null, 9, Cancel)).Names);
            Assert.Single(await Names.NamesAsync([Some.Subject(n).Code!], Cancel));
        }
        Assert.Equal(1200, await names.CountDocumentsAsync(new BsonDocument(), cancellationToken: Cancel));
        Assert.DoesNotContain(await (await names.Indexes.ListAsync(Cancel)).ToListAsync(Cancel), index => index["name"] == "core_1__id_1");
    }

    /// <summary>A registry of the earlier version, beside a new one, wrote a name under its place; SQLite has had its present form from the beginning.</summary>
    /// <param name="isHere">Whether the erasing registry knew of such names; one that did not left the place as the _id.</param>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MongoDB_alone_has_no_erased_name_left_under_its_place_and_starts_again(bool isHere)
    {
        await NameAsync(1, "样例新名有限公司");
        using var client = new MongoClient(options.ToSettings());
        var names = client.GetDatabase(options.Database).GetCollection<BsonDocument>("names");
        var place = new BsonDocument { ["_id"] = $"样例旧名有限公司\n{Some.Subject(1).Code}", ["chunk"] = 1L };
        await names.InsertOneAsync(isHere ? place.AddRange(new BsonDocument { ["code"] = Some.Subject(1).Code, ["normal"] = "样例旧名有限公司", ["core"] = "样例旧名", ["name"] = "样例旧名有限公司" }) : place, cancellationToken: Cancel);
        await NameAsync(1, "", ChangeKind.Erase);
        Assert.Equal(!isHere, await names.Find(new BsonDocument("_id", place["_id"])).AnyAsync(Cancel));
        using var restarted = new MongoDbStore(options);
        Assert.Empty(await new MongoDbNameStore(restarted).NamesAsync([Some.Subject(1).Code!], Cancel));
        Assert.All(await names.Find(new BsonDocument()).ToListAsync(Cancel), name => Assert.Equal(["_id", "chunk"], name.Names.Order(StringComparer.Ordinal)));
        Assert.False(await names.Find(new BsonDocument("_id", place["_id"])).AnyAsync(Cancel));
    }
}
