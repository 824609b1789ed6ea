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
    private const int RefusedByQueryOnly = 8;

    private readonly SqliteOptions options;
    // The one that was used last is taken first. Counting a bag would stop all that use it.
    private readonly ConcurrentStack<SqliteSession> idle = [];
    private readonly WriteQueue writes;
    private volatile bool disposed;

    /// <param name="options">How to open it.</param>
    /// <param name="schema">Scripts that bring an older file up to date, in order; see <see cref="SchemaVersions"/>.</param>
    /// <exception cref="SqliteUnavailableException">The file cannot be opened or brought up to date now.</exception>
    /// <exception cref="InvalidOperationException">The file was made by a newer version of the program.</exception>
    public SqliteDatabase(SqliteOptions options, IReadOnlyList<string> schema)
    {
        options.Check();
        this.options = options;
        if (Path.GetDirectoryName(Path.GetFullPath(options.File)) is { } folder)
            Directory.CreateDirectory(folder);
        var writer = SessionOpening.Writer(options, schema);
        try
        {
            writes = new WriteQueue(writer, options);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Commits made so far by this object: far fewer than writes when many wait together.</summary>
    public long Commits => writes.Commits;

    /// <summary>Reads one consistent state. The result must not depend on the session after the call.</summary>
    /// <exception cref="InvalidOperationException">The work tried to write; writes go through the queue.</exception>
    /// <exception cref="SqliteUnavailableException">The file cannot be read.</exception>
    public T Read<T>(Func<SqliteSession, T> read)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        try
        {
            var session = idle.TryPop(out var kept) ? kept : SessionOpening.Reader(options);
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
        catch (SqliteException fault) when (fault.SqliteExtendedErrorCode == RefusedByQueryOnly)
        {
            throw new InvalidOperationException("A read tried to write; use WriteAsync.", fault);
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
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken ct) => writes.EnqueueAsync(work, isStatement: false, ct);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<SqliteSession> work, CancellationToken ct) =>
        writes.EnqueueAsync(session =>
        {
            work(session);
            return true;
        }, isStatement: false, ct);

    /// <summary>
    /// As <see cref="WriteAsync(Action{SqliteSession}, CancellationToken)"/>, at half the cost, for work that runs one statement, none with <c>OR FAIL</c>, and nothing that can fail behind it. If it throws, nothing of the statement is kept.
    /// </summary>
    /// <exception cref="SqliteUnavailableException">The database cannot take it; nothing was kept.</exception>
    public Task WriteStatementAsync(Action<SqliteSession> work, CancellationToken ct) =>
        writes.EnqueueAsync(session =>
        {
            work(session);
            return true;
        }, isStatement: true, ct);

    /// <summary>Finishes the writes that wait, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        await writes.DisposeAsync();
        CloseIdle();
    }

    private void Return(SqliteSession session)
    {
        if (idle.Count >= IdleReaders)
            session.Dispose();
        else
            idle.Push(session);
        // Asked after the return: a read that ends while the database closes leaves no open file behind.
        if (disposed)
            CloseIdle();
    }

    private void CloseIdle()
    {
        while (idle.TryPop(out var session))
            session.Dispose();
    }
}
