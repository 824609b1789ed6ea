using CreditShare.Engines;

[assembly: AssemblyFixture(typeof(CreditShare.EndToEnd.Tests.Processes.BrokerFixture))]

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>One real broker for all tests that need one; each takes a virtual host of its own. What kills a broker has one of its own (<see cref="KilledBroker"/>).</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    // Null where it did not start: that is the failure to be read, not another one at the end.
    private RabbitMqEngine? broker;

    public RabbitMqEngine Broker => broker!;

    public async ValueTask InitializeAsync() => broker = await RabbitMqEngine.StartAsync();

    public ValueTask DisposeAsync() => broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
