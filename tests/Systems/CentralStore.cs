using CreditShare.Engines;
using CreditShare.Storage;
using CreditShare.Storage.MongoDb;
using CreditShare.Storage.Sqlite;

namespace CreditShare.Systems;

/// <summary>The central store of one system under test: which programs run on it, how they are told, and how a test looks into it.</summary>
/// <param name="Program">The program that is a central service on this engine, given the service's name.</param>
/// <param name="Settings">Where the store is.</param>
/// <param name="Open">The test's own way in.</param>
public sealed record CentralStore(Func<string, string> Program, IReadOnlyDictionary<string, string> Settings, Func<OpenStore> Open)
{
    public static CentralStore Sqlite(string file) => new(
        service => $"tests/SqliteHost {service}",
        new Dictionary<string, string> { ["Storage:File"] = file },
        () =>
        {
            var store = new SqliteStore(file);
            var records = new SqliteRecordStore(store);
            return new OpenStore(new SqliteLogStore(store), records, records, new SqliteWitnessStore(store), new SqliteNoticeStore(store), new SqlitePlaceStore(store), store.DisposeAsync);
        });

    /// <summary>A database of its own on a server.</summary>
    public static CentralStore MongoDb(MongoDbEngine engine)
    {
        var options = new MongoDbOptions { ConnectionString = engine.Address, Database = MongoDbEngine.NewDatabase() };
        return new(
            service => $"services/{service}.Host",
            new Dictionary<string, string> { ["MongoDb:ConnectionString"] = options.ConnectionString, ["MongoDb:Database"] = options.Database },
            () =>
            {
                var store = new MongoDbStore(options);
                var (log, records) = (new MongoDbLogStore(store, TimeProvider.System), new MongoDbRecordStore(store, TimeProvider.System));
                return new OpenStore(log, records, records, new MongoDbWitnessStore(store), new MongoDbNoticeStore(store), new MongoDbPlaceStore(store), async () =>
                {
                    await log.DisposeAsync();
                    records.Dispose();
                    store.Dispose();
                });
            });
    }
}

/// <summary>A store that a test reads beside the services.</summary>
public sealed record OpenStore(
    ILogStore Log, IRecordStore Records, IStoreContents Contents, IWitnessStore Witnesses, INoticeStore Notices, IPlaceStore Places, Func<ValueTask> Close) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Close();
}
