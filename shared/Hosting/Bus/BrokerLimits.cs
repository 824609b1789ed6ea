namespace CreditShare.Hosting.Bus;

/// <summary>What the broker must not decide for us.</summary>
public static class BrokerLimits
{
    /// <summary>Argument of a quorum queue.</summary>
    public const string DeliveryLimit = "x-delivery-limit";

    /// <summary>
    /// RabbitMQ 4 drops a message that was delivered 20 times in vain, without a word. A message leaves our queues when it is dealt with or set aside, and a consumer that is
    /// killed again and again, or that looks at what was set aside, must not make one vanish.
    /// </summary>
    public const int Deliveries = 1_000_000;
}
