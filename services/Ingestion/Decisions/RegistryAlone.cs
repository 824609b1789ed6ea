using CreditShare.Contracts;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Bus;
using CreditShare.Ingestion.Publishing;
using MassTransit;

namespace CreditShare.Ingestion.Decisions;

/// <summary>
/// Decisions, objections and answers count for good once they are taken, and nobody signs them. So they are believed only of the registry's account, for which the broker vouches, and only if they
/// were sent to this city: what the registry sent to another one, somebody may have led here. What an operator sends again came to the quarantine by this city's account, and so by whoever has its password:
/// it is believed if this city signed it when it set it aside, which it does with what it would have believed then.
/// </summary>
/// <param name="city">The city.</param>
/// <param name="key">Its key.</param>
internal sealed class RegistryAlone(string city, CityKey key)
{
    /// <exception cref="NotFromRegistryException">Somebody else sent it, or it came another way.</exception>
    public void Check(ConsumeContext context)
    {
        if (context.TryGetPayload<RabbitMqBasicConsumeContext>(out var rabbit) && !IsBelieved(rabbit, context.ReceiveContext))
            throw new NotFromRegistryException(rabbit.Properties.UserId ?? "", rabbit.Exchange);
    }

    /// <summary>What is written beside a message that is set aside; null beside one that is not to be believed.</summary>
    public byte[]? Vouch(RabbitMqBasicConsumeContext delivery, ReceiveContext came) => IsBelieved(delivery, came) ? key.Sign(Digest(came)) : null;

    private bool IsBelieved(RabbitMqBasicConsumeContext delivery, ReceiveContext came) =>
        QuarantineHeaders.IsOfRegistry(delivery, QueueNames.Decisions(city))
        && (QuarantineHeaders.RedrivenOf(delivery.Properties.Headers) == 0
            || (QuarantineHeaders.VouchedOf(delivery.Properties.Headers) is { } signature && Ed25519.Verify(key.PublicKey, Digest(came), signature)));

    private byte[] Digest(ReceiveContext came) => SetAsideDigest.Of(city, came.Body.GetBytes());
}

/// <summary>A message that the registry did not send to this city.</summary>
internal sealed class NotFromRegistryException(string account, string exchange) : MessageRefusedException(
    $"消息由账号“{account}”发送，经交换机“{exchange}”送达；本市只接受登记库账号直接发来的消息，以及本市签名退回后重新发来的消息。",
    $"The message was sent by the account '{account}' and came by the exchange '{exchange}'; a city believes only what the registry's account sent to it, and what it signed itself when it set it aside.");
