namespace CreditShare.Sqlite;

/// <summary>How a database file is opened.</summary>
public sealed record SqliteOptions
{
    /// <summary>SQLite's own.</summary>
    private const int PageSize = 4096;

    /// <summary>Path of the file; its folder is made if missing. A local disk: WAL does not work over a network share.</summary>
    public required string File { get; init; }

    /// <summary>
    /// Pages of the write-ahead log after which it is copied back, beside the writes. Default 4,000 (16 MB), at least 1. More: fewer copies, a longer log to read at start. While copying does not keep up, or a reader needs what
    /// the log has, it is longer; of its file half as much is kept when it begins anew.
    /// </summary>
    public int WalAutocheckpoint { get; init; } = 4000;

    /// <summary>
    /// Most memory in MiB that the writing connection keeps pages in. Default 8, at least 1. A transaction that touches more pages than that writes them to the log early, and reads them back:
    /// with SQLite's own 2 MiB a chunk of records wrote ten times what it changed.
    /// </summary>
    public int WriterCache { get; init; } = 8;

    /// <summary>How long a write waits for another process's write. 1 s to 1 h, rounded up to whole seconds; default 30 s. Then <see cref="SqliteUnavailableException"/>.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether what is deleted or replaced is overwritten with zeros, in the file at once and in the write-ahead log when that has gone round; SQLite leaves it readable otherwise. Default no.
    /// </summary>
    public bool SecureDelete { get; init; }

    /// <summary>Writes that may wait for a commit before callers have to wait to get into the queue. Default 4,096, at least 1.</summary>
    public int QueueLength { get; init; } = 4096;

    /// <summary>Bytes of the log's file that stay when it begins anew, to be written over by the next round: less than any round writes, so that nothing that was deleted stays behind them.</summary>
    internal long LongestKept => (long)WalAutocheckpoint * PageSize / 2;

    internal int BusySeconds => (int)Math.Ceiling(BusyTimeout.TotalSeconds);

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(WalAutocheckpoint, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(WriterCache, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BusyTimeout, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BusyTimeout, TimeSpan.FromHours(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueLength, 1);
    }
}
