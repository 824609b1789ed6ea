using CreditShare.Engines;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;
using CreditShare.Storage.MongoDb;
using CreditShare.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CreditShare.Registry.Tests.Sequencing;

/// <summary>
/// The connection to the server is cut at each write of sequencing (segment, indexes, head, tiles, checkpoint), before and after it took effect; then another registry goes on,
/// and the whole log verifies. MongoDB only: in SQLite each of these is one transaction.
/// </summary>
public sealed class MongoDbSequencingIsSeveralWritesTests(MongoDbFixture fixture) : IAsyncLifetime
{
    private const string Origin = "log.creditshare.example/exchange";
    private const int Writes = 5;

    private static readonly SignerKey Key = new(Origin, KeyType.Note, [.. Enumerable.Range(0, 32).Select(n => (byte)n)]);

    private readonly MongoDbOptions options = fixture.NewDatabase();
    private readonly MongoDbCutter cutter = new(fixture.Engine.Address);
    private readonly List<IAsyncDisposable> logs = [];
    private readonly List<MongoDbStore> stores = [];

    public static TheoryData<int, bool> Cuts()
    {
        var rows = new TheoryData<int, bool>();
        for (var write = 0; write < Writes; write++)
        {
            rows.Add(write, false);
            rows.Add(write, true);
        }
        return rows;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var log in logs)
            await log.DisposeAsync();
        foreach (var store in stores)
            store.Dispose();
        await cutter.DisposeAsync();
    }

    [Fact]
    public async Task The_table_of_cuts_covers_every_write()
    {
        var log = await BegunAsync();
        cutter.Watch();
        await New(log).SequenceAsync(Cancel);
        Assert.Equal(Writes, cutter.Writes);
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Whatever_write_is_cut_the_next_registry_goes_on_and_the_whole_log_verifies(int write, bool done)
    {
        var log = await BegunAsync();
        cutter.CutAt(write, done);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => New(log).SequenceAsync(Cancel));
        var next = Open(options);
        await StageAsync(next, 6, 1);
        var sequencer = New(next);
        // The first round finishes what the other one began.
        while (await next.SizeAsync(Cancel) < 7)
            await sequencer.SequenceAsync(Cancel);
        var entries = await LogCheck.VerifyAsync(next, Key.Verifier, Cancel);
        Assert.Equal(Enumerable.Range(0, 7).Select(n => $"entry-{n}"), entries.Select(entry => entry.Id));
    }

    /// <summary>A log with three entries, three more waiting, seen through the cutter.</summary>
    private async Task<MongoDbLogStore> BegunAsync()
    {
        var log = Open(new MongoDbOptions { ConnectionString = cutter.Address, Database = options.Database });
        await StageAsync(log, 0, 3);
        await New(log).SequenceAsync(Cancel);
        await StageAsync(log, 3, 3);
        return log;
    }

    private static Sequencer New(ILogStore log) => new(log, Key, Origin, NullLogger<Sequencer>.Instance);

    private static Task StageAsync(MongoDbLogStore log, int from, int count) => log.StageAsync(
        [.. Enumerable.Range(from, count).Select(n => StagedEntries.Open(new LogEntry
        {
            Kind = EntryKind.LogRead, Id = $"entry-{n}", At = DateTimeOffset.UnixEpoch, Actor = new EntryActor(null, null, "test"), Blind = StagedEntries.NewBlind(),
        }))],
        Cancel);

    private MongoDbLogStore Open(MongoDbOptions at)
    {
        var store = new MongoDbStore(at);
        var log = new MongoDbLogStore(store, TimeProvider.System);
        stores.Add(store);
        logs.Add(log);
        return log;
    }
}
