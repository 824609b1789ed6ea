using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Law;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Cases;

/// <summary>
/// A measure that an agency is charged with because of one record (发起—响应—反馈). Holds keys, codes and days, never what the record states: that is read from the subject's
/// profile whenever somebody asks, so that nothing of it is left here when it ends.
/// </summary>
public sealed record MeasureCase
{
    /// <summary>Characters: 128 bits of a hash, in hexadecimal.</summary>
    private const int OpeningLength = 32;

    /// <summary>See <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    /// <summary>City that sent the record.</summary>
    public required string RecordCity { get; init; }

    /// <summary>The record's id there.</summary>
    public required string SourceId { get; init; }

    /// <summary>Code of the subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Id of the measure.</summary>
    public required string Measure { get; init; }

    /// <summary>Code of the agency charged.</summary>
    public required string Agency { get; init; }

    /// <summary>The agency's city: where the measure is published and carried out.</summary>
    public required string City { get; init; }

    /// <summary>Never empty. The last one counts; there is more than one only if a record that had ended was stated anew.</summary>
    public required IReadOnlyList<CaseRound> Rounds { get; init; }

    [JsonIgnore]
    public RecordKey Record => new(RecordCity, SourceId);

    /// <summary>The round that counts.</summary>
    [JsonIgnore]
    public CaseRound Round => Rounds[^1];

    /// <summary>Number of facts; grows by one with each.</summary>
    [JsonIgnore]
    public int Revision => Rounds.Sum(round => round.Facts);

    /// <summary>The same for the same record, subject, measure and agency, for ever: opening again is no second case.</summary>
    /// <param name="opening">See <see cref="OpeningOf(RecordKey, string)"/>.</param>
    /// <param name="measure">Id of the measure.</param>
    /// <param name="agency">Code of the agency charged.</param>
    public static string IdOf(string opening, string measure, string agency) => $"{opening}-{measure}-{agency}";

    /// <summary>The id that earlier versions of this program gave the case.</summary>
    public static string EarlierIdOf(MeasureCase held) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{held.Record}\n{held.Subject}\n{held.Measure}\n{held.Agency}")).AsSpan(0, OpeningLength / 2));

    /// <summary>With what the ids of all cases of a record about a subject begin, so that they are found by one key.</summary>
    public static string OpeningOf(RecordKey record, string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{record}\n{subject}")).AsSpan(0, OpeningLength / 2));

    /// <summary>The same, of a case's id; ids of earlier versions of this program, a hash of all four, are that alone.</summary>
    public static string OpeningOf(string id) => id.Length > OpeningLength ? id[..OpeningLength] : id;

    /// <summary>The case with a fact of one of its rounds; unchanged if the round has such a fact already, for the first one stands.</summary>
    public MeasureCase With(int round, CaseFactKind kind, CaseFact fact) =>
        round < 0 || round >= Rounds.Count || Rounds[round].Of(kind) is not null ? this : this with { Rounds = [.. Rounds.Select((other, i) => i == round ? other.With(kind, fact) : other)] };

    /// <summary>The case after its record, which had ended, was stated anew.</summary>
    public MeasureCase Reopened(CaseRound round) => this with { Rounds = [.. Rounds, round] };
}

/// <summary>From the opening to the feedback, and to the release if there must be one.</summary>
public sealed record CaseRound
{
    /// <summary>Version of the record that opened it.</summary>
    public required int Version { get; init; }

    /// <summary>When that version was decided (UTC).</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Measures edition by which it was opened.</summary>
    public required string Edition { get; init; }

    /// <summary>The measure's articles that were in force then.</summary>
    public required IReadOnlyList<Basis> Bases { get; init; }

    /// <summary>Working days that the edition gives for claiming, and after the claim for feeding back.</summary>
    public required int WorkingDays { get; init; }

    /// <summary>Last day for claiming.</summary>
    public required DateOnly ClaimBy { get; init; }

    /// <summary>Catalogue item of the record then.</summary>
    public required string Item { get; init; }

    /// <summary>Day of the record's decision.</summary>
    public required DateOnly DecidedOn { get; init; }

    public CaseFact? Claimed { get; init; }

    public CaseFact? Feedback { get; init; }

    public CaseFact? Released { get; init; }

    [JsonIgnore]
    public CasePhase Phase =>
        Released is not null ? CasePhase.Released
        : Feedback is { } feedback ? (feedback.Applied == true ? CasePhase.Applied : CasePhase.NotApplied)
        : Claimed is not null ? CasePhase.Claimed : CasePhase.Open;

    /// <summary>The day of the claim; feedback without a claim is one. Null as long as nobody claimed.</summary>
    [JsonIgnore]
    public DateOnly? ClaimedOn => (Claimed, Feedback) switch
    {
        (null, null) => null,
        ({ } claim, null) => ChinaCalendar.Today(claim.At),
        (null, { } feedback) => ChinaCalendar.Today(feedback.At),
        ({ } claim, { } feedback) => ChinaCalendar.Today(claim.At < feedback.At ? claim.At : feedback.At),
    };

    [JsonIgnore]
    public bool IsClaimedLate => ClaimedOn > ClaimBy;

    internal int Facts => 1 + (Claimed is null ? 0 : 1) + (Feedback is null ? 0 : 1) + (Released is null ? 0 : 1);

    /// <summary>Whether another round says the same, word by word.</summary>
    internal bool IsWordedAs(CaseRound other) => ReferenceEquals(this, other) || (this == other with { Bases = Bases } && Bases.SequenceEqual(other.Bases));

    public CaseFact? Of(CaseFactKind kind) => kind switch
    {
        CaseFactKind.Claimed => Claimed,
        CaseFactKind.Feedback => Feedback,
        CaseFactKind.Released => Released,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal CaseRound With(CaseFactKind kind, CaseFact fact) => kind switch
    {
        CaseFactKind.Claimed => this with { Claimed = fact },
        CaseFactKind.Feedback => this with { Feedback = fact },
        CaseFactKind.Released => this with { Released = fact },
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>What an agency says of a case.</summary>
public enum CaseFactKind
{
    /// <summary>认领: it takes the case.</summary>
    Claimed,

    /// <summary>反馈: it applied the measure, or did not.</summary>
    Feedback,

    /// <summary>解除: it ended a measure that it had applied.</summary>
    Released,
}

/// <summary>Something an agency said. The text of a ground is not in it but in what its log entry commits to, and is deleted there with the record's content.</summary>
/// <param name="At">When it was said (UTC).</param>
/// <param name="Account">By which account of the agency.</param>
/// <param name="Entry">Id of its log entry.</param>
/// <param name="Applied">Feedback only: whether the measure was applied.</param>
/// <param name="On">Feedback and release: the day on which the agency did so.</param>
/// <param name="CaseNumber">Feedback only: the agency's own case.</param>
public sealed record CaseFact(DateTimeOffset At, string Account, string Entry, bool? Applied = null, DateOnly? On = null, string? CaseNumber = null);

/// <summary>How far the facts of a case go, without the day and without the record; what a store may file it under.</summary>
public enum CasePhase
{
    Open,
    Claimed,
    Applied,
    NotApplied,
    Released,
}
