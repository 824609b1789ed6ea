using CreditShare.Domain.Lookups;
using CreditShare.Domain.Measures;

namespace CreditShare.Domain.Cases;

/// <summary>An agency's cases as they are answered, one of them or a page; the log commits to its bytes.</summary>
public sealed record CasesAnswer
{
    /// <summary>Id of the entry in the exchange log; durable before this was sent.</summary>
    public required string LogEntry { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }

    /// <summary>The day by which states are told, in China's calendar.</summary>
    public required DateOnly Day { get; init; }

    public required string Agency { get; init; }

    public required IReadOnlyList<CaseAnswer> Items { get; init; }

    /// <summary>Address of the next page; absent on the last. A page may hold fewer cases than asked for, or none, while there is one.</summary>
    public string? Next { get; init; }
}

/// <summary>A case. What the record states is in it only while the measure holds; afterwards keys, codes and days are left.</summary>
public sealed record CaseAnswer
{
    public required string Id { get; init; }

    public required CaseState State { get; init; }

    /// <summary>Why the measure holds no more; absent while it holds.</summary>
    public CaseEnd? Ended { get; init; }

    /// <summary>What is to be done next, for a reader.</summary>
    public required string NoteZh { get; init; }

    public required string NoteEn { get; init; }

    public required AnswerSubject Subject { get; init; }

    public required CaseMeasure Measure { get; init; }

    /// <summary>Key of the record: its city and its id there.</summary>
    public required string Record { get; init; }

    /// <summary>City that sent the record.</summary>
    public required string RecordCity { get; init; }

    /// <summary>The record behind the measure; absent once the measure has ended.</summary>
    public AnswerRecordReference? Basis { get; init; }

    /// <summary>Last day of the measure; absent once it has ended, or where there is no end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Present if the record is of another province: whose it is, and where the measure is published.</summary>
    public CrossProvince? CrossProvince { get; init; }

    public required CaseOpened Opened { get; init; }

    /// <summary>Last day for claiming.</summary>
    public required DateOnly ClaimBy { get; init; }

    public CaseSaid? Claimed { get; init; }

    /// <summary>Present if it was claimed after its last day.</summary>
    public bool? ClaimedLate { get; init; }

    /// <summary>Last day for feeding back; absent as long as nobody claimed.</summary>
    public DateOnly? FeedbackBy { get; init; }

    /// <summary>Present if feedback is awaited and its last day has passed.</summary>
    public bool? FeedbackOverdue { get; init; }

    public CaseSaid? Feedback { get; init; }

    public CaseSaid? Released { get; init; }

    /// <summary>Earlier rounds of a record that had ended and was stated anew; absent if there are none.</summary>
    public IReadOnlyList<CaseEarlier>? Earlier { get; init; }
}

/// <param name="LegalBasis">The articles that were in force when the case was opened.</param>
/// <param name="PublishedIn">Member cities where it is published; absent if the list of the day has it no more.</param>
/// <param name="Verified">False while legal staff have not checked the entry against the text in force.</param>
public sealed record CaseMeasure(
    string Id, string? TitleZh, string? TitleEn, MeasureKind? Kind, bool? Binding, IReadOnlyList<AnswerArticle> LegalBasis, IReadOnlyList<string>? PublishedIn, bool? Verified);

/// <param name="At">UTC.</param>
/// <param name="Version">Version of the record that opened the case.</param>
/// <param name="Edition">Measures edition by which it was opened.</param>
/// <param name="WorkingDays">Given for claiming, and after the claim for feeding back.</param>
/// <param name="Item">Catalogue item of the record.</param>
/// <param name="DecidedOn">Day of the record's decision.</param>
public sealed record CaseOpened(DateTimeOffset At, int Version, string Edition, int WorkingDays, string Item, DateOnly DecidedOn);

/// <summary>What the agency said.</summary>
/// <param name="At">UTC.</param>
/// <param name="LogEntry">Its entry in the exchange log.</param>
/// <param name="Applied">Feedback only.</param>
/// <param name="On">Feedback and release: the day on which the agency did so.</param>
/// <param name="CaseNumber">Feedback only: the agency's own case.</param>
/// <param name="Ground">Feedback only, and only in the answer about one case; absent if none was given or it was deleted with the record.</param>
public sealed record CaseSaid(DateTimeOffset At, string LogEntry, bool? Applied = null, DateOnly? On = null, string? CaseNumber = null, string? Ground = null);

/// <param name="Opened">Its opening.</param>
/// <param name="Claimed">Its claim, if there was one.</param>
/// <param name="Feedback">Its feedback, if there was one.</param>
/// <param name="Released">Its release, if there was one.</param>
public sealed record CaseEarlier(CaseOpened Opened, CaseSaid? Claimed, CaseSaid? Feedback, CaseSaid? Released);
