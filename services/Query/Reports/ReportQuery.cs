using Microsoft.AspNetCore.Mvc;

namespace CreditShare.Query.Reports;

/// <summary>What somebody who wants a report must say, as it came. A report is about the present: on paper, the past would be taken for it.</summary>
internal sealed class ReportQuery
{
    /// <summary>Unified Social Credit Code of the subject.</summary>
    [FromRoute(Name = "uscc")]
    public required string Uscc { get; init; }

    /// <summary>Code of the purpose; one that the agency may state.</summary>
    [FromQuery(Name = "purpose")]
    public string? Purpose { get; init; }

    /// <summary>The case in which the report is needed.</summary>
    [FromQuery(Name = "caseNumber")]
    public string? CaseNumber { get; init; }

    /// <summary>Reference of the subject's written authorisation; records of class B are shown only with one.</summary>
    [FromQuery(Name = "authorisation")]
    public string? Authorisation { get; init; }

    /// <summary>html (default) or pdf.</summary>
    [FromQuery(Name = "format")]
    public string? Format { get; init; }
}
