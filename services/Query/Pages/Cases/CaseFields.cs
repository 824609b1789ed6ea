using Microsoft.AspNetCore.Mvc;

namespace CreditShare.Query.Pages.Cases;

/// <summary>What an official typed into the forms of a case, as it came.</summary>
public sealed class CaseFields
{
    /// <summary>true or false; empty if nothing was chosen.</summary>
    [FromForm(Name = "applied")]
    public string? Applied { get; init; }

    /// <summary>A day of China's calendar.</summary>
    [FromForm(Name = "on")]
    public string? On { get; init; }

    /// <summary>The agency's own case.</summary>
    [FromForm(Name = "caseNumber")]
    public string? CaseNumber { get; init; }

    [FromForm(Name = "ground")]
    public string? Ground { get; init; }
}
