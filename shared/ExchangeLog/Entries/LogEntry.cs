using System.Collections.Immutable;

namespace CreditShare.ExchangeLog.Entries;

/// <summary>
/// One entry of the exchange log: who, when, for which purpose, about which subject and record, with what outcome. No personal data and no
/// secret belongs here: an entry cannot be taken back. Its place in time is its index; <see cref="At"/> is what the writer's clock said.
/// </summary>
public sealed record LogEntry
{
    /// <summary>The version of the form that this type holds.</summary>
    public const int Version = 1;

    /// <summary>One of <see cref="EntryKind"/>, or one that a later version wrote.</summary>
    public required string Kind { get; init; }

    /// <summary>Unique in the log: a second append of the same id is dropped.</summary>
    public required string Id { get; init; }

    /// <summary>UTC; milliseconds are written, finer parts cut off.</summary>
    public required DateTimeOffset At { get; init; }

    public required EntryActor Actor { get; init; }

    /// <summary>Code of the purpose that the caller named.</summary>
    public string? Purpose { get; init; }

    /// <summary>Case number that the caller named.</summary>
    public string? Case { get; init; }

    /// <summary>The unified social credit code of the organisation concerned.</summary>
    public string? Subject { get; init; }

    public EntryRecord? Record { get; init; }

    public string? Outcome { get; init; }

    /// <summary>Reason codes, in the order in which they were found.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>HTTP status of a refused access.</summary>
    public int? Status { get; init; }

    /// <summary>Facts of the kind: revision, edition, batch, line… Written in ordinal order of their names.</summary>
    public ImmutableDictionary<string, string> Detail { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The codes of a batch lookup.</summary>
    public ListCommitment? List { get; init; }

    /// <summary>Commitment to the content, which is kept in the store.</summary>
    public Commitment? Commit { get; init; }

    public required Blind Blind { get; init; }
}
