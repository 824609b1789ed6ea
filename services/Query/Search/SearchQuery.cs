using Microsoft.AspNetCore.Mvc;

namespace CreditShare.Query.Search;

/// <summary>A search for subjects by name, as it came.</summary>
internal sealed class SearchQuery
{
    /// <summary>A name or a part of one; at least two characters beside blanks, brackets and the form of company.</summary>
    [FromQuery(Name = "name")]
    public string? Name { get; init; }

    /// <summary>Code of the purpose; one that the agency may state.</summary>
    [FromQuery(Name = "purpose")]
    public string? Purpose { get; init; }

    /// <summary>The case in which the subject is looked for.</summary>
    [FromQuery(Name = "caseNumber")]
    public string? CaseNumber { get; init; }

    /// <summary>1 to 50; default 20.</summary>
    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    /// <summary>Where the page before ended; the address of the next page has it.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }
}
