using CreditShare.Storage.MongoDb;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;

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
public sealed class MongoDbCaseStoreTests(MongoDbFixture fixture) : CaseStoreContract, IAsyncLifetime
{
    private readonly MongoDbStore store = new(fixture.NewDatabase());

    protected override ICaseStore Store => new MongoDbCaseStore(store);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }
}
