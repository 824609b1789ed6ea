namespace CreditShare.Contracts;

/// <summary>
/// Names on the broker. Exchange and queue names differ on purpose: a city's account must be able to declare its own exchange,
/// and broker permissions go by name for exchanges and queues alike.
/// </summary>
public static class QueueNames
{
    /// <summary>The exchange to which a city, and nobody else, publishes.</summary>
    public static string CityExchange(string city) => $"city.{city}";

    /// <summary>The registry's queue of one city's submissions.</summary>
    public static string Submissions(string city) => $"registry.submissions.{city}";

    /// <summary>The registry's queue of messages that were set aside.</summary>
    public const string Quarantine = "registry.quarantine";

    /// <summary>The exchange by which cities set aside what came to them; it leads to <see cref="Quarantine"/>, and they can do nothing else with it.</summary>
    public const string Returned = "registry.returned";

    /// <summary>The city's queue of the registry's decisions.</summary>
    public static string Decisions(string city) => $"ingestion.decisions.{city}";
}
