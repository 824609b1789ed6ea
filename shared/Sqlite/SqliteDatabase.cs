using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace CreditShare.Sqlite;

/// <summary>
/// A database file in WAL mode with synchronous=FULL, checked on every connection: a write is on the disk when its task ends. Readers see a
/// consistent state and never wait for writers; writers of this process share commits. Several processes may open the same file.
/// </summary>
public sealed class SqliteDatabase : IAsyncDisposable
{
    private const int IdleReaders = 16;

    private readonly SqliteOptions options;
    private readonly ConcurrentBag<SqliteSession> idle = [];
    private readonly WriteQueue writes;
    private bool disposed;

    /// <param name="options">How to open it.</param>
    /// <param name="schema">Scripts that bring an older file up to date, in order; see <see cref="SchemaVersions"/>.</param>
    /// <exception cref="SqliteUnavailableException">The file cannot be opened.</exception>
    /// <exception cref="InvalidOperationException">The file was made by a newer version of the program.</exception>
    public SqliteDatabase(SqliteOptions options, IReadOnlyList<string> schema)
    {
        this.options = options;
        if (Path.GetDirectoryName(Path.GetFullPath(options.File)) is { } folder)
            Directory.CreateDirectory(folder);
        var writer = Open();
        SchemaVersions.Apply(writer, schema, options.File);
        writes = new WriteQueue(writer, options);
    }

    /// <summary>Commits made so far by this object: far fewer than writes when many wait together.</summary>
    public long Commits => writes.Commits;

    /// <summary>Reads one consistent state.</summary>
    /// <exception cref="SqliteUnavailableException">The file cannot be read.</exception>
    public T Read<T>(Func<SqliteSession, T> read)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        try
        {
            var session = idle.TryTake(out var kept) ? kept : Open();
            try
            {
                session.Execute("BEGIN");
                var result = read(session);
                session.Execute("COMMIT");
                Return(session);
                return result;
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
        catch (SqliteException fault) when (SqliteUnavailableException.Is(fault))
        {
            throw SqliteUnavailableException.From(fault);
        }
    }

    /// <summary>
    /// Runs a piece of work in a transaction that it may share with others; on the disk when the task ends. If the work throws, none of it is kept, the
    /// others' is, and the exception reaches the caller. The work must not wait for anything.
    /// </summary>
    /// <exception cref="SqliteUnavailableException">The database cannot take it; nothing was kept.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken ct) => writes.EnqueueAsync(work, ct);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<SqliteSession> work, CancellationToken ct) =>
        writes.EnqueueAsync(session =>
        {
            work(session);
            return true;
        }, ct);

    /// <summary>Finishes the writes that wait, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        await writes.DisposeAsync();
        while (idle.TryTake(out var session))
            session.Dispose();
    }

    private void Return(SqliteSession session)
    {
        if (disposed || idle.Count >= IdleReaders)
            session.Dispose();
        else
            idle.Add(session);
    }

    private SqliteSession Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = options.File,
            // A pooled connection keeps pragmas that someone else set; each of ours is set and checked at open.
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            var session = new SqliteSession(connection);
            session.Run(
                $"PRAGMA busy_timeout={(int)options.BusyTimeout.TotalMilliseconds}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; " +
                $"PRAGMA wal_autocheckpoint={options.WalAutocheckpoint}; PRAGMA foreign_keys=ON;");
            if (session.Scalar<string>("PRAGMA journal_mode") != "wal" || session.Scalar<long>("PRAGMA synchronous") != 2)
                throw new SqliteUnavailableException($"{options.File} could not be set to WAL with synchronous=FULL; is it on a network share?");
            return session;
        }
        catch (SqliteException fault) when (SqliteUnavailableException.Is(fault))
        {
            connection.Dispose();
            throw SqliteUnavailableException.From(fault);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
