using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Measures;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Lookups;

/// <summary>An answer. "Nothing found" has the same form: it too says by what it was judged and where it is logged.</summary>
public sealed record LookupAnswer
{
    /// <summary>Id of the entry in the exchange log; durable before this was sent.</summary>
    public required string LogEntry { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }

    /// <summary>found or none-found.</summary>
    public required string Result { get; init; }

    public required AnswerSubject Subject { get; init; }

    /// <summary>Who asked, for what, in which case.</summary>
    public required AnswerAsked Asked { get; init; }

    /// <summary>What the answer was computed from: these determine it completely.</summary>
    public required AnswerBasis Registry { get; init; }

    /// <summary>Measures in force; absent from an answer about records.</summary>
    public IReadOnlyList<AnswerMeasure>? Measures { get; init; }

    /// <summary>The records in use; only in an answer about records.</summary>
    public IReadOnlyList<AnswerRecord>? Records { get; init; }

    /// <summary>Records in use that were left out for want of entitlement, counted by sharing class; measures that hang on them alone are left out too.</summary>
    public required IReadOnlyDictionary<string, int> Withheld { get; init; }

    /// <summary>
    /// Only in an answer about what was known in the past, and there only if there are any: records known at that time whose content has been deleted since, because its retention ended. They are not in the answer.
    /// </summary>
    public int? Erased { get; init; }

    /// <summary>What the answer means, for a reader.</summary>
    public required string NoteZh { get; init; }

    public required string NoteEn { get; init; }
}

/// <param name="Code">As asked.</param>
/// <param name="Name">As the last record has it; absent if the registry holds nothing.</param>
public sealed record AnswerSubject(string Code, string? Name);

/// <param name="AsOf">The day asked about, if one was named.</param>
/// <param name="KnownAt">The instant (UTC) whose knowledge was asked for, if one was named.</param>
/// <param name="Authorisation">Reference of the subject's written authorisation, if one was named.</param>
public sealed record AnswerAsked(string Agency, string City, string Purpose, string CaseNumber, DateOnly? AsOf = null, DateTimeOffset? KnownAt = null, string? Authorisation = null);

/// <param name="Revision">Of the subject's profile; 0 if nothing was ever held.</param>
/// <param name="KnownAt">When the registry decided that revision (UTC): asking for what was known then gives it again. Absent if nothing was ever held.</param>
/// <param name="Catalogue">Edition of the catalogue in force on the day.</param>
/// <param name="Measures">Edition of the measures in force on the day.</param>
/// <param name="Publicity">Edition of the rules of publicity and repair in force on the day.</param>
/// <param name="Laws">State of the law register.</param>
/// <param name="Entitlements">State of the rules that say who sees which sharing class.</param>
/// <param name="Day">The day asked about, in China's calendar.</param>
public sealed record AnswerBasis(
    long Revision, DateTimeOffset? KnownAt, string? Catalogue, string? Measures, string Publicity, string Laws, string Entitlements, DateOnly Day);

/// <summary>A measure to be carried out, or one that may be.</summary>
public sealed record AnswerMeasure
{
    public required string Id { get; init; }

    public required string TitleZh { get; init; }

    public required string TitleEn { get; init; }

    public required MeasureKind Kind { get; init; }

    /// <summary>True where the law leaves no choice.</summary>
    public required bool Binding { get; init; }

    public required IReadOnlyList<AnswerArticle> LegalBasis { get; init; }

    /// <summary>Member cities where it is published.</summary>
    public required IReadOnlyList<string> PublishedIn { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>Last day; absent where there is no end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>False while legal staff have not checked the entry against the text in force.</summary>
    public required bool Verified { get; init; }

    public required IReadOnlyList<AnswerRecordReference> Records { get; init; }
}

/// <param name="Law">Title.</param>
/// <param name="Article">第…条; absent where it is still to be found.</param>
/// <param name="Text">As it is cited.</param>
public sealed record AnswerArticle(string Law, int? Article, string Text);

/// <summary>A record behind a measure.</summary>
public sealed record AnswerRecordReference(
    string Key, int Version, string City, string Item, string? DocumentNumber, string? Authority, DateOnly DecidedOn, bool Disputed);

/// <summary>A record in use.</summary>
public sealed record AnswerRecord
{
    public required string Key { get; init; }

    public required int Version { get; init; }

    public required string City { get; init; }

    public required string Item { get; init; }

    public required string ItemTitle { get; init; }

    public Severity? Severity { get; init; }

    public required bool Disputed { get; init; }

    public required DateOnly SharedFrom { get; init; }

    public DateOnly? SharedUntil { get; init; }

    /// <summary>When the registry accepted this version (UTC).</summary>
    public required DateTimeOffset KnownAt { get; init; }

    /// <summary>The days that govern it, with their rules; absent for records that state nothing adverse.</summary>
    public RecordClocks? Clocks { get; init; }

    public required CreditRecord Record { get; init; }
}
