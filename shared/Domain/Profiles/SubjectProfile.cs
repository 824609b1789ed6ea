using CreditShare.Domain.Calendar;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Profiles;

/// <summary>
/// Everything the registry holds about one organisation: the present version of each record. A fold over decisions; one document, read in one point read.
/// </summary>
public sealed record SubjectProfile
{
    /// <summary>Unified Social Credit Code.</summary>
    public required string Code { get; init; }

    /// <summary>The name in the record accepted last; after an erasure, of those that are left. Empty if none is.</summary>
    public required string Name { get; init; }

    /// <summary>Raised by one with each version that changes the profile; an answer that names it is determined by it, the editions and the day.</summary>
    public required long Revision { get; init; }

    /// <summary>When the registry decided what raised it last (UTC, milliseconds); each revision's is later than the one's before, so that an instant names one.</summary>
    public DateTimeOffset KnownAt { get; init; }

    /// <summary>In the order in which the records first came.</summary>
    public required IReadOnlyList<HeldRecord> Records { get; init; }

    /// <summary>The present version of a record; null if it is not about this subject or not held.</summary>
    public HeldRecord? Find(RecordKey key) => Records.FirstOrDefault(held => held.Key == key);

    /// <summary>A subject of which nothing is known.</summary>
    public static SubjectProfile Empty(string code) => new() { Code = code, Name = "", Revision = 0, Records = [] };

    /// <summary>When a next version is decided: now, in milliseconds, and later than the present revision whatever the clock says, so that an instant names one revision.</summary>
    /// <param name="now">UTC.</param>
    public DateTimeOffset NextKnownAt(DateTimeOffset now) => new[] { Instants.InMilliseconds(now), KnownAt.AddMilliseconds(1) }.Max();

    /// <summary>The profile after a version of a record was accepted.</summary>
    /// <param name="key">The record.</param>
    /// <param name="version">Number of the version.</param>
    /// <param name="knownAt">When it was accepted (UTC).</param>
    /// <param name="state">What the record's versions say of it together.</param>
    /// <param name="record">What the version states.</param>
    /// <param name="objection">The objection that is open then.</param>
    public SubjectProfile With(RecordKey key, int version, DateTimeOffset knownAt, RecordState state, CreditRecord record, OpenObjection? objection = null)
    {
        var held = new HeldRecord
        {
            City = key.City,
            SourceId = key.SourceId,
            Version = version,
            KnownAt = knownAt,
            Disputed = state.Disputed,
            Objection = objection,
            Ended = state.Ended,
            Record = record,
        };
        return this with
        {
            KnownAt = knownAt,
            Name = record.Subject?.Name ?? Name,
            Revision = Revision + 1,
            Records = Records.Any(other => other.Key == key) ? [.. Records.Select(other => other.Key == key ? held : other)] : [.. Records, held],
        };
    }

    /// <summary>The profile after a late version opened or settled an objection to a record, or ended it.</summary>
    public SubjectProfile Marked(RecordKey key, DateTimeOffset knownAt, RecordState state, OpenObjection? objection) => this with
    {
        KnownAt = knownAt,
        Revision = Revision + 1,
        Records = [.. Records.Select(held => held.Key == key ? held with { Disputed = state.Disputed, Objection = objection, Ended = state.Ended } : held)],
    };

    /// <summary>The profile after a record was erased: the name that it gave goes with it, and is that of what is left.</summary>
    public SubjectProfile Erased(RecordKey key, DateTimeOffset knownAt)
    {
        var left = Without(key, knownAt);
        return left with { Name = left.Records.MaxBy(held => held.KnownAt)?.Record.Subject?.Name ?? "" };
    }

    /// <summary>The profile after a record was corrected to be about another subject.</summary>
    public SubjectProfile Without(RecordKey key, DateTimeOffset knownAt) =>
        this with { KnownAt = knownAt, Revision = Revision + 1, Records = [.. Records.Where(held => held.Key != key)] };
}
