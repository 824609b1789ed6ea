using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace CreditShare.Registry.DeadLetters;

/// <summary>A message that was taken out of the quarantine queue and neither put back nor forgotten yet.</summary>
/// <param name="DeliveryTag">By which the channel knows it.</param>
/// <param name="Exchange">The exchange by which it came, on the broker's word.</param>
/// <param name="Properties">As its sender wrote them, but for <c>user_id</c>, which the broker vouches for.</param>
/// <param name="Body">What came.</param>
internal sealed record TakenMessage(ulong DeliveryTag, string Exchange, IReadOnlyBasicProperties Properties, ReadOnlyMemory<byte> Body)
{
    public static TakenMessage Of(BasicGetResult message) => new(message.DeliveryTag, message.Exchange, message.BasicProperties, message.Body);

    /// <summary>Copied: the client lends the content only until its event ends.</summary>
    public static TakenMessage Of(BasicDeliverEventArgs message) => new(message.DeliveryTag, message.Exchange, message.BasicProperties, message.Body.ToArray());
}
