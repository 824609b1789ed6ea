using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace CreditShare.Sqlite;

/// <summary>
/// Group commit: one thread owns the writing connection, takes all work that waits, runs each piece but the first in a savepoint of its own, unless it is one statement, and commits them
/// together. One fsync serves all; no caller is told before it.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    /// <summary>Pieces in one commit. More would make the first wait too long.</summary>
    private const int MostInCommit = 512;

    private readonly SqliteSession session;
    private readonly CopyingBack copying;
    private readonly Channel<Work> channel;
    private readonly Thread thread;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long commits;

    public WriteQueue(SqliteSession session, SqliteOptions options)
    {
        this.session = session;
        copying = new CopyingBack(options);
        channel = Channel.CreateBounded<Work>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
        thread = new Thread(Loop) { IsBackground = true, Name = $"sqlite {Path.GetFileName(options.File)}" };
        thread.Start();
    }

    public long Commits => Interlocked.Read(ref commits);

    /// <param name="work">The piece.</param>
    /// <param name="isStatement">It runs one statement and nothing behind it: SQLite undoes a statement that fails by itself.</param>
    /// <param name="ct">Drops the piece as long as it waits.</param>
    public async Task<T> EnqueueAsync<T>(Func<SqliteSession, T> work, bool isStatement, CancellationToken ct)
    {
        var item = new Work<T>(work, isStatement, ct);
        try
        {
            await channel.Writer.WriteAsync(item, ct).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteDatabase));
        }
        return await item.Task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        channel.Writer.TryComplete();
        await ended.Task.ConfigureAwait(false);
        copying.Dispose();
        session.Dispose();
    }

    private void Loop()
    {
        var group = new List<Work>(MostInCommit);
        while (channel.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            while (group.Count < MostInCommit && channel.Reader.TryRead(out var work))
            {
                if (!work.DropIfCancelled())
                    group.Add(work);
            }
            if (group.Count > 0)
                Commit(group);
        }
        ended.SetResult();
    }

    private void Commit(List<Work> group)
    {
        Exception? fault = null;
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            var isBegun = false;
            foreach (var work in group)
                isBegun |= isBegun ? Run(work) : RunFirst(work);
            session.Execute("COMMIT");
            Interlocked.Increment(ref commits);
        }
        catch (Exception exception)
        {
            // Without a commit nothing of the group is kept; every caller hears it.
            fault = exception is SqliteException sqlite && SqliteUnavailableException.Is(sqlite) ? SqliteUnavailableException.From(sqlite) : exception;
            Rollback();
        }
        foreach (var work in group)
            work.Complete(fault);
        CopyBack();
    }

    /// <summary>Nobody waits for it.</summary>
    private void CopyBack()
    {
        try
        {
            copying.Committed(session);
        }
        catch (SqliteException)
        {
            // What is committed lies in the log; a disk that is full or failing is heard of by the next commit.
        }
    }

    /// <summary>Nothing of the others' is in the transaction yet: if the piece throws, all of it is undone.</summary>
    /// <returns>Whether anything was kept.</returns>
    private bool RunFirst(Work work)
    {
        try
        {
            work.Run(session);
            return true;
        }
        catch (Exception fault) when (IsOfThePiece(fault))
        {
            work.Fail(fault);
            session.Execute("ROLLBACK");
            session.Execute("BEGIN IMMEDIATE");
            return false;
        }
    }

    private bool Run(Work work)
    {
        // A savepoint copies each page before it is changed: for a row that costs as much as the row.
        if (!work.IsStatement)
            session.Execute("SAVEPOINT piece");
        try
        {
            work.Run(session);
        }
        catch (Exception fault) when (IsOfThePiece(fault))
        {
            work.Fail(fault);
            if (!work.IsStatement)
                session.Execute("ROLLBACK TO piece");
        }
        if (!work.IsStatement)
            session.Execute("RELEASE piece");
        return true;
    }

    /// <summary>A full disk, for one, rolls the whole transaction back.</summary>
    private bool IsOfThePiece(Exception fault) => (fault is not SqliteException sqlite || !SqliteUnavailableException.Is(sqlite)) && session.IsInTransaction;

    private void Rollback()
    {
        try
        {
            session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite had rolled back by itself.
        }
    }

    private abstract class Work(bool isStatement)
    {
        public bool IsStatement => isStatement;

        public abstract void Run(SqliteSession session);

        public abstract void Fail(Exception fault);

        public abstract void Complete(Exception? commitFault);

        public abstract bool DropIfCancelled();
    }

    private sealed class Work<T>(Func<SqliteSession, T> work, bool isStatement, CancellationToken ct) : Work(isStatement)
    {
        private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;
        private Exception? ownFault;

        public Task<T> Task => completion.Task;

        public override void Run(SqliteSession session) => result = work(session);

        public override void Fail(Exception fault) => ownFault = fault;

        public override void Complete(Exception? commitFault)
        {
            if ((ownFault ?? commitFault) is { } fault)
                completion.SetException(fault);
            else
                completion.SetResult(result!);
        }

        public override bool DropIfCancelled() => ct.IsCancellationRequested && completion.TrySetCanceled(ct);
    }
}
