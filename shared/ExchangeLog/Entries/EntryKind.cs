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

    public const string ReportIssued = "report.issued";

    public const string FeedbackGiven = "feedback.given";

    /// <summary>Someone asked for what they may not have.</summary>
    public const string AccessRefused = "access.refused";

    /// <summary>Someone read entries of this log.</summary>
    public const string LogRead = "log.read";

    /// <summary>A bureau read where a record of its own stands.</summary>
    public const string RecordRead = "record.read";

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

    public const string CatalogueChanged = "catalogue.changed";

    public const string MembersChanged = "members.changed";

    public const string KeysChanged = "keys.changed";

    /// <summary>Every kind that this version writes.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        RecordDecided, BatchRefused, LookupAnswered, BatchLookupAnswered, ReportIssued, FeedbackGiven, AccessRefused, LogRead, RecordRead, MessageRedriven, MessageDiscarded, HealthProbed, RecordErased,
        ContentErased, RetentionRun, StateChecked, NoticesGiven, NoticeConfirmed, CatalogueChanged, MembersChanged, KeysChanged,
    ];
}
