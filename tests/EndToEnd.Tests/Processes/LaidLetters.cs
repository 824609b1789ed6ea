using System.Globalization;
using CreditShare.Contracts;
using CreditShare.Engines;
using CreditShare.Hosting.Bus;
using CreditShare.Systems;
using RabbitMQ.Client;

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>Messages laid into quarantine by the registry's account, as its filter lays them there: many at once.</summary>
internal static class LaidLetters
{
    private static readonly DateTimeOffset First = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Each a second after the one before it; they lie in the queue in another order.</summary>
    /// <returns>Their ids, oldest first.</returns>
    public static async Task<IReadOnlyList<string>> LayAsync(RabbitMqEngine broker, SeparateServices system, string city, int count, CancellationToken ct)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N")).ToList();
        var factory = new ConnectionFactory { HostName = broker.Host, Port = broker.Port, VirtualHost = system.VirtualHost, UserName = BrokerAccounts.Registry, Password = system.Password(BrokerAccounts.Registry) };
        await using var connection = await factory.CreateConnectionAsync(ct);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), ct);
        // A registry that has just been started may not have come to it.
        await QuarantineFilter.DeclareAsync(channel, QueueNames.Quarantine, ct, QueueNames.Returned);
        foreach (var (place, id) in ids.Index().OrderBy(letter => letter.Item[^4..], StringComparer.Ordinal))
        {
            var properties = new BasicProperties
            {
                ContentType = "application/vnd.masstransit+json", DeliveryMode = DeliveryModes.Persistent, UserId = BrokerAccounts.Registry,
                Headers = new Dictionary<string, object?>
                {
                    [QuarantineHeaders.Id] = id, [QuarantineHeaders.Reason] = "sample", [QuarantineHeaders.Fault] = "SenderRefusedException", [QuarantineHeaders.Queue] = QueueNames.Submissions(city),
                    [QuarantineHeaders.Sender] = BrokerAccounts.City(city), [QuarantineHeaders.At] = First.AddSeconds(place).UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                },
            };
            await channel.BasicPublishAsync(QueueNames.Quarantine, "", mandatory: true, properties, "not a message"u8.ToArray(), ct);
        }
        return ids;
    }
}
