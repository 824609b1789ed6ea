using Microsoft.AspNetCore.Mvc;

namespace CreditShare.Query.Watches;

/// <summary>What a watch must say, as it came.</summary>
internal sealed class WatchQuery
{
    /// <summary>Unified Social Credit Code of the subject.</summary>
    [FromRoute(Name = "uscc")]
    public required string Uscc { get; init; }

    /// <summary>Code of the purpose; one that the agency may state.</summary>
    [FromQuery(Name = "purpose")]
    public string? Purpose { get; init; }

    /// <summary>The case for which the subject is watched.</summary>
    [FromQuery(Name = "caseNumber")]
    public string? CaseNumber { get; init; }
}

/// <summary>A watch, as its agency sees it.</summary>
/// <param name="Code">The subject's.</param>
/// <param name="Purpose">For which it is watched.</param>
/// <param name="CaseNumber">In which case.</param>
/// <param name="Account">Who set it.</param>
/// <param name="Since">UTC.</param>
/// <param name="LogEntry">Id of the entry that says so; only in the answer to setting it.</param>
internal sealed record WatchAnswer(string Code, string Purpose, string CaseNumber, string Account, DateTimeOffset Since, string? LogEntry = null);

/// <param name="Items">In the order of codes.</param>
/// <param name="Next">Address of the next page; absent on the last one.</param>
/// <param name="Count">How many the agency watches.</param>
/// <param name="Most">How many it may.</param>
internal sealed record WatchPage(IReadOnlyList<WatchAnswer> Items, string? Next, long Count, int Most);
