using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;
using CreditShare.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;

namespace CreditShare.Benchmarks.Lookups;

/// <summary>
/// The least that an audited lookup can do: <see cref="BareServer"/> with one point read of a profile's size and one durable append of an entry's and a content's size before the answer; all that wait share one commit.
/// One table, no further index, no right asked, nothing computed.
/// </summary>
internal static class RawAuditedServer
{
    public const string Command = "serve-raw-audited";

    // As long as ours are in this benchmark; the key of the commitment counts as the entry's.
    private const int ProfileLength = 756;
    private const int EntryLength = 575;
    private const int ContentLength = 2704;

    /// <summary>The n-th is read for the n-th request.</summary>
    private const int Profiles = 10_000;

    public static async Task<int> RunAsync()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("raw.db");
        Fill(file);
        var readers = new ConcurrentBag<SqliteCommand>();
        var (log, asked) = (new GroupCommit(file), -1L);
        await using var app = BareServer.Build();
        app.MapGet(BareServer.Path, async () =>
        {
            Read(Interlocked.Increment(ref asked) % Profiles);
            await log.AppendAsync();
            return BareServer.Answer;
        });
        await app.RunAsync();
        return 0;

        void Read(long key)
        {
            var read = readers.TryTake(out var kept) ? kept : Reader(file);
            read.Parameters[0].Value = Key(key);
            if (read.ExecuteScalar() is not byte[])
                throw new InvalidOperationException($"There is no profile {key}.");
            readers.Add(read);
        }
    }

    private static string Key(long n) => n.ToString("000000000000000000", null);

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=16000");
        return connection;
    }

    private static SqliteCommand Reader(string file)
    {
        var read = Open(file).CreateCommand();
        read.CommandText = "SELECT body FROM profiles WHERE code = @p0";
        read.Parameters.Add("@p0", SqliteType.Text);
        return read;
    }

    private static void Fill(string file)
    {
        using var connection = Open(file);
        Execute(connection, "CREATE TABLE profiles (code TEXT PRIMARY KEY, body BLOB NOT NULL); CREATE TABLE log (seq INTEGER PRIMARY KEY, entry BLOB NOT NULL, content BLOB NOT NULL); BEGIN");
        for (var n = 0; n < Profiles; n++)
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO profiles VALUES (@p0, @p1)";
            insert.Parameters.AddWithValue("@p0", Key(n));
            insert.Parameters.AddWithValue("@p1", RandomNumberGenerator.GetBytes(ProfileLength));
            insert.ExecuteNonQuery();
        }
        Execute(connection, "COMMIT");
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>One thread appends for all that wait, and tells them when it is on the disk.</summary>
    private sealed class GroupCommit
    {
        private const long LogLength = 64 << 20;
        private const int FewPages = 500;
        private const int MostCopies = 8;

        private readonly Channel<TaskCompletionSource> waiting = Channel.CreateUnbounded<TaskCompletionSource>(new() { SingleReader = true });
        private readonly Channel<bool> isLong = Channel.CreateUnbounded<bool>(new() { SingleReader = true });
        private volatile bool isCopied;
        private readonly string file;

        public GroupCommit(string file)
        {
            this.file = file;
            new Thread(Loop) { IsBackground = true }.Start();
            new Thread(CopyBack) { IsBackground = true }.Start();
        }

        public Task AppendAsync()
        {
            var durable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Writer.TryWrite(durable);
            return durable.Task;
        }

        /// <summary>Beside the commits, as ours: else each 64 MiB would be copied within one, and everybody wait for it.</summary>
        private void CopyBack()
        {
            using var connection = Open(file);
            using var copy = connection.CreateCommand();
            copy.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
            while (isLong.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult() && isLong.Reader.TryRead(out _))
            {
                // Until little is left, as ours: what is, the writer copies while everybody waits.
                long before, copied = 0;
                var copies = 0;
                do
                    (before, copied) = (copied, Copied(copy));
                while (copied - before > FewPages && ++copies < MostCopies);
                isCopied = true;
            }
        }

        /// <summary>Pages of the log that are copied, since it began anew.</summary>
        private static long Copied(SqliteCommand copy)
        {
            using var row = copy.ExecuteReader();
            return row.Read() ? row.GetInt64(2) : 0;
        }

        private void Loop()
        {
            using var connection = Open(file);
            Execute(connection, "PRAGMA wal_autocheckpoint=64000");
            // SQLite writes the log over and does not cut it, so its length says nothing.
            var (written, isTold) = (0L, false);
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO log (entry, content) VALUES (@p0, @p1)";
            insert.Parameters.AddWithValue("@p0", new byte[EntryLength]);
            insert.Parameters.AddWithValue("@p1", new byte[ContentLength]);
            var group = new List<TaskCompletionSource>();
            while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                using var transaction = connection.BeginTransaction();
                insert.Transaction = transaction;
                while (waiting.Reader.TryRead(out var durable))
                {
                    insert.ExecuteNonQuery();
                    group.Add(durable);
                    written += EntryLength + ContentLength;
                }
                transaction.Commit();
                group.ForEach(durable => durable.SetResult());
                group.Clear();
                if (isCopied)
                {
                    // What was committed meanwhile; then the log begins anew.
                    isCopied = false;
                    Execute(connection, "PRAGMA wal_checkpoint(PASSIVE)");
                    (written, isTold) = (0, false);
                }
                if (isTold || written < LogLength)
                    continue;
                isTold = isLong.Writer.TryWrite(true);
            }
        }
    }
}
