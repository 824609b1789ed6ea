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
        // What was looked at and put back need not lie where it lay.
        return new(total, [.. items.OrderBy(letter => letter.At)]);
    }

    /// <summary>Deals with the messages of these ids, or with all that lie there now.</summary>
    /// <param name="ids">Null for all.</param>
    /// <param name="deal">Done to each before it is forgotten; false if it cannot be, and stays.</param>
    /// <param name="ct">Stops in between two messages.</param>
    public async Task<DeadLettersDone> DealAsync(IReadOnlyCollection<string>? ids, Func<IChannel, BasicGetResult, DeadLetter, Task<bool>> deal, CancellationToken ct)
    {
        await using var channel = await OpenAsync(ct);
        var wanted = ids?.ToHashSet();
        var done = new List<string>();
        // What is set aside meanwhile is not of this round, or a message that fails again would go round for ever.
        var left = await channel.MessageCountAsync(QueueNames.Quarantine, ct);
        for (; left > 0 && wanted is not { Count: 0 } && await channel.BasicGetAsync(QueueNames.Quarantine, autoAck: false, ct) is { } message; left--)
        {
            var letter = Read(message);
            if (wanted?.Contains(letter.Id) == false || !await deal(channel, message, letter))
                continue;
            wanted?.Remove(letter.Id);
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
        // From here on the headers are the registry's word.
        if (!IsOurs(message.BasicProperties))
            headers.Remove(QuarantineHeaders.Sender);
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
        await QuarantineFilter.DeclareAsync(channel, QueueNames.Quarantine, ct, QueueNames.Returned);
        return channel;
    }

    /// <summary>Whether the registry set it aside; then, and only then, its headers say where it came from.</summary>
    private static bool IsOurs(IReadOnlyBasicProperties properties) => properties.UserId == BrokerAccounts.Registry;

    /// <summary>A city sets aside what came to its own queue and nothing else, whatever it writes into the headers. Null for an account that is no city's.</summary>
    private static string? DecisionsOf(string? account) =>
        account is not null && account.StartsWith(BrokerAccounts.City(""), StringComparison.Ordinal) ? QueueNames.Decisions(account[BrokerAccounts.City("").Length..]) : null;

    private DeadLetter Read(BasicGetResult message)
    {
        var headers = message.BasicProperties.Headers;
        var account = message.BasicProperties.UserId;
        var ours = IsOurs(message.BasicProperties);
        DateTimeOffset? at = DateTimeOffset.TryParse(Text(QuarantineHeaders.At), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read) ? read : null;
        return new(
            Text(QuarantineHeaders.Id) ?? "", Text(QuarantineHeaders.Reason), Text(QuarantineHeaders.Fault), ours ? Text(QuarantineHeaders.Sender) : account, ours ? Text(QuarantineHeaders.Queue) : DecisionsOf(account), at,
            at is { } since ? (time.GetUtcNow() - since).TotalSeconds : null, message.Body.Length,
            headers?.TryGetValue(QuarantineHeaders.Redriven, out var times) == true && times is int count ? count : 0, Text(QuarantineHeaders.ReasonZh));

        string? Text(string name) => headers?.TryGetValue(name, out var value) == true && value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : null;
    }
}
