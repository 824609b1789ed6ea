using CreditShare.Domain.Reports;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Query.Reports.Verifying;

/// <summary>What can be said of a report to whoever holds its code.</summary>
internal sealed record ReportStanding
{
    /// <summary>The entry that issued it.</summary>
    public required LogEntry Entry { get; init; }

    /// <summary>Its place in the log; null until it is sequenced.</summary>
    public required long? Index { get; init; }

    /// <summary>The checkpoint that is shown, if it covers the entry.</summary>
    public required Checkpoint? Checkpoint { get; init; }

    /// <summary>The data, if they are still kept.</summary>
    public required CreditReport? Report { get; init; }

    public required Currency Currency { get; init; }
}

/// <summary>Whether the report says what would be said today.</summary>
internal enum Currency
{
    /// <summary>Asked today by the same agency for the same purpose, it would say the same.</summary>
    Current,

    /// <summary>It would say something else.</summary>
    Outdated,

    /// <summary>Its data have been deleted by law, so nothing can be compared.</summary>
    Erased,

    /// <summary>The data kept are not what the entry commits to.</summary>
    Contradicted,
}
