using CreditShare.Registry.Witnessing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Tests.Witnessing;

/// <summary>An unmet policy shows as soon as a checkpoint is shown that does not meet it, and in true words.</summary>
public sealed class WitnessHealthTests : IAsyncDisposable
{
    private readonly SqliteHouse house = new();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    private Task<HealthCheckResult> CheckAsync(int quorum) =>
        new WitnessHealth(house.Witnesses, Options.Create(new WitnessOptions { Quorum = quorum }), house.Clock).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

    [Theory]
    // cosignatures, quorum of then, quorum of now, minutes since the policy was met (-1: never), what is said
    [InlineData(3, 3, 3, 0, HealthStatus.Healthy, "The checkpoint shown has 3 cosignatures of 3; the policy of that time was last met 0.00:00:00 ago.")]
    [InlineData(3, 3, 3, 6, HealthStatus.Healthy, "The checkpoint shown has 3 cosignatures of 3; the policy of that time was last met 0.00:06:00 ago.")]
    [InlineData(2, 3, 3, 0, HealthStatus.Degraded, "The checkpoint shown has 2 cosignatures of 3; the policy of that time was last met 0.00:00:00 ago.")]
    [InlineData(6, 3, 7, 1, HealthStatus.Degraded, "The checkpoint shown has 6 cosignatures of 7; the policy of that time was last met 0.00:01:00 ago.")]
    [InlineData(2, 3, 3, -1, HealthStatus.Degraded, "The checkpoint shown has 2 cosignatures of 3; the policy was never met.")]
    [InlineData(2, 3, 3, 11, HealthStatus.Unhealthy, "The checkpoint shown has 2 cosignatures of 3; the policy of that time was last met 0.00:11:00 ago.")]
    public async Task An_unmet_policy_is_told_at_once(int cosignatures, int then, int now, int minutes, HealthStatus status, string detail)
    {
        var met = minutes < 0 ? default(DateTimeOffset?) : house.Clock.GetUtcNow().AddMinutes(-minutes);
        await house.Witnesses.ReplacePublishedAsync(null, new("note", cosignatures, then, met), TestContext.Current.CancellationToken);
        var health = await CheckAsync(now);
        Assert.Equal((status, detail), (health.Status, health.Description));
    }

    [Fact]
    public async Task Without_a_policy_nothing_is_asked_and_before_the_first_checkpoint_it_is_not_met()
    {
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(0)).Status);
        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(1)).Status);
    }
}
