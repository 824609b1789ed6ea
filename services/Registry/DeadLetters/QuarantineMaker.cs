using CreditShare.Contracts;
using CreditShare.Hosting.Bus;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.DeadLetters;

/// <summary>Makes the quarantine on the broker when the registry starts: the cities set aside what came to them there, and may not make it themselves.</summary>
internal sealed partial class QuarantineMaker(BrokerConnection broker, TimeProvider time, ILogger<QuarantineMaker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <exception cref="RabbitMQ.Client.Exceptions.BrokerUnreachableException">The broker is away or refuses the account.</exception>
    public static async Task MakeAsync(BrokerConnection broker, CancellationToken ct)
    {
        await using var channel = await broker.OpenChannelAsync(ct);
        await QuarantineFilter.DeclareAsync(channel, QueueNames.Quarantine, ct, QueueNames.Returned);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await MakeAsync(broker, stoppingToken);
                return;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                NotMade(logger, Pause, fault);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(2501, LogLevel.Warning, "The quarantine could not be made on the broker, again in {Pause}")]
    private static partial void NotMade(ILogger logger, TimeSpan pause, Exception fault);
}
