using Microsoft.AspNetCore.Mvc;

namespace CreditShare.Query.Lookups;

/// <summary>What a lookup must say, as it came.</summary>
internal sealed class LookupQuery
{
    /// <summary>The parameters that there are; any other is refused.</summary>
    public static readonly IReadOnlyList<string> Names = ["purpose", "caseNumber", "authorisation", "asOf", "knownAt"];

    /// <summary>Unified Social Credit Code of the subject.</summary>
    [FromRoute(Name = "uscc")]
    public required string Uscc { get; init; }

    /// <summary>Code of the purpose; one that the agency may state.</summary>
    [FromQuery(Name = "purpose")]
    public string? Purpose { get; init; }

    /// <summary>The case in which the answer is needed.</summary>
    [FromQuery(Name = "caseNumber")]
    public string? CaseNumber { get; init; }

    /// <summary>Reference of the subject's written authorisation; records of class B are shown only with one.</summary>
    [FromQuery(Name = "authorisation")]
    public string? Authorisation { get; init; }

    /// <summary>What held on this day of China's calendar, 2026-11-23; not later than today. Left out: today, or the day of knownAt.</summary>
    [FromQuery(Name = "asOf")]
    public string? AsOf { get; init; }

    /// <summary>What the registry knew at this instant, 2026-11-23T08:00:00Z; not later than now. Left out: what it knows now.</summary>
    [FromQuery(Name = "knownAt")]
    public string? KnownAt { get; init; }
}
