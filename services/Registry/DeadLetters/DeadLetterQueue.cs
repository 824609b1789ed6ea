using System.Globalization;
using System.Text;
using CreditShare.Contracts;
using CreditShare.Hosting.Bus;
using RabbitMQ.Client;

namespace CreditShare.Registry.DeadLetters;

/// <summary>
/// The quarantine queue, by RabbitMQ's own client. A message is taken, dealt with, and only then forgotten: what a crash interrupts lies there still, and may have
/// been sent again, which is harmless. While one looks, others see nothing of what is being looked at.
/// </summary>
internal sealed class DeadLetterQueue(BrokerConnection broker, TimeProvider time)
{
    /// <summary>Messages shown at once; each is held in memory while it is looked at.</summary>
    public const int MostShown = 500;

    public async Task<DeadLetterList> ListAsync(int most, CancellationToken ct)
    {
        // Closing the channel puts everything back where it was.
        await using var channel = await OpenAsync(ct);
        var items = new List<DeadLetter>();
        var total = 0;
        while (items.Count < most && await channel.BasicGetAsync(QueueNames.Quarantine, autoAck: false, ct) is { } message)
        {
            items.Add(Read(message));
            total = items.Count + (int)message.MessageCount;
        }
        return new(total, items);
    }

    /// <summary>Deals with the messages of these ids, or with all that lie there now.</summary>
    /// <param name="ids">Null for all.</param>
    /// <param name="deal">Done to each before it is forgotten.</param>
    /// <param name="ct">Stops in between two messages.</param>
    public async Task<DeadLettersDone> DealAsync(IReadOnlyCollection<string>? ids, Func<IChannel, BasicGetResult, DeadLetter, Task> deal, CancellationToken ct)
    {
        await using var channel = await OpenAsync(ct);
        var wanted = ids?.ToHashSet();
        var done = new List<string>();
        // What is set aside meanwhile is not of this round, or a message that fails again would go round for ever.
        var left = await channel.MessageCountAsync(QueueNames.Quarantine, ct);
        for (; left > 0 && wanted is not { Count: 0 } && await channel.BasicGetAsync(QueueNames.Quarantine, autoAck: false, ct) is { } message; left--)
        {
            var letter = Read(message);
            if (wanted is not null && !wanted.Remove(letter.Id))
                continue;
            await deal(channel, message, letter);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, ct);
            done.Add(letter.Id);
        }
        return new(done, wanted is null ? [] : [.. wanted]);
    }

    /// <summary>Puts a message back into the queue it came from, with the sender that was vouched for when it came.</summary>
    public static async Task SendAgainAsync(IChannel channel, BasicGetResult message, DeadLetter letter, CancellationToken ct)
    {
        var headers = new Dictionary<string, object?>(message.BasicProperties.Headers ?? new Dictionary<string, object?>())
        {
            [QuarantineHeaders.Redriven] = letter.Redriven + 1,
        };
        var properties = new BasicProperties
        {
            ContentType = message.BasicProperties.ContentType, MessageId = message.BasicProperties.MessageId, CorrelationId = message.BasicProperties.CorrelationId,
            DeliveryMode = DeliveryModes.Persistent, Headers = headers, UserId = BrokerAccounts.Registry,
        };
        // The bus gives each queue an exchange of its name.
        await channel.BasicPublishAsync(letter.Queue ?? "", "", mandatory: true, properties, message.Body, ct);
    }

    private async Task<IChannel> OpenAsync(CancellationToken ct)
    {
        var channel = await broker.OpenChannelAsync(ct);
        await QuarantineFilter.DeclareAsync(channel, QueueNames.Quarantine, ct);
        return channel;
    }

    private DeadLetter Read(BasicGetResult message)
    {
        var headers = message.BasicProperties.Headers;
        DateTimeOffset? at = DateTimeOffset.TryParse(Text(QuarantineHeaders.At), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read) ? read : null;
        return new(
            Text(QuarantineHeaders.Id) ?? "", Text(QuarantineHeaders.Reason), Text(QuarantineHeaders.Fault), Text(QuarantineHeaders.Sender), Text(QuarantineHeaders.Queue), at,
            at is { } since ? (time.GetUtcNow() - since).TotalSeconds : null, message.Body.Length,
            headers?.TryGetValue(QuarantineHeaders.Redriven, out var times) == true && times is int count ? count : 0);

        string? Text(string name) => headers?.TryGetValue(name, out var value) == true && value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : null;
    }
}
