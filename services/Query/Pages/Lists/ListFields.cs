using CreditShare.Query.BatchLookups;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CreditShare.Query.Pages.Lists;

/// <summary>What an official typed or chose to look up many subjects, as it came.</summary>
public sealed class ListFields
{
    /// <summary>Codes, pasted: a line each.</summary>
    [FromForm(Name = "codes")]
    public string? Codes { get; init; }

    /// <summary>A table as CSV or text, a subject a line; counts if nothing is pasted.</summary>
    [FromForm(Name = "file")]
    public IFormFile? File { get; init; }

    /// <summary>punishments or rewards.</summary>
    [FromForm(Name = "asked")]
    public string? Asked { get; init; }

    [FromForm(Name = "purpose")]
    public string? Purpose { get; init; }

    [FromForm(Name = "caseNumber")]
    public string? CaseNumber { get; init; }

    /// <summary>What is stated once for all codes.</summary>
    internal BatchLookupBody Body => new(Asked, Purpose, CaseNumber, null, null, null);
}
