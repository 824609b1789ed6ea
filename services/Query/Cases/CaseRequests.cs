using Microsoft.AspNetCore.Mvc;

namespace CreditShare.Query.Cases;

/// <summary>Which of its cases an agency asks for.</summary>
internal sealed class CaseListQuery
{
    /// <summary>The parameters that there are.</summary>
    public static readonly IReadOnlyList<string> Names = ["state", "after", "limit"];

    /// <summary>unclaimed, overdue, claimed, claimed-late, done, closed, release-requested or released; left out: all.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; init; }

    /// <summary>Go on behind this place; the address of the next page has it.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    /// <summary>1 to 500; default 100.</summary>
    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }
}

/// <summary>What an agency did with a case.</summary>
/// <param name="Case">Id of the case; only where the address does not name it.</param>
/// <param name="Applied">Whether the measure was applied.</param>
/// <param name="On">The day on which that was done or decided.</param>
/// <param name="CaseNumber">The agency's own case.</param>
/// <param name="Ground">Why; needed where the measure was not applied.</param>
internal sealed record FeedbackRequest(string? Case, bool? Applied, string? On, string? CaseNumber, string? Ground);

/// <param name="On">The day on which the measure was ended; left out: today.</param>
internal sealed record ReleaseRequest(string? On);

/// <summary>The answer to what an agency says of a case. Names no subject: the agency has that from the case.</summary>
/// <param name="LogEntry">Id of the entry in the exchange log; durable before this was sent. The same statement again is answered with the first one's.</param>
/// <param name="At">When it was said, UTC.</param>
/// <param name="Case">Id of the case.</param>
/// <param name="State">Where the case stands now.</param>
/// <param name="FeedbackBy">Last day for feeding back; absent once that is done.</param>
/// <param name="NoteZh">What is to be done next.</param>
/// <param name="NoteEn">The same in English.</param>
internal sealed record CaseReceipt(string LogEntry, DateTimeOffset At, string Case, Domain.Cases.CaseState State, DateOnly? FeedbackBy, string NoteZh, string NoteEn);
