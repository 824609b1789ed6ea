namespace CreditShare.Contracts;

/// <summary>Bounds of a message that both ends rely on.</summary>
public static class MessageLimits
{
    /// <summary>Records in one <see cref="SubmitRecords"/>: about 375 KB of usual records, one confirm and one commit for all of them.</summary>
    public const int RecordsPerMessage = 500;

    /// <summary>Bytes of one record's canonical form.</summary>
    public const int RecordBytes = 64 * 1024;

    /// <summary>Bytes of all records of one message; a chunk is closed early when it would grow beyond.</summary>
    public const int MessageBytes = 4 * 1024 * 1024;

    /// <summary>Items, days or ids in one <see cref="CompareHoldings"/>: a quarter of a megabyte at most.</summary>
    public const int HoldingsAsked = 1000;

    /// <summary>Digests or records in one <see cref="HoldingsCompared"/>; an answer that has more comes in several messages.</summary>
    public const int HoldingsPerMessage = 1000;
}
