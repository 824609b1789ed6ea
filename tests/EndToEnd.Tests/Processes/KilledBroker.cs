using CreditShare.Engines;

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>A broker of their own for the tests of a class that kill it, so that all others can run beside.</summary>
public sealed class KilledBroker : IAsyncLifetime
{
    // Null where it did not start: that is the failure to be read, not another one at the end.
    private RabbitMqEngine? broker;

    public RabbitMqEngine Broker => broker!;

    public async ValueTask InitializeAsync() => broker = await RabbitMqEngine.StartPrivateAsync();

    public ValueTask DisposeAsync() => broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
