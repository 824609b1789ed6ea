using System.Diagnostics.Metrics;
using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Waking;
using CreditShare.Registry.Deciding;
using CreditShare.Registry.Equality;
using CreditShare.Registry.Sequencing;
using CreditShare.Registry.Submissions;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;
using CreditShare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CreditShare.Registry.Tests;

/// <summary>A registry without the bus, on a real store: what is handed in is decided and sequenced. The clock is the test's.</summary>
internal abstract class House : IAsyncDisposable
{
    public const string Origin = "log.example.org/exchange";

    private static readonly byte[] Seed = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];

    private readonly RegistryMetrics metrics = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(), TimeProvider.System);
    private int batches;
    private SubmitRecords? last;

    public static SeedFolder Seeds { get; } = new(Repository.Seeds);

    public static SignerKey LogKey { get; } = new(Origin, KeyType.Note, Seed);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    public abstract ILogStore Log { get; }

    public abstract IWitnessStore Witnesses { get; }

    public abstract IPlaceStore Places { get; }

    public abstract ICaseStore Cases { get; }

    public abstract IDeliveryStore Deliveries { get; }

    public abstract INoticeStore Notices { get; }

    public abstract IWatchStore Watches { get; }

    public abstract ICallStore Calls { get; }

    public abstract IStatisticsStore Statistics { get; }

    public abstract IRecordStore Records { get; }

    public abstract IProfileStore Profiles { get; }

    public abstract IStoreContents Contents { get; }

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Decides records under the given orders, one chunk.</summary>
    public async Task<IReadOnlyList<Decision>> DecideAsync(params IReadOnlyList<(long Order, CreditRecord Record)> records)
    {
        last = new SubmitRecords
        {
            City = Some.City, Batch = $"b{++batches}", Chunk = 0, Account = "bureau", ReceivedAt = Clock.GetUtcNow(), Signature = [],
            Records = [.. records.Select((record, i) => new SubmittedRecord { Line = i + 1, Order = record.Order, Content = RecordJson.Write(record.Record) })],
        };
        return await RedeliverAsync();
    }

    /// <summary>Hands the last chunk in again, as a broker does that heard no answer; each time to a registry that remembers nothing.</summary>
    public async Task<IReadOnlyList<Decision>> RedeliverAsync()
    {
        using var senders = Senders();
        var handler = new SubmissionHandler(
            senders, new BatchDecider(Seeds.RuleBook, Clock), Records, new EntryWriter(Log, new WakeSignal(), Clock), metrics,
            NullLogger<SubmissionHandler>.Instance);
        var decided = await handler.HandleAsync(
            last! with { Signature = Ed25519.Sign(Seed, SubmissionDigest.Of(last)) }, new MessageOrigin(Some.City, BrokerAccounts.City(Some.City)), Cancel);
        return DecisionJson.Read(decided.Decisions);
    }

    /// <summary>Puts a question about what is held of the city, signed unless that is the point; each time to a registry that remembers nothing.</summary>
    public async Task<IReadOnlyList<HoldingsCompared>> CompareAsync(CompareHoldings question, bool signed = true)
    {
        using var senders = Senders();
        var comparer = new HoldingsComparer(senders, Contents, Records, new EntryWriter(Log, new WakeSignal(), Clock));
        var message = question with { Signature = signed ? Ed25519.Sign(Seed, HoldingsDigest.Of(question)) : new byte[64] };
        var parts = new List<HoldingsCompared>();
        await foreach (var part in comparer.AnswerAsync(message, new MessageOrigin(Some.City, BrokerAccounts.City(Some.City)), Cancel))
            parts.Add(part);
        return parts;
    }

    private SenderCheck Senders() =>
        new(new FixedOptions(new RegistryOptions { MemberKeys = new() { [Some.City] = [Convert.ToBase64String(Ed25519.PublicKey(Seed))] } }), Clock, NullLogger<SenderCheck>.Instance);

    /// <summary>Gives all that is staged its place, and shows the checkpoint.</summary>
    public async Task SequenceAsync()
    {
        var sequencer = new Sequencer(Log, LogKey, Origin, NullLogger<Sequencer>.Instance);
        while (await sequencer.SequenceAsync(Cancel))
        {
        }
        var shown = await Witnesses.ReadPublishedAsync(Cancel);
        if (await Log.ReadCheckpointAsync(Cancel) is { } note && note != shown?.Note)
            await Witnesses.ReplacePublishedAsync(shown?.Note, new(note, 0, 0, null), Cancel);
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        metrics.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class FixedOptions(RegistryOptions options) : IOptionsMonitor<RegistryOptions>
    {
        public RegistryOptions CurrentValue => options;

        public RegistryOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<RegistryOptions, string?> listener) => null;
    }
}
