using Microsoft.Data.Sqlite;

namespace CreditShare.Sqlite;

/// <summary>The database cannot take the work now: disk full, disk fault, or another process wrote for too long. Nothing of the work is kept,
/// save that after a disk fault during the commit and then a crash it may be found whole: work that is tried again must bear having been done.</summary>
public sealed class SqliteUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>SQLITE_BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN: faults of the place, not of the work.</summary>
    internal static bool Is(SqliteException fault) => fault.SqliteErrorCode is 5 or 6 or 7 or 8 or 10 or 13 or 14;

    internal static SqliteUnavailableException From(SqliteException fault) => new($"The database cannot be used: {fault.Message}", fault);
}
