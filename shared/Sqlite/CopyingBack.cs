using Microsoft.Data.Sqlite;

namespace CreditShare.Sqlite;

/// <summary>
/// Copies the write-ahead log back into the file on a thread and a connection of its own, so that no commit waits for many pages in no order and the disk. What was committed meanwhile the writer copies itself, between two
/// commits; then the log begins anew. Where this falls behind by several lengths of the log, the writer's own automatic copy does all.
/// </summary>
internal sealed class CopyingBack : IDisposable
{
    /// <summary>Lengths of the log after which the writer copies by itself.</summary>
    public const int MostBehind = 4;

    private const string Copy = "PRAGMA wal_checkpoint(PASSIVE)";

    private readonly SqliteSession session;
    private readonly FileInfo log;
    private readonly long length;
    private readonly Thread thread;
    private readonly SemaphoreSlim asked = new(0);
    private volatile bool isCopied;
    private volatile bool isEnding;
    private long next;

    /// <exception cref="SqliteUnavailableException">The file cannot be opened now.</exception>
    public CopyingBack(SqliteOptions options)
    {
        session = SessionOpening.Copier(options);
        log = new FileInfo($"{options.File}-wal");
        length = options.WalAutocheckpoint * session.Scalar<long>("PRAGMA page_size");
        next = length;
        thread = new Thread(Loop) { IsBackground = true, Name = $"sqlite copy {Path.GetFileName(options.File)}" };
        thread.Start();
    }

    /// <summary>Called by the writer's thread after each commit.</summary>
    /// <param name="writer">Its session, in no transaction.</param>
    public void Committed(SqliteSession writer)
    {
        if (isCopied)
        {
            isCopied = false;
            writer.Execute(Copy);
        }
        log.Refresh();
        var now = log.Exists ? log.Length : 0;
        if (now < next - length)
            next = length;
        if (now < next)
            return;
        // Where a reader keeps the log from beginning anew, once for each more of its length.
        next = now + length;
        asked.Release();
    }

    public void Dispose()
    {
        isEnding = true;
        asked.Release();
        thread.Join();
        session.Dispose();
        asked.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            asked.Wait();
            if (isEnding)
                return;
            try
            {
                session.Execute(Copy);
            }
            catch (SqliteException)
            {
                // A disk that is full or failing: the writer hears of it by itself, and nothing is lost that lies in the log.
            }
            isCopied = true;
        }
    }
}
