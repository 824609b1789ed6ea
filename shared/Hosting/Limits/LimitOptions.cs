namespace CreditShare.Hosting.Limits;

/// <summary>Section <c>Limits</c>: how often an agency, or a subject's representative, may ask. They hold for each process by itself: with n of them an agency has up to n times as much.</summary>
public sealed class LimitOptions
{
    private const int MostPerMinute = 1_000_000;
    private const int MostPerDay = 100_000_000;

    /// <summary>Calls in a minute, a list of subjects being one call. 1 to 1,000,000; default 1,200. It protects the service.</summary>
    public int PerMinute { get; init; } = 1_200;

    /// <summary>Subjects in 24 hours from the first call, a list counting as many as it has. 1 to 100,000,000; default 100,000. It protects the subjects from being copied out.</summary>
    public int PerDay { get; init; } = 100_000;

    /// <summary>Other limits for single agencies, by their code.</summary>
    public Dictionary<string, AgencyLimit> Agencies { get; init; } = [];

    public int CallsOf(string? agency) => (agency is null ? null : Agencies.GetValueOrDefault(agency)?.PerMinute) ?? PerMinute;

    public int SubjectsOf(string? agency) => (agency is null ? null : Agencies.GetValueOrDefault(agency)?.PerDay) ?? PerDay;

    /// <summary>All faults at once; empty if the options can stand.</summary>
    public IEnumerable<string> Faults()
    {
        var limits = new List<(string Name, int? Value, int Most)> { ("Limits:PerMinute", PerMinute, MostPerMinute), ("Limits:PerDay", PerDay, MostPerDay) };
        foreach (var (agency, limit) in Agencies)
        {
            limits.Add(($"Limits:Agencies:{agency}:PerMinute", limit.PerMinute, MostPerMinute));
            limits.Add(($"Limits:Agencies:{agency}:PerDay", limit.PerDay, MostPerDay));
        }
        return limits.Where(limit => limit.Value < 1 || limit.Value > limit.Most).Select(limit => $"{limit.Name} is {limit.Value}; it must lie between 1 and {limit.Most}.");
    }
}

/// <param name="PerMinute">Calls in a minute; null for the usual.</param>
/// <param name="PerDay">Subjects in 24 hours; null for the usual.</param>
public sealed record AgencyLimit(int? PerMinute = null, int? PerDay = null);
