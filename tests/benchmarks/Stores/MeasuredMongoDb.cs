using CreditShare.Engines;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage.MongoDb;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Benchmarks.Stores;

/// <summary>MongoDB: one bulk insert a collection, the three that do not depend on each other at once, acknowledged by the majority with journal.</summary>
internal sealed class MeasuredMongoDb : IMeasuredStore
{
    private static readonly InsertManyOptions Unordered = new() { IsOrdered = false };
    private static readonly string[] Collections = ["entries", "records", "identities", "profiles", "names", "chunks"];

    private readonly MongoDbEngine engine;
    private readonly MongoDbOptions ourOptions;
    private readonly MongoDbOptions rawOptions;
    private readonly MongoClient client;
    private readonly HashSet<(string Collection, BsonValue Id)> written = [];

    private MeasuredMongoDb(MongoDbEngine engine)
    {
        this.engine = engine;
        ourOptions = new MongoDbOptions { ConnectionString = engine.Address, Database = MongoDbEngine.NewDatabase() };
        rawOptions = new MongoDbOptions { ConnectionString = engine.Address, Database = MongoDbEngine.NewDatabase() };
        client = new MongoClient(engine.Address);
    }

    public string Name => "MongoDB";

    public IConfiguration Settings { get; } = new ConfigurationBuilder().Build();

    public static async Task<MeasuredMongoDb> StartAsync(CancellationToken ct)
    {
        var measured = new MeasuredMongoDb(await MongoDbEngine.StartAsync(ct));
        // Makes the same indexes.
        using var store = new MongoDbStore(measured.rawOptions);
        await new MongoDbLogStore(store, TimeProvider.System).SizeAsync(ct);
        return measured;
    }

    public void AddOurs(IServiceCollection services) => services.AddSingleton(Options.Create(ourOptions)).AddMongoDbStore();

    public async Task<Func<Task>> RawBatchAsync(CancellationToken ct)
    {
        var missing = new Dictionary<string, List<BsonDocument>>();
        foreach (var collection in Collections)
        {
            var all = await client.GetDatabase(ourOptions.Database).GetCollection<BsonDocument>(collection).Find(FilterDefinition<BsonDocument>.Empty).ToListAsync(ct);
            missing[collection] = [.. all.Where(document => written.Add((collection, document["_id"])))];
        }
        return async () =>
        {
            await InsertAsync("entries");
            await Task.WhenAll(InsertAsync("records"), InsertAsync("identities"), InsertAsync("names"), InsertAsync("profiles"));
            await InsertAsync("chunks");
        };

        Task InsertAsync(string collection) => missing[collection].Count == 0 ? Task.CompletedTask : Raw(collection).InsertManyAsync(missing[collection], Unordered, ct);
    }

    public async Task<Func<Task>> RawLookupAsync(string subject, CancellationToken ct)
    {
        var entry = await client.GetDatabase(ourOptions.Database).GetCollection<BsonDocument>("entries")
            .Find(new BsonDocument("kind", EntryKind.LookupAnswered)).Sort(new BsonDocument("_id", -1)).FirstAsync(ct);
        written.Add(("entries", entry["_id"]));
        return async () =>
        {
            await Raw("profiles").Find(new BsonDocument("_id", subject)).FirstAsync(ct);
            await Raw("entries").InsertOneAsync(entry, cancellationToken: ct);
        };
    }

    public async Task RawReadsAsync(IReadOnlyList<string> subjects, CancellationToken ct)
    {
        var profiles = client.GetDatabase(ourOptions.Database).GetCollection<BsonDocument>("profiles");
        foreach (var subject in subjects)
            await profiles.Find(new BsonDocument("_id", subject)).FirstAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await client.DropDatabaseAsync(ourOptions.Database);
        await client.DropDatabaseAsync(rawOptions.Database);
        client.Dispose();
        await engine.DisposeAsync();
    }

    private IMongoCollection<BsonDocument> Raw(string collection) => client.GetDatabase(rawOptions.Database)
        .WithWriteConcern(WriteConcern.WMajority.With(journal: true)).GetCollection<BsonDocument>(collection);
}
