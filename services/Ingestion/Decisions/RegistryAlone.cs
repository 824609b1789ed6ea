using CreditShare.Contracts;
using CreditShare.Hosting.Bus;
using MassTransit;

namespace CreditShare.Ingestion.Decisions;

/// <summary>
/// Decisions, objections and answers count for good once they are taken, and nobody signs them. So they are believed only of the registry's account, for which the broker vouches, and only if they
/// were sent to this city: what the registry sent to another one, somebody may have led here.
/// </summary>
internal static class RegistryAlone
{
    /// <exception cref="NotFromRegistryException">Somebody else sent it, or it came another way.</exception>
    public static void Check(ConsumeContext context, string city)
    {
        if (!context.TryGetPayload<RabbitMqBasicConsumeContext>(out var rabbit))
            return;
        var (account, exchange) = (rabbit.Properties.UserId ?? "", rabbit.Exchange);
        if (account != BrokerAccounts.Registry || exchange != QueueNames.Decisions(city))
            throw new NotFromRegistryException(account, exchange);
    }
}

/// <summary>A message that the registry did not send to this city.</summary>
internal sealed class NotFromRegistryException(string account, string exchange) : MessageRefusedException(
    $"消息由账号“{account}”发送，经交换机“{exchange}”送达；本市只接受登记库账号直接发来的消息。",
    $"The message was sent by the account '{account}' and came by the exchange '{exchange}'; a city believes only what the registry's account sent to it.");
