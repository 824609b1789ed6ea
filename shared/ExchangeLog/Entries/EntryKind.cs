namespace CreditShare.ExchangeLog.Entries;

/// <summary>What an entry tells of. A reader meets kinds that it does not know and passes over them.</summary>
public static class EntryKind
{
    /// <summary>A record was accepted or rejected, with every reason.</summary>
    public const string RecordDecided = "record.decided";

    /// <summary>A whole batch was refused before its records were looked at.</summary>
    public const string BatchRefused = "batch.refused";

    /// <summary>An agency was told about one subject, "nothing found" included.</summary>
    public const string LookupAnswered = "lookup.answered";

    /// <summary>An agency was told about a list of subjects; the list is committed to, not shown.</summary>
    public const string BatchLookupAnswered = "batch-lookup.answered";

    /// <summary>An agency looked for subjects by name; term and matches are committed to, not shown.</summary>
    public const string SubjectsSearched = "subjects.searched";

    /// <summary>An agency watches a subject from now on, for a purpose and a case.</summary>
    public const string WatchSet = "watch.set";

    /// <summary>An agency watches a subject no more.</summary>
    public const string WatchEnded = "watch.ended";

    /// <summary>An agency was told what changed for the subjects that it watches, "nothing" included; what it was told is committed to, not shown.</summary>
    public const string ChangesRead = "changes.read";

    public const string ReportIssued = "report.issued";

    /// <summary>An agency said of a case whether it applied the measure.</summary>
    public const string FeedbackGiven = "feedback.given";

    /// <summary>A subject's representative was told what is held about it, or who asked.</summary>
    public const string SubjectAnswered = "subject.answered";

    /// <summary>A subject's representative objected to a record. The entry commits to the grounds.</summary>
    public const string ObjectionFiled = "objection.filed";

    /// <summary>An agency took a case of a measure that it is charged with.</summary>
    public const string CaseClaimed = "case.claimed";

    /// <summary>An agency ended a measure that it had applied, because its record had ended.</summary>
    public const string CaseReleased = "case.released";

    /// <summary>An agency was told about cases of measures that it is charged with.</summary>
    public const string CasesAnswered = "cases.answered";

    /// <summary>Someone asked for what they may not have.</summary>
    public const string AccessRefused = "access.refused";

    /// <summary>Someone read entries of this log.</summary>
    public const string LogRead = "log.read";

    /// <summary>A bureau read where a record of its own stands.</summary>
    public const string RecordRead = "record.read";

    /// <summary>The registry set a message aside that it does not believe or cannot read; or one that an operator sent again was not taken, and lies there still.</summary>
    public const string MessageSetAside = "message.set-aside";

    /// <summary>An operator sent a message again that had been set aside.</summary>
    public const string MessageRedriven = "message.redriven";

    /// <summary>An operator threw a message away that had been set aside, with a reason.</summary>
    public const string MessageDiscarded = "message.discarded";

    /// <summary>A service tried whether it can write to this log.</summary>
    public const string HealthProbed = "health.probed";

    /// <summary>The content of a record was deleted because its retention ended; the record is in no answer from then on.</summary>
    public const string RecordErased = "record.erased";

    /// <summary>What earlier entries commit to was deleted, by law; the list of these entries is what this one commits to.</summary>
    public const string ContentErased = "content.erased";

    /// <summary>The registry looked for content whose retention has ended.</summary>
    public const string RetentionRun = "retention.run";

    /// <summary>The store was compared with this log.</summary>
    public const string StateChecked = "state.checked";

    /// <summary>An agency was given notices of records that it had been told of.</summary>
    public const string NoticesGiven = "notices.given";

    /// <summary>An agency said what it did upon a notice.</summary>
    public const string NoticeConfirmed = "notice.confirmed";

    /// <summary>A city asked whether the registry holds exactly what it sent; the digests of both sides, and how many records differ.</summary>
    public const string HoldingsCompared = "holdings.compared";

    /// <summary>A registry that started decides by this catalogue, measures, law register, calendar and rules of periods and shares, which are not what the last such entry said: each file's SHA-256 is what the entry commits to.</summary>
    public const string CatalogueChanged = "catalogue.changed";

    /// <summary>For a registry that started these cities and agencies take part, which are not what the last such entry said: each file's SHA-256 is what the entry commits to.</summary>
    public const string MembersChanged = "members.changed";

    /// <summary>A registry that started, or read them anew, believes cities by these public keys, which are not what the last such entry said; they are what the entry commits to.</summary>
    public const string KeysChanged = "keys.changed";

    /// <summary>Every kind that this version writes.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        RecordDecided, BatchRefused, LookupAnswered, BatchLookupAnswered, ReportIssued, FeedbackGiven, AccessRefused, LogRead, RecordRead, MessageSetAside, MessageRedriven, MessageDiscarded, HealthProbed, RecordErased, SubjectAnswered, ObjectionFiled, SubjectsSearched, WatchSet, WatchEnded, ChangesRead, CaseClaimed, CaseReleased, CasesAnswered, ContentErased, RetentionRun, StateChecked, CatalogueChanged, MembersChanged, KeysChanged, NoticesGiven, NoticeConfirmed, HoldingsCompared,
    ];
}
