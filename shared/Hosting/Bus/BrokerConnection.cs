using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace CreditShare.Hosting.Bus;

/// <summary>RabbitMQ by its own client, for what the bus does not do: setting aside, and looking at what lies aside. Connects when first used, and again when lost.</summary>
public sealed class BrokerConnection(IOptions<RabbitMqOptions> options) : IAsyncDisposable
{
    private readonly SemaphoreSlim opening = new(1);
    private IConnection? connection;

    /// <summary>By which it connects.</summary>
    public string Account => options.Value.User;

    /// <summary>A channel whose publishes end when the broker has confirmed them, and fail when no queue takes them. The caller closes it.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.BrokerUnreachableException">The broker is away or refuses the account.</exception>
    public async Task<IChannel> OpenChannelAsync(CancellationToken ct)
    {
        await opening.WaitAsync(ct);
        try
        {
            if (connection is not { IsOpen: true })
            {
                if (connection is not null)
                    await connection.DisposeAsync();
                connection = null;
                connection = await Factory(options.Value).CreateConnectionAsync("creditshare quarantine", ct);
            }
            return await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), ct);
        }
        finally
        {
            opening.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
        opening.Dispose();
    }

    internal static ConnectionFactory Factory(RabbitMqOptions options) => new()
    {
        Ssl = new() { Enabled = options.UsesTls, ServerName = options.Host },
        HostName = options.Host, Port = options.Port, VirtualHost = options.VirtualHost, UserName = options.User, Password = options.ReadPassword(),
        AutomaticRecoveryEnabled = false,
    };
}
