using System.Globalization;
using MassTransit;
using RabbitMQ.Client;
using ExchangeType = RabbitMQ.Client.ExchangeType;

namespace CreditShare.Hosting.Bus;

/// <summary>
/// Takes the place of the bus's own move to an error queue: that copies <c>user_id</c>, the broker refuses the copy because the mover is not the sender, and the
/// message comes back for ever, with its city's queue behind it. Here the sender goes into a header; the message is acknowledged when the broker has confirmed the copy.
/// </summary>
public sealed class QuarantineFilter(BrokerConnection broker, string quarantine, string queue, TimeProvider time) : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    private const int LongestReason = 500;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    // Of the message set aside last; the queue's messages come one at a time.
    private (string Consumer, ulong Delivery)? setAside;

    /// <summary>Makes the quarantine: an exchange and a queue of one name. The default exchange would need a right that leads to every queue.</summary>
    public static async Task DeclareAsync(IChannel channel, string quarantine, CancellationToken ct)
    {
        // A look at the queue counts as a delivery, so its limit lies where no reader comes.
        var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = 1_000_000 };
        await channel.ExchangeDeclareAsync(quarantine, ExchangeType.Fanout, durable: true, cancellationToken: ct);
        await channel.QueueDeclareAsync(quarantine, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: ct);
        await channel.QueueBindAsync(quarantine, quarantine, "", cancellationToken: ct);
    }

    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next) => SetAsideAsync(context, context.Exception);

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) => SetAsideAsync(context, new NotSupportedException("No consumer takes messages of this type."));

    public void Probe(ProbeContext context) => context.CreateFilterScope("quarantine");

    private async Task SetAsideAsync(ReceiveContext context, Exception fault)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        limit.CancelAfter(Limit);
        var innermost = fault.GetBaseException();
        var delivery = context.GetPayload<RabbitMqBasicConsumeContext>();
        // What cannot be read goes down both ways, as an error and as a message that nobody took.
        if (setAside == (delivery.ConsumerTag, delivery.DeliveryTag))
            return;
        var came = delivery.Properties;
        var headers = new Dictionary<string, object?>(came.Headers ?? new Dictionary<string, object?>())
        {
            [QuarantineHeaders.Id] = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
            [QuarantineHeaders.Reason] = innermost.Message.Length <= LongestReason ? innermost.Message : innermost.Message[..LongestReason],
            [QuarantineHeaders.Fault] = innermost.GetType().Name,
            [QuarantineHeaders.Queue] = queue,
            [QuarantineHeaders.At] = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        };
        // What a sender wrote into our header is nobody's word; sent again, the message came through the registry's account, whose header stands.
        if (came.UserId is not null && came.UserId != Contracts.BrokerAccounts.Registry)
            headers[QuarantineHeaders.Sender] = came.UserId;
        else if (came.UserId is null)
            headers.Remove(QuarantineHeaders.Sender);
        var properties = new BasicProperties
        {
            ContentType = came.ContentType, MessageId = came.MessageId, CorrelationId = came.CorrelationId, DeliveryMode = DeliveryModes.Persistent, Headers = headers,
        };
        await using var channel = await broker.OpenChannelAsync(limit.Token);
        await DeclareAsync(channel, quarantine, limit.Token);
        await channel.BasicPublishAsync(quarantine, "", mandatory: true, properties, context.Body.GetBytes(), limit.Token);
        setAside = (delivery.ConsumerTag, delivery.DeliveryTag);
    }
}
