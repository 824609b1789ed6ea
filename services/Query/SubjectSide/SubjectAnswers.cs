using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;

namespace CreditShare.Query.SubjectSide;

/// <summary>All that is held about a subject, told to itself.</summary>
/// <param name="LogEntry">Id of the entry in the exchange log.</param>
/// <param name="AnsweredAt">UTC.</param>
/// <param name="Subject">Its code.</param>
/// <param name="Revision">Of its profile; 0 if nothing was ever held.</param>
/// <param name="Day">China's calendar.</param>
/// <param name="Records">In the order in which they first came; also those that are in no answer.</param>
/// <param name="NoteZh">What that means.</param>
/// <param name="NoteEn">What that means.</param>
internal sealed record OwnAnswer(
    string LogEntry, DateTimeOffset AnsweredAt, string Subject, long Revision, DateOnly Day, IReadOnlyList<OwnRecordAnswer> Records, string NoteZh, string NoteEn);

/// <param name="Key">City and the bureau's id: an objection names it.</param>
/// <param name="State">shared, not-shared, expired or ended.</param>
/// <param name="Sharing">A, B or C: who may see it while it is shared.</param>
/// <param name="Disputed">Whether an objection is open.</param>
/// <param name="SharedFrom">Absent if it is not shared at all.</param>
/// <param name="SharedUntil">Last day; absent where there is none.</param>
/// <param name="KnownAt">When the registry accepted this version (UTC).</param>
/// <param name="Clocks">The days that govern it, each with its rule; absent for what is not adverse.</param>
internal sealed record OwnRecordAnswer(
    string Key, int Version, string City, string? Item, string? ItemTitle, OwnState State, string? Sharing, Severity? Severity, bool Disputed,
    DateOnly? SharedFrom, DateOnly? SharedUntil, DateTimeOffset KnownAt, RecordClocks? Clocks, CreditRecord Record);

/// <summary>Who looked the subject up.</summary>
/// <param name="Next">Address of the next page; absent on the last.</param>
/// <param name="NoteZh">What is not in it.</param>
/// <param name="NoteEn">What is not in it.</param>
internal sealed record InquiryPage(string LogEntry, DateTimeOffset AnsweredAt, string Subject, IReadOnlyList<Inquiry> Items, string? Next, string NoteZh, string NoteEn);

/// <param name="At">UTC.</param>
/// <param name="Asked">punishments, rewards, records or report.</param>
/// <param name="Result">found or none-found; absent for a list.</param>
/// <param name="List">True if it was one of many in a list; else absent.</param>
/// <param name="LogEntry">Id of its entry in the exchange log.</param>
internal sealed record Inquiry(DateTimeOffset At, InquiringAgency Agency, InquiryPurpose? Purpose, string Asked, string? Result, bool? List, string LogEntry);

/// <param name="Name">As the register has it now; absent if the agency is no longer in it.</param>
internal sealed record InquiringAgency(string? Code, string? Name, string? NameEn, string? City);

internal sealed record InquiryPurpose(string Code, string? Zh, string? En);
