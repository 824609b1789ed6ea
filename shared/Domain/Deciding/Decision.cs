namespace CreditShare.Domain.Deciding;

/// <summary>What the registry made of one submitted record. Every record pushed ends in exactly one.</summary>
public enum Outcome
{
    /// <summary>Held: a new record or a new version of one.</summary>
    Accepted,

    /// <summary>The registry holds these very bytes under this key already; no new fact.</summary>
    Repeated,

    /// <summary>The same decision (authority, document number, subject) is held under another key; not stored as a second fact.</summary>
    Duplicate,

    /// <summary>Refused, with every reason.</summary>
    Rejected,
}

/// <summary>The decision about one record of a batch, as the bureau reads it.</summary>
public sealed record Decision
{
    /// <summary>Line of the batch that the record came from.</summary>
    public required int Line { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>Key of the record, <c>city/sourceId</c>; null if the line had no readable id.</summary>
    public string? Key { get; init; }

    /// <summary>Number of the version held, from 1 in the order of decision; null unless held.</summary>
    public int? Version { get; init; }

    /// <summary>True if a version with a higher source version was held already: kept in the history, but not the record's present state.</summary>
    public bool? Late { get; init; }

    /// <summary>For a repeated record: true if the version held counts by this record's source order from now on, because that is higher.</summary>
    public bool? Raised { get; init; }

    /// <summary>For a duplicate: the key under which the decision is held.</summary>
    public string? SameAs { get; init; }

    /// <summary>Unified Social Credit Code of the subject, if it was readable.</summary>
    public string? Subject { get; init; }

    /// <summary>Id of the decision's entry in the exchange log.</summary>
    public required string LogEntry { get; init; }

    public IReadOnlyList<Reason>? Reasons { get; init; }
}
