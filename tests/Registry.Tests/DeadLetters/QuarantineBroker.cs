using CreditShare.Contracts;
using CreditShare.Engines;
using CreditShare.Engines.RabbitMq;
using CreditShare.Hosting.Bus;
using CreditShare.Registry.DeadLetters;
using CreditShare.Testing;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Tests.DeadLetters;

/// <summary>A real broker with the registry's account and one city's. Both may do everything: who may do what is tried where the accounts are those that are deployed.</summary>
public sealed class QuarantineBroker : IAsyncLifetime
{
    private const string Password = "sample";

    private readonly TemporaryFolder folder = new();
    private RabbitMqEngine engine = null!;

    public BrokerConnection Registry { get; private set; } = null!;

    public BrokerConnection City { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await RabbitMqEngine.StartPrivateAsync();
        File.WriteAllText(folder.File("password"), Password);
        (Registry, City) = (await ConnectionAsync(BrokerAccounts.Registry), await ConnectionAsync(BrokerAccounts.City(Some.City)));
    }

    public async ValueTask DisposeAsync()
    {
        await Registry.DisposeAsync();
        await City.DisposeAsync();
        await engine.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Quarantine and the city's decisions as they are on the first day.</summary>
    public async Task EmptyAsync(CancellationToken ct)
    {
        await QuarantineMaker.MakeAsync(Registry, ct);
        await using var channel = await Registry.OpenChannelAsync(ct);
        await QuarantineFilter.DeclareAsync(channel, QueueNames.Decisions(Some.City), ct);
        foreach (var queue in new[] { QueueNames.Quarantine, QueueNames.Decisions(Some.City) })
            await channel.QueuePurgeAsync(queue, ct);
    }

    private async Task<BrokerConnection> ConnectionAsync(string account)
    {
        await engine.CreateUserAsync("/", account, Password, Permissions.All);
        return new(Options.Create(new RabbitMqOptions { Host = engine.Host, Port = engine.Port, User = account, PasswordFile = folder.File("password") }));
    }
}
