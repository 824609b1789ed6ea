using CreditShare.Storage.MongoDb;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;

namespace CreditShare.Storage.Tests;

/// <summary>What every engine's store of places promises. An engine subclasses it.</summary>
public abstract class PlaceStoreContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IPlaceStore Store { get; }

    [Fact]
    public async Task A_place_begins_at_the_first_entry_and_only_grows()
    {
        Assert.Equal(0, await Store.ReadPlaceAsync("notices", Cancel));
        await Store.MovePlaceAsync("notices", 7, Cancel);
        await Store.MovePlaceAsync("notices", 3, Cancel);
        await Store.MovePlaceAsync("notices", 7, Cancel);
        Assert.Equal(7, await Store.ReadPlaceAsync("notices", Cancel));
        Assert.Equal(0, await Store.ReadPlaceAsync("cases", Cancel));
        await Store.MovePlaceAsync("notices", 5_000_000_000, Cancel);
        Assert.Equal(5_000_000_000, await Store.ReadPlaceAsync("notices", Cancel));
    }

    [Fact]
    public async Task Of_many_that_move_a_place_at_once_the_furthest_counts()
    {
        await Task.WhenAll(Enumerable.Range(1, 20).Select(place => Store.MovePlaceAsync("notices", place, Cancel)));
        Assert.Equal(20, await Store.ReadPlaceAsync("notices", Cancel));
    }
}

/// <summary>The contract, kept by SQLite.</summary>
public sealed class SqlitePlaceStoreTests : PlaceStoreContract, IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;

    public SqlitePlaceStoreTests()
    {
        store = new SqliteStore(folder.File("registry.db"));
        Store = new SqlitePlaceStore(store);
    }

    protected override IPlaceStore Store { get; }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>The contract, kept by MongoDB.</summary>
public sealed class MongoDbPlaceStoreTests(MongoDbFixture fixture) : PlaceStoreContract, IDisposable
{
    private readonly MongoDbStore store = new(fixture.NewDatabase());

    protected override IPlaceStore Store => new MongoDbPlaceStore(store);

    public void Dispose() => store.Dispose();
}
