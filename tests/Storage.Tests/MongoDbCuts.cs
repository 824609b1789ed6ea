using CreditShare.Engines;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Storage.MongoDb;
using CreditShare.Testing;

namespace CreditShare.Storage.Tests;

/// <summary>
/// A database that is written through a wire which can be cut, and seen by others without. MongoDB only: there a step is several writes, in SQLite it is one transaction, which the tests of
/// Sqlite.Tests kill.
/// </summary>
public abstract class MongoDbCuts(MongoDbFixture fixture) : IAsyncLifetime
{
    private const string Origin = "log.creditshare.example/exchange";

    private static readonly SignerKey Key = new(Origin, KeyType.Note, [.. Enumerable.Range(0, 32).Select(n => (byte)n)]);

    private readonly List<IAsyncDisposable> open = [];

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected MongoDbOptions Options { get; } = fixture.NewDatabase();

    private protected MongoDbCutter Cutter { get; } = new(fixture.Engine.Address);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var stores in open)
            await stores.DisposeAsync();
        await Cutter.DisposeAsync();
    }

    /// <summary>Each write lost on its way, and done but its answer lost.</summary>
    public static TheoryData<int, bool> Cuts(int writes)
    {
        var rows = new TheoryData<int, bool>();
        for (var write = 0; write < writes; write++)
        {
            rows.Add(write, false);
            rows.Add(write, true);
        }
        return rows;
    }

    private protected MongoDbStores Open(bool cut)
    {
        var stores = new MongoDbStores(cut ? new MongoDbOptions { ConnectionString = Cutter.Address, Database = Options.Database } : Options);
        open.Add(stores);
        return stores;
    }

    /// <summary>Gives all that waits its place, signs, and verifies the whole log.</summary>
    /// <returns>The ids of its entries, in order.</returns>
    private protected static async Task<IEnumerable<string>> VerifyAsync(MongoDbStores stores)
    {
        var size = await stores.Log.SizeAsync(Cancel);
        while (await stores.Log.AppendStagedAsync(size, 100, Cancel) is var more && more > size)
            size = more;
        await SignAsync(stores);
        return (await LogCheck.VerifyAsync(stores.Log, Key.Verifier, Cancel)).Select(entry => entry.Id);
    }

    /// <summary>What a sequencer does behind appending, of all entries: tiles, then the checkpoint.</summary>
    private protected static async Task SignAsync(MongoDbStores stores)
    {
        var before = await stores.Log.ReadCheckpointAsync(Cancel);
        var size = await stores.Log.SizeAsync(Cancel);
        var leaves = (await stores.Log.ReadEntriesAsync(0, size, Cancel)).Select(entry => MerkleHash.Leaf(entry)).ToArray();
        var tree = TreeAppend.Append(TreeEdge.Empty, [], leaves);
        await stores.Log.WriteTilesAsync(tree.Writes, Cancel);
        await stores.Log.ReplaceCheckpointAsync(before, new Checkpoint(Origin, size, tree.Edge.Root()).Sign(Key).ToString(), Cancel);
    }
}

/// <summary>All ports of one database, over connections of their own: a registry.</summary>
internal sealed class MongoDbStores : IAsyncDisposable
{
    private readonly MongoDbStore store;

    public MongoDbStores(MongoDbOptions options)
    {
        store = new MongoDbStore(options);
        (Log, Records) = (new MongoDbLogStore(store, TimeProvider.System), new MongoDbRecordStore(store, TimeProvider.System));
    }

    public MongoDbLogStore Log { get; }

    public MongoDbRecordStore Records { get; }

    public INameStore Names => new MongoDbNameStore(store);

    public IWitnessStore Witnesses => new MongoDbWitnessStore(store);

    public IStatisticsStore Statistics => new MongoDbStatisticsStore(store);

    public ICaseStore Cases => new MongoDbCaseStore(store);

    public IDeliveryStore Deliveries => new MongoDbDeliveryStore(store);

    public INoticeStore Notices => new MongoDbNoticeStore(store);

    public ICallStore Calls => new MongoDbCallStore(store);

    public IPlaceStore Places => new MongoDbPlaceStore(store);

    public IWatchStore Watches => new MongoDbWatchStore(store);

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        Records.Dispose();
        store.Dispose();
    }
}
