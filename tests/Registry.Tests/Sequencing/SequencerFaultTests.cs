using CreditShare.Engines;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Signing;
using CreditShare.ExchangeLog.Tiles;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;
using CreditShare.Storage.MongoDb;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CreditShare.Registry.Tests.Sequencing;

/// <summary>On SQLite.</summary>
public sealed class SqliteSequencerFaultTests : SequencerFaultContract, IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;

    public SqliteSequencerFaultTests()
    {
        store = new SqliteStore(folder.File("registry.db"));
        Log = new SqliteLogStore(store);
    }

    protected override ILogStore Log { get; }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>On MongoDB.</summary>
public sealed class MongoDbSequencerFaultTests : SequencerFaultContract, IAsyncDisposable
{
    private readonly MongoDbStore store;
    private readonly MongoDbLogStore log;

    public MongoDbSequencerFaultTests(MongoDbFixture fixture)
    {
        store = new MongoDbStore(fixture.NewDatabase());
        log = new MongoDbLogStore(store, TimeProvider.System);
    }

    protected override ILogStore Log => log;

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        store.Dispose();
    }
}

/// <summary>Each step of sequencing failed, and failed but persisted: the log goes on and verifies as a whole.</summary>
public abstract class SequencerFaultContract
{
    private const string Origin = "Log.creditshare.example/exchange";

    private static readonly SignerKey Key = new(Origin, KeyType.Note, [.. Enumerable.Range(0, 32).Select(n => (byte)n)]);

    private int staged;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract ILogStore Log { get; }

    private static Sequencer New(ILogStore store) => new(store, Key, Origin, NullLogger<Sequencer>.Instance);

    private Task StageAsync(int count) => Log.StageAsync(
        [.. Enumerable.Range(staged, staged += count).Take(count).Select(n => StagedEntries.Open(new LogEntry
        {
            Kind = EntryKind.LogRead, Id = $"entry-{n}", At = DateTimeOffset.UnixEpoch, Actor = new EntryActor(null, null, "test"), Blind = StagedEntries.NewBlind(),
        }))],
        Cancel);

    private async Task CheckAsync(int size)
    {
        var entries = await LogCheck.VerifyAsync(Log, Key.Verifier, Cancel);
        Assert.Equal(Enumerable.Range(0, size).Select(n => $"entry-{n}"), entries.Select(entry => entry.Id));
    }

    [Theory]
    [CombinatorialFaults]
    public async Task After_any_step_failed_the_next_sequencer_finishes_what_was_left(LogStep step, bool persisted, int before, int more)
    {
        var failing = new FailingLogStore(Log);
        await StageAsync(before);
        var sequencer = New(failing);
        await sequencer.SequenceAsync(Cancel);
        await CheckAsync(before);

        await StageAsync(more);
        failing.FailNext(step, persisted);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => sequencer.SequenceAsync(Cancel));
        await CheckAsync(await SignedSizeAsync());

        await StageAsync(1);
        await New(failing).SequenceAsync(Cancel);
        await CheckAsync(before + more + 1);
    }

    [Fact]
    public async Task Of_two_sequencers_the_stale_one_is_stopped_and_the_log_does_not_fork()
    {
        await StageAsync(3);
        var (one, other) = (New(Log), New(Log));
        await one.SequenceAsync(Cancel);
        await other.SequenceAsync(Cancel);
        await StageAsync(2);
        await one.SequenceAsync(Cancel);
        await Assert.ThrowsAsync<StoreConflictException>(() => other.SequenceAsync(Cancel));
        await CheckAsync(5);
    }

    // Behind the reading of the checkpoint, of the size, of the tiles.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_sequencer_that_takes_over_while_the_other_one_still_signs_finds_nothing_wrong_and_begins_anew(int readings)
    {
        await StageAsync(3);
        var slow = New(Log);
        await slow.SequenceAsync(Cancel);
        await StageAsync(2);
        var store = new FailingLogStore(Log);
        store.ActBehind(readings, () => slow.SequenceAsync(Cancel));
        await Assert.ThrowsAsync<StoreConflictException>(() => New(store).SequenceAsync(Cancel));
        await StageAsync(1);
        await New(store).SequenceAsync(Cancel);
        await CheckAsync(6);
    }

    [Fact]
    public async Task A_store_that_was_rolled_back_behind_its_checkpoint_is_not_signed()
    {
        await StageAsync(3);
        await New(Log).SequenceAsync(Cancel);
        var note = await Log.ReadCheckpointAsync(Cancel);
        var ahead = new Checkpoint(Origin, 5, MerkleHash.Empty).Sign(Key).ToString();
        await Log.ReplaceCheckpointAsync(note, ahead, Cancel);
        var fault = await Assert.ThrowsAsync<LogCorruptException>(() => New(Log).SequenceAsync(Cancel));
        Assert.Contains("rolled back", fault.Message, StringComparison.Ordinal);
        Assert.Equal(ahead, await Log.ReadCheckpointAsync(Cancel));
    }

    [Fact]
    public async Task Tiles_that_do_not_give_the_signed_root_stop_the_sequencer()
    {
        await StageAsync(3);
        await New(Log).SequenceAsync(Cancel);
        // Three hashes stand in the first tile; a wider one with other bytes takes its place.
        var forged = Tile.Read(TilePath.Hashes(0, 0, 4), Enumerable.Range(0, 4).SelectMany(n => MerkleHash.Leaf([(byte)n]).ToArray()).ToArray());
        await Log.WriteTilesAsync([forged], Cancel);
        await StageAsync(1);
        await Assert.ThrowsAsync<LogCorruptException>(() => New(Log).SequenceAsync(Cancel));
    }

    [Fact]
    public async Task A_checkpoint_by_another_key_stops_the_sequencer()
    {
        await Log.ReplaceCheckpointAsync(null, new Checkpoint(Origin, 0, MerkleHash.Empty).Sign(new SignerKey(Origin, KeyType.Note, new byte[32])).ToString(), Cancel);
        await Assert.ThrowsAsync<LogCorruptException>(() => New(Log).SequenceAsync(Cancel));
    }

    private async Task<int> SignedSizeAsync()
    {
        var note = await Log.ReadCheckpointAsync(Cancel);
        return int.Parse(note!.Split('\n')[1], null);
    }

    /// <summary>Every step, in both forms, at sizes around the borders of tiles.</summary>
    private sealed class CombinatorialFaultsAttribute : Xunit.v3.DataAttribute
    {
        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker)
        {
            var rows = from step in Enum.GetValues<LogStep>()
                       from persisted in new[] { false, true }
                       from sizes in new[] { (1, 1), (255, 1), (255, 2), (256, 1), (200, 600) }
                       select (ITheoryDataRow)new TheoryDataRow<LogStep, bool, int, int>(step, persisted, sizes.Item1, sizes.Item2);
            return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([.. rows]);
        }

        public override bool SupportsDiscoveryEnumeration() => true;
    }
}
