using System.Text.Json.Serialization;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Profiles;

/// <summary>The present version of a record in its subject's profile.</summary>
public sealed record HeldRecord
{
    /// <summary>City that sent it.</summary>
    public required string City { get; init; }

    public required string SourceId { get; init; }

    public required int Version { get; init; }

    /// <summary>When the registry accepted this version (UTC).</summary>
    public required DateTimeOffset KnownAt { get; init; }

    /// <summary>Whether an objection is open (<see cref="Deciding.RecordHistory.OpenDispute"/>); a later statement of the fact does not settle it, only its resolution or the record's end does.</summary>
    public required bool Disputed { get; init; }

    /// <summary>The open objection; null where none is.</summary>
    public OpenObjection? Objection { get; init; }

    /// <summary>Whether it was withdrawn or repaired, whatever was said of an objection since.</summary>
    public required bool Ended { get; init; }

    public required CreditRecord Record { get; init; }

    [JsonIgnore]
    public RecordKey Key => new(City, SourceId);

    /// <summary>A withdrawn or repaired record is kept for audit and is in no answer.</summary>
    [JsonIgnore]
    public bool Stands => !Ended;
}
