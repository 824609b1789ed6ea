using System.Globalization;
using System.Runtime.CompilerServices;
using MassTransit;
using RabbitMQ.Client;
using ExchangeType = RabbitMQ.Client.ExchangeType;

namespace CreditShare.Hosting.Bus;

/// <summary>
/// Takes the place of the bus's own move to an error queue: that copies <c>user_id</c>, the broker refuses the copy because the mover is not the sender, and the
/// message comes back for ever, with its city's queue behind it. Here the sender goes into a header; the message is acknowledged when the broker has confirmed the copy.
/// </summary>
/// <param name="broker">By which account it is set aside, the copy says as its <c>user_id</c>: so whoever sends it again knows whose word the headers are.</param>
/// <param name="exchange">Where to; it is there already.</param>
/// <param name="queue">Where from.</param>
/// <param name="time">The clock.</param>
/// <param name="first">Done before; while it fails the message stays where it is.</param>
/// <param name="vouch">What is written beside a message of which whoever sets it aside knows whose it is; null beside others.</param>
public sealed class QuarantineFilter(
    BrokerConnection broker, string exchange, string queue, TimeProvider time, Func<SetAsideMessage, CancellationToken, Task>? first = null,
    Func<RabbitMqBasicConsumeContext, ReceiveContext, byte[]?>? vouch = null) : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly ConditionalWeakTable<RabbitMqBasicConsumeContext, object> setAside = [];

    /// <summary>Makes the quarantine: an exchange and a queue of one name, and exchanges that lead there. The default exchange would need a right that leads to every queue.</summary>
    public static async Task DeclareAsync(IChannel channel, string quarantine, CancellationToken ct, params IReadOnlyList<string> leading)
    {
        var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum", [BrokerLimits.DeliveryLimit] = BrokerLimits.Deliveries };
        await channel.ExchangeDeclareAsync(quarantine, ExchangeType.Fanout, durable: true, cancellationToken: ct);
        await channel.QueueDeclareAsync(quarantine, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: ct);
        await channel.QueueBindAsync(quarantine, quarantine, "", cancellationToken: ct);
        foreach (var exchange in leading)
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, cancellationToken: ct);
            await channel.ExchangeBindAsync(quarantine, exchange, "", cancellationToken: ct);
        }
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
        if (setAside.TryGetValue(delivery, out _))
            return;
        var came = delivery.Properties;
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        var sender = QuarantineHeaders.SenderOf(delivery, queue);
        var redriven = QuarantineHeaders.IsOfRegistry(delivery, queue) ? QuarantineHeaders.RedrivenOf(came.Headers) : 0;
        var properties = CarriedProperties.Of(came, broker.Account);
        var headers = properties.Headers!;
        headers[QuarantineHeaders.Id] = id;
        headers[QuarantineHeaders.Reason] = QuarantineHeaders.Cut(innermost.Message);
        headers[QuarantineHeaders.Fault] = innermost.GetType().Name;
        headers[QuarantineHeaders.Queue] = queue;
        headers[QuarantineHeaders.At] = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        headers[QuarantineHeaders.Redriven] = redriven;
        if (innermost is MessageRefusedException refused)
            headers[QuarantineHeaders.ReasonZh] = QuarantineHeaders.Cut(refused.Zh);
        if (sender is not null)
            headers[QuarantineHeaders.Sender] = sender;
        var body = context.Body.GetBytes();
        if (vouch?.Invoke(delivery, context) is { } signature)
            headers[QuarantineHeaders.Vouched] = signature;
        if (first is not null)
            await first(new(id, queue, sender, fault, redriven, body), limit.Token);
        await using var channel = await broker.OpenChannelAsync(limit.Token);
        await channel.BasicPublishAsync(exchange, "", mandatory: true, properties, body, limit.Token);
        setAside.Add(delivery, id);
    }
}
