namespace CreditShare.Engines.RabbitMq;

/// <summary>Regular expressions on names of exchanges and queues, as the broker has them; the empty one allows nothing.</summary>
public sealed record Permissions(string Configure, string Write, string Read)
{
    public static readonly Permissions All = new(".*", ".*", ".*");
}
