using System.Diagnostics.Metrics;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.Hosting.Waking;
using CreditShare.Registry.Following;
using CreditShare.Registry.Sequencing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Tests.Sequencing;

/// <summary>On SQLite.</summary>
public sealed class SqliteSequencingLoopTests : SequencingLoopContract
{
    private protected override House NewHouse() => new SqliteHouse();
}

/// <summary>On MongoDB.</summary>
public sealed class MongoDbSequencingLoopTests(MongoDbFixture fixture) : SequencingLoopContract
{
    private protected override House NewHouse() => new MongoDbHouse(fixture);
}

/// <summary>Which registry leads, on every engine: one whose sequencing has stopped for good does no more, one that is dead is followed.</summary>
public abstract class SequencingLoopContract : HouseContract
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly WakeSignal signal = new();
    private readonly SequencerStatus status = new();
    private SequencerLease lease = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        lease = new(house.Log, house.Clock, NullLogger<SequencerLease>.Instance);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await services.DisposeAsync();
    }

    [Fact]
    public async Task A_store_that_contradicts_its_checkpoint_ends_the_lead()
    {
        await house.Log.ReplaceCheckpointAsync(null, new Checkpoint(House.Origin, 5, MerkleHash.Empty).Sign(House.LogKey).ToString(), Cancel);
        await RunToEndAsync();
        Assert.Contains("rolled back", status.Stopped, StringComparison.Ordinal);
        await AssertAnotherMayLeadAsync();
    }

    [Fact]
    public async Task Evidence_that_a_witness_gave_another_registry_ends_the_lead()
    {
        await house.Witnesses.WriteWitnessAsync(new("witness", 7, null, house.Clock.GetUtcNow(), "It saw another history."), Cancel);
        await RunToEndAsync();
        Assert.Equal("It saw another history.", status.Stopped);
        await AssertAnotherMayLeadAsync();
    }

    [Fact]
    public async Task Evidence_that_comes_while_it_sequences_ends_the_lead()
    {
        await RunToEndAsync(async () =>
        {
            while (!lease.Leads)
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel);
            status.Stopped = "It saw another history.";
            signal.Wake();
        });
        await AssertAnotherMayLeadAsync();
    }

    [Fact]
    public async Task A_leader_that_died_is_followed_within_seconds_though_its_clock_was_far_ahead()
    {
        await LeadsAheadAsync(TimeSpan.Zero);
        Assert.False(await lease.HoldAsync(Cancel));
        house.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(await lease.HoldAsync(Cancel));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await lease.HoldAsync(Cancel));
    }

    [Fact]
    public async Task A_leader_that_renews_stays_it_though_its_clock_is_far_ahead()
    {
        for (var second = 0; second < 20; second += 2)
        {
            await LeadsAheadAsync(TimeSpan.FromSeconds(second));
            Assert.False(await lease.HoldAsync(Cancel));
            house.Clock.Advance(TimeSpan.FromSeconds(2));
        }
    }

    [Fact]
    public async Task A_leader_whose_clock_is_set_back_renews_its_lead_all_the_same()
    {
        var clock = new SetClock(house.Clock);
        var its = new SequencerLease(house.Log, clock, NullLogger<SequencerLease>.Instance);
        Assert.True(await its.HoldAsync(Cancel));
        var before = clock.GetUtcNow();
        clock.SetBack = TimeSpan.FromHours(1);
        house.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await its.HoldAsync(Cancel));
        // It would last an hour still, had it not been renewed by the clock as it is now.
        Assert.Equal("another", (await house.Log.LeadAsync("another", before, before.AddSeconds(5), Cancel)).Holder);
    }

    /// <summary>A machine's clock, which is set while its timestamps go on: the test's own clock takes them from the time of day.</summary>
    private sealed class SetClock(TimeProvider clock) : TimeProvider
    {
        public TimeSpan SetBack { get; set; }

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() - SetBack;

        public override long GetTimestamp() => clock.GetTimestamp();
    }

    /// <summary>A registry leads whose clock is ten minutes ahead.</summary>
    private async Task LeadsAheadAsync(TimeSpan since)
    {
        var its = new DateTimeOffset(2026, 11, 23, 2, 10, 0, TimeSpan.Zero) + since;
        Assert.Equal("ahead", (await house.Log.LeadAsync("ahead", its, its.AddSeconds(5), Cancel)).Holder);
    }

    private async Task RunToEndAsync(Func<Task>? meanwhile = null)
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        using var metrics = new RegistryMetrics(meters, house.Clock);
        using var following = new FollowingMetrics(meters, house.Clock);
        using var loop = new SequencingLoop(
            house.Log, house.Witnesses, signal, lease, new LogKey(House.LogKey), status, new Followings([], house.Log, house.Places, following, house.Clock, NullLogger<LogFollowing>.Instance), metrics,
            Options.Create(new RegistryOptions { LogOrigin = House.Origin }), house.Clock, NullLoggerFactory.Instance);
        await loop.StartAsync(Cancel);
        if (meanwhile is not null)
            await meanwhile();
        await loop.ExecuteTask!.WaitAsync(Cancel);
    }

    /// <summary>Without waiting for the term to end: the test's time stands still.</summary>
    private async Task AssertAnotherMayLeadAsync()
    {
        Assert.False(lease.Leads);
        Assert.Equal("another", (await house.Log.LeadAsync("another", house.Clock.GetUtcNow(), house.Clock.GetUtcNow().AddSeconds(5), Cancel)).Holder);
    }
}
