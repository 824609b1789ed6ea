using CreditShare.Sqlite;

namespace CreditShare.Storage.Sqlite;

/// <summary>The central store in one SQLite file. Several processes of one machine may open it together.</summary>
public sealed class SqliteStore(string file) : IAsyncDisposable
{
    /// <summary>A caller of a lookup waits no longer for another process's write; then the answer is 503.</summary>
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// MiB. A chunk of 500 records touches some thousand pages of a dozen trees, and several chunks and lookups share a commit. Not more than they need: as long as the file is below a GiB, SQLite goes through all cached pages
    /// at the end of a commit that has put pages of a tree into order, for it does so by way of the page at that place.
    /// </summary>
    private const int WriterCache = 32;

    /// <summary>Pages, 64 MiB. Keys and codes come in no order, so the rarer the log is copied back, the oftener it saves a page's copies.</summary>
    private const int WalAutocheckpoint = 16_000;

    private readonly SqliteDatabase database = new(new SqliteOptions { File = file, BusyTimeout = BusyTimeout, SecureDelete = true, WriterCache = WriterCache, WalAutocheckpoint = WalAutocheckpoint }, SqliteSchema.Scripts);

    internal T Read<T>(Func<SqliteSession, T> read)
    {
        try
        {
            return database.Read(read);
        }
        catch (SqliteUnavailableException fault)
        {
            throw new StoreUnavailableException(fault.Message, fault);
        }
    }

    internal async Task<T> WriteAsync<T>(Func<SqliteSession, T> write, CancellationToken ct)
    {
        try
        {
            return await database.WriteAsync(write, ct).ConfigureAwait(false);
        }
        catch (SqliteUnavailableException fault)
        {
            throw new StoreUnavailableException(fault.Message, fault);
        }
    }

    internal Task WriteAsync(Action<SqliteSession> write, CancellationToken ct) =>
        WriteAsync(session =>
        {
            write(session);
            return true;
        }, ct);

    /// <summary>For work that is one statement; see <see cref="SqliteDatabase.WriteStatementAsync"/>.</summary>
    internal async Task WriteStatementAsync(Action<SqliteSession> write, CancellationToken ct)
    {
        try
        {
            await database.WriteStatementAsync(write, ct).ConfigureAwait(false);
        }
        catch (SqliteUnavailableException fault)
        {
            throw new StoreUnavailableException(fault.Message, fault);
        }
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
