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

/// <summary>A registry whose sequencing has stopped for good leads no more, on every engine.</summary>
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
        Assert.True(await house.Log.LeadAsync("another", house.Clock.GetUtcNow(), house.Clock.GetUtcNow().AddSeconds(5), Cancel));
    }
}
