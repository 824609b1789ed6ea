using CreditShare.Storage.Sqlite;
using CreditShare.Testing;

namespace CreditShare.Storage.Tests;

/// <summary>The contracts, kept by SQLite.</summary>
public sealed class SqliteLogStoreTests : LogStoreContract, IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;

    public SqliteLogStoreTests()
    {
        store = new SqliteStore(folder.File("registry.db"));
        Store = new SqliteLogStore(store);
    }

    protected override ILogStore Store { get; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>The contracts, kept by SQLite.</summary>
public sealed class SqliteRecordStoreTests : RecordStoreContract, IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;

    public SqliteRecordStoreTests()
    {
        store = new SqliteStore(folder.File("registry.db"));
        var records = new SqliteRecordStore(store);
        (Records, Profiles, Contents, Log) = (records, records, records, new SqliteLogStore(store));
    }

    protected override IRecordStore Records { get; }

    protected override IProfileStore Profiles { get; }

    protected override IStoreContents Contents { get; }

    protected override ILogStore Log { get; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>The contracts, kept by SQLite.</summary>
public sealed class SqliteWitnessStoreTests : WitnessStoreContract, IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;

    public SqliteWitnessStoreTests()
    {
        store = new SqliteStore(folder.File("registry.db"));
        Store = new SqliteWitnessStore(store);
    }

    protected override IWitnessStore Store { get; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>The contracts, kept by SQLite.</summary>
public sealed class SqliteWatchStoreTests : WatchStoreContract, IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;

    public SqliteWatchStoreTests()
    {
        store = new SqliteStore(folder.File("registry.db"));
        Store = new SqliteWatchStore(store);
    }

    protected override IWatchStore Store { get; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>The contracts, kept by SQLite.</summary>
public sealed class SqliteNameStoreTests : NameStoreContract, IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;

    public SqliteNameStoreTests()
    {
        store = new SqliteStore(folder.File("registry.db"));
        (Names, Records) = (new SqliteNameStore(store), new SqliteRecordStore(store));
    }

    protected override INameStore Names { get; }

    protected override IRecordStore Records { get; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }
}
