using CreditShare.Storage.MongoDb;

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
    private readonly MongoDbStore store;
    private readonly MongoDbRecordStore records;

    public MongoDbNameStoreTests(MongoDbFixture fixture)
    {
        store = new MongoDbStore(fixture.NewDatabase());
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
}
