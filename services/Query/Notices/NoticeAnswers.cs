using CreditShare.Domain.Notices;
using CreditShare.Domain.Records;
using CreditShare.Storage;

namespace CreditShare.Query.Notices;

/// <summary>A page of an agency's notices.</summary>
/// <param name="Items">In the order of their cursors.</param>
/// <param name="Next">Where to go on, also when there is nothing now; good for ever.</param>
/// <param name="LogEntry">Id of the entry that says what was given; absent if nothing was.</param>
public sealed record NoticePage(IReadOnlyList<NoticeAnswer> Items, string Next, string? LogEntry);

/// <summary>A record that the agency was told of has changed. What it says now is asked for by a lookup, which is logged with purpose and case.</summary>
public sealed record NoticeAnswer
{
    public required string Id { get; init; }

    public required long Cursor { get; init; }

    /// <summary>submit (stated anew), correct, withdraw, repair, dispute, resolve or erase.</summary>
    public required string Change { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Code of the subject that the agency asked about.</summary>
    public required string Subject { get; init; }

    public required NoticeRecord Record { get; init; }

    /// <summary>Log entry of the decision.</summary>
    public required string Decision { get; init; }

    /// <summary>Log entry of the agency's own answer, with its purpose and case.</summary>
    public required string Answer { get; init; }

    /// <summary>open or confirmed.</summary>
    public required string State { get; init; }

    public NoticeConfirmation? Confirmation { get; init; }

    public required string NoteZh { get; init; }

    public required string NoteEn { get; init; }

    public required NoticeLinks Links { get; init; }

    public static NoticeAnswer Of(Notice notice)
    {
        var (zh, en) = NoticeTexts.Of(RecordWords.HeldChange(notice.Change) ?? ChangeKind.Correct);
        return new()
        {
            Id = notice.Id,
            Cursor = notice.Cursor,
            Change = notice.Change,
            DecidedAt = notice.DecidedAt,
            Subject = notice.Subject,
            Record = new(notice.Key, notice.FromVersion, notice.ToVersion),
            Decision = notice.Decision,
            Answer = notice.Answer,
            State = notice.Confirmation is null ? "open" : "confirmed",
            Confirmation = notice.Confirmation,
            NoteZh = zh,
            NoteEn = en,
            Links = new($"/v1/subjects/{notice.Subject}/records", $"/v1/notices/{notice.Id}/confirmation"),
        };
    }
}

/// <param name="Key">The record.</param>
/// <param name="FromVersion">The version that the agency was told.</param>
/// <param name="ToVersion">The version that it is to hear of.</param>
public sealed record NoticeRecord(string Key, int FromVersion, int ToVersion);

/// <param name="Lookup">Where the subject is looked up again, with a purpose and a case.</param>
/// <param name="Confirmation">Where the notice is confirmed.</param>
public sealed record NoticeLinks(string Lookup, string Confirmation);

/// <param name="Notice">Id.</param>
/// <param name="Done">Code of what was done.</param>
/// <param name="At">UTC.</param>
/// <param name="LogEntry">Id of the entry that says so.</param>
public sealed record ConfirmationAnswer(string Notice, string Done, DateTimeOffset At, string LogEntry);
