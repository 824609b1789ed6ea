using Microsoft.Data.Sqlite;

namespace CreditShare.Sqlite;

/// <summary>Opens connections on which WAL and synchronous=FULL are set and read back: both are a connection's own, and another's setting is no proof.</summary>
internal static class SessionOpening
{
    private const int Full = 2;

    /// <exception cref="SqliteUnavailableException">The file cannot be opened or brought up to date now.</exception>
    /// <exception cref="InvalidOperationException">The file was made by a newer version of the program.</exception>
    public static SqliteSession Writer(SqliteOptions options, IReadOnlyList<string> schema)
    {
        var writer = Open(options);
        try
        {
            // Negative: KiB instead of pages.
            writer.Run($"PRAGMA cache_size=-{options.WriterCache * 1024}");
            SchemaVersions.Apply(writer, schema, options.File);
            // What a savepoint may have to undo: by default each page of it is written to a file.
            writer.Run("PRAGMA temp_store=MEMORY");
            return writer;
        }
        catch (SqliteException fault) when (SqliteUnavailableException.Is(fault))
        {
            writer.Dispose();
            throw SqliteUnavailableException.From(fault);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>A session that refuses to write.</summary>
    /// <exception cref="SqliteUnavailableException">The file cannot be opened now.</exception>
    public static SqliteSession Reader(SqliteOptions options)
    {
        var reader = Open(options);
        reader.Run("PRAGMA query_only=ON");
        return reader;
    }

    /// <summary>The session of <see cref="CopyingBack"/>.</summary>
    /// <exception cref="SqliteUnavailableException">The file cannot be opened now.</exception>
    public static SqliteSession Copier(SqliteOptions options) => Open(options);

    private static SqliteSession Open(SqliteOptions options)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = options.File,
            // A pooled connection keeps pragmas that someone else set; each of ours is set and checked at open.
            Pooling = false,
            // The library asks again after SQLite's own wait is over, for 30 s unless told otherwise.
            DefaultTimeout = options.BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            var session = new SqliteSession(connection);
            // Not all of it is cut when it begins anew: a file that grows costs each commit twice the time on the disk.
            session.Run(
                $"PRAGMA busy_timeout={options.BusySeconds * 1000}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; " +
                $"PRAGMA wal_autocheckpoint={options.WalAutocheckpoint * CopyingBack.MostBehind}; PRAGMA journal_size_limit={options.LongestKept}; PRAGMA foreign_keys=ON;");
            if (options.SecureDelete)
                session.Run("PRAGMA secure_delete=ON;");
            if (session.Scalar<string>("PRAGMA journal_mode") != "wal" || session.Scalar<long>("PRAGMA synchronous") != Full)
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
