using CreditShare.Domain.Records;

namespace CreditShare.Domain.Profiles;

/// <summary>
/// Everything the registry holds about one organisation: the present version of each record. A fold over decisions; one document, read in one point read.
/// </summary>
public sealed record SubjectProfile
{
    /// <summary>Unified Social Credit Code.</summary>
    public required string Code { get; init; }

    /// <summary>The name in the record accepted last.</summary>
    public required string Name { get; init; }

    /// <summary>Raised by one with each version that changes the profile; an answer that names it is determined by it, the editions and the day.</summary>
    public required long Revision { get; init; }

    /// <summary>In the order in which the records first came.</summary>
    public required IReadOnlyList<HeldRecord> Records { get; init; }

    /// <summary>A subject of which nothing is known.</summary>
    public static SubjectProfile Empty(string code) => new() { Code = code, Name = "", Revision = 0, Records = [] };

    /// <summary>The profile after a version of a record was accepted; an open objection stays until a version resolves it.</summary>
    public SubjectProfile With(RecordKey key, int version, DateTimeOffset knownAt, CreditRecord record)
    {
        var before = Records.FirstOrDefault(held => held.Key == key);
        var disputed = record.Change switch
        {
            ChangeKind.Dispute => true,
            ChangeKind.Resolve => false,
            _ => before?.Disputed ?? false,
        };
        var held = new HeldRecord
        {
            City = key.City,
            SourceId = key.SourceId,
            Version = version,
            KnownAt = knownAt,
            Disputed = disputed,
            Record = record,
        };
        return this with
        {
            Name = record.Subject?.Name ?? Name,
            Revision = Revision + 1,
            Records = before is null ? [.. Records, held] : [.. Records.Select(other => other.Key == key ? held : other)],
        };
    }

    /// <summary>The profile after a record was corrected to be about another subject.</summary>
    public SubjectProfile Without(RecordKey key) =>
        this with { Revision = Revision + 1, Records = [.. Records.Where(held => held.Key != key)] };
}
