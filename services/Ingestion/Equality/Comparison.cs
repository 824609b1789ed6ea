using CreditShare.Contracts;

namespace CreditShare.Ingestion.Equality;

/// <summary>How a comparison stands.</summary>
public enum ComparisonState
{
    Comparing,

    /// <summary>The registry holds exactly what was sent.</summary>
    Equal,

    /// <summary>It does not.</summary>
    Different,

    /// <summary>It came to no end, and proves nothing.</summary>
    Failed,
}

/// <summary>What a record differs in.</summary>
public enum DifferenceKind
{
    /// <summary>Sent and accepted, and not held.</summary>
    Missing,

    /// <summary>Held, and never sent.</summary>
    Extra,

    /// <summary>Held otherwise than sent.</summary>
    Different,
}

/// <param name="What">In what the record differs.</param>
/// <param name="Item">Id of its catalogue item.</param>
/// <param name="Day">Day of its decision.</param>
/// <param name="SourceId">The bureau's own id.</param>
internal sealed record FoundDifference(DifferenceKind What, string Item, DateOnly Day, string SourceId);

/// <summary>A comparison as the spool keeps it: what was asked last, and what has come of it so far. <see cref="ComparisonSteps"/> says how it goes on.</summary>
internal sealed record Comparison
{
    /// <summary>32 hexadecimal digits, unique for ever.</summary>
    public required string Id { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string Account { get; init; }

    /// <summary>When it was asked for last (UTC): it covers whatever had a receipt by then.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its turn came (UTC); null while another is before it. From then on it covers nothing that is received later, and who asks gets another.</summary>
    public DateTimeOffset? TurnAt { get; init; }

    public ComparisonState State { get; init; }

    /// <summary>UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Number of the question.</summary>
    public int Round { get; init; } = 1;

    public HoldingsLevel Level { get; init; }

    public IReadOnlyList<string> Items { get; init; } = [];

    public IReadOnlyList<AskedDay> Days { get; init; } = [];

    public IReadOnlyList<string> SourceIds { get; init; } = [];

    /// <summary>The question is asked once everything is decided that was taken up to this chunk.</summary>
    public long AskAfter { get; init; }

    /// <summary>When it was asked (UTC); null if it was not yet.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>The last chunk when the answer was whole; null while it is not.</summary>
    public long? AnsweredBy { get; init; }

    /// <summary>Which reading of the registry that answer is; should a second come, it is passed over.</summary>
    public string? AnsweredRun { get; init; }

    /// <summary>What must be held, by number and digest, when items were asked for last.</summary>
    public long Records { get; init; }

    public byte[] Digest { get; init; } = [];

    /// <summary>The question whose answer has the records; 0 if none has.</summary>
    public int RecordsRound { get; init; }

    public string RecordsRun { get; init; } = "";

    /// <summary>What had been noted when that was asked: a record noted later was decided in between, and proves nothing.</summary>
    public long RecordsRevision { get; init; }

    /// <summary>Missing records of which the registry has said that it did not erase them.</summary>
    public IReadOnlyList<string> NotErased { get; init; } = [];

    /// <summary>Whether the records were asked for a second time.</summary>
    public bool IsCheck { get; init; }

    /// <summary>What the first time found; in the end, what both found.</summary>
    public IReadOnlyList<FoundDifference> Found { get; init; } = [];

    /// <summary>Whether there are more differences than were narrowed down to.</summary>
    public bool More { get; init; }

    /// <summary>Id of its entry in the exchange log; null while it is open, and if it failed.</summary>
    public string? LogEntry { get; init; }

    /// <summary>Why it failed.</summary>
    public FailureText? Failure { get; init; }
}

/// <param name="Zh">For the clerk.</param>
/// <param name="En">For the developer.</param>
public sealed record FailureText(string Zh, string En);
