using Microsoft.AspNetCore.Mvc;

namespace CreditShare.Query.BatchLookups;

/// <summary>What a lookup of many states once for all codes: as parameters where the body is NDJSON, and the members of <see cref="BatchLookupBody"/> where it is JSON.</summary>
internal sealed class BatchLookupQuery
{
    /// <summary>punishments, rewards or records.</summary>
    [FromQuery(Name = "asked")]
    public string? Asked { get; init; }

    /// <summary>Code of the purpose; one that the agency may state.</summary>
    [FromQuery(Name = "purpose")]
    public string? Purpose { get; init; }

    /// <summary>The case in which the answers are needed, such as the number of the tender.</summary>
    [FromQuery(Name = "caseNumber")]
    public string? CaseNumber { get; init; }

    /// <summary>As with a lookup of one.</summary>
    [FromQuery(Name = "asOf")]
    public string? AsOf { get; init; }

    /// <summary>As with a lookup of one. Each code then costs a reading of its subject's whole history.</summary>
    [FromQuery(Name = "knownAt")]
    public string? KnownAt { get; init; }
}

/// <summary>The JSON body of a lookup of many.</summary>
/// <param name="Codes">1 to 10,000, in any order; a repeated one is answered once.</param>
internal sealed record BatchLookupBody(string? Asked, string? Purpose, string? CaseNumber, string? AsOf, string? KnownAt, IReadOnlyList<string?>? Codes);
