using Microsoft.Data.Sqlite;

namespace CreditShare.Sqlite;

/// <summary>
/// Copies the write-ahead log back into the file on a thread and a connection of its own, so that no commit waits for many pages in no order and the disk: again and again, each time what was committed meanwhile, until that is
/// little. The rest the writer copies itself, between two commits; then the log begins anew. Where this falls behind by several lengths of the log, the writer's own automatic copy does all. Each process that writes a file goes by
/// what it wrote itself.
/// </summary>
internal sealed class CopyingBack : IDisposable
{
    /// <summary>Lengths of the log after which the writer copies by itself.</summary>
    public const int MostBehind = 4;

    /// <summary>Pages that the writer may copy between two commits: some milliseconds.</summary>
    private const int Few = 500;

    /// <summary>Where so many copies in a row do not catch up, the disk is busy with more than this.</summary>
    private const int MostCopies = 8;

    private const string Copy = "PRAGMA wal_checkpoint(PASSIVE)";

    private readonly SqliteSession session;
    private readonly int length;
    private readonly Thread thread;
    private readonly SemaphoreSlim asked = new(0);
    private volatile bool isCopied;
    private volatile bool isEnding;

    // Owned by the writer's thread: pages that it wrote to the log since it asked last.
    private long written;

    /// <exception cref="SqliteUnavailableException">The file cannot be opened now.</exception>
    public CopyingBack(SqliteOptions options)
    {
        session = SessionOpening.Copier(options);
        length = options.WalAutocheckpoint;
        thread = new Thread(Loop) { IsBackground = true, Name = $"sqlite copy {Path.GetFileName(options.File)}" };
        thread.Start();
    }

    /// <summary>Called by the writer's thread after each commit.</summary>
    /// <param name="writer">Its session, in no transaction.</param>
    public void Committed(SqliteSession writer)
    {
        written += writer.TakeWritten();
        if (isCopied)
        {
            isCopied = false;
            writer.Execute(Copy);
        }
        if (written < length)
            return;
        // Where a reader keeps the log from beginning anew, once for each more of its length.
        written = 0;
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
                CopyUntilFew();
            }
            catch (SqliteException)
            {
                // A disk that is full or failing: the writer hears of it by itself, and nothing is lost that lies in the log.
            }
            isCopied = true;
        }
    }

    private void CopyUntilFew()
    {
        long before, copied = 0;
        var copies = 0;
        do
        {
            before = copied;
            // Of the log since it began; a row of busy, pages in the log, pages of them that are copied.
            copied = session.Query(Copy, row => row.GetInt64(2))[0];
        }
        while (copied - before > Few && ++copies < MostCopies);
    }
}
