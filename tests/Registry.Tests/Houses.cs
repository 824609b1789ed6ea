using CreditShare.Storage;
using CreditShare.Storage.MongoDb;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;

namespace CreditShare.Registry.Tests;

internal sealed class SqliteHouse : House
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;
    private readonly SqliteRecordStore records;

    public SqliteHouse()
    {
        File = folder.File("registry.db");
        store = new SqliteStore(File);
        (Log, Witnesses, Places, records) = (new SqliteLogStore(store), new SqliteWitnessStore(store), new SqlitePlaceStore(store), new SqliteRecordStore(store));
        Cases = new SqliteCaseStore(store);
    }

    public string File { get; }

    /// <summary>A clean stop; the file stays until the house goes.</summary>
    public ValueTask CloseAsync() => store.DisposeAsync();

    public override ILogStore Log { get; }

    public override IWitnessStore Witnesses { get; }

    public override IPlaceStore Places { get; }

    public override ICaseStore Cases { get; }
    public override IDeliveryStore Deliveries => new SqliteDeliveryStore(store);

    public override INoticeStore Notices => new SqliteNoticeStore(store);

    public override IWatchStore Watches => new SqliteWatchStore(store);

    public override ICallStore Calls => new SqliteCallStore(store);

    public override IStatisticsStore Statistics => new SqliteStatisticsStore(store);

    public override IRecordStore Records => records;

    public override IProfileStore Profiles => records;

    public override IStoreContents Contents => records;

    public override async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
        await base.DisposeAsync();
    }
}

internal sealed class MongoDbHouse : House
{
    private readonly MongoDbStore store;
    private readonly MongoDbLogStore log;
    private readonly MongoDbRecordStore records;

    public MongoDbHouse(MongoDbFixture fixture)
    {
        Options = fixture.NewDatabase();
        store = new MongoDbStore(Options);
        (log, records) = (new MongoDbLogStore(store, TimeProvider.System), new MongoDbRecordStore(store, TimeProvider.System));
    }

    public MongoDbOptions Options { get; }

    public override ILogStore Log => log;

    public override IWitnessStore Witnesses => new MongoDbWitnessStore(store);

    public override IPlaceStore Places => new MongoDbPlaceStore(store);

    public override ICaseStore Cases => new MongoDbCaseStore(store);
    public override IDeliveryStore Deliveries => new MongoDbDeliveryStore(store);

    public override INoticeStore Notices => new MongoDbNoticeStore(store);

    public override IWatchStore Watches => new MongoDbWatchStore(store);

    public override ICallStore Calls => new MongoDbCallStore(store);

    public override IStatisticsStore Statistics => new MongoDbStatisticsStore(store);

    public override IRecordStore Records => records;

    public override IProfileStore Profiles => records;

    public override IStoreContents Contents => records;

    public override async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        records.Dispose();
        store.Dispose();
        await base.DisposeAsync();
    }
}
