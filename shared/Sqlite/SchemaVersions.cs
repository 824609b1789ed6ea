using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CreditShare.Sqlite;

/// <summary>Brings a file to the newest schema: script n takes it from version n to n+1; the version stands in <c>user_version</c>.</summary>
internal static class SchemaVersions
{
    /// <exception cref="InvalidOperationException">The file's version is higher than the scripts reach.</exception>
    public static void Apply(SqliteSession session, IReadOnlyList<string> scripts, string file)
    {
        // Nothing is written to a file that is up to date, so that a full disk does not keep a restarted reader from opening it.
        if (Version(session, scripts, file) == scripts.Count)
            return;
        // Immediate, so that of two processes opening a new file one waits and then finds it done.
        session.Run("BEGIN IMMEDIATE");
        try
        {
            for (var next = Version(session, scripts, file); next < scripts.Count; next++)
                session.Run(scripts[next]);
            session.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={scripts.Count}"));
            session.Run("COMMIT");
        }
        catch
        {
            Rollback(session);
            throw;
        }
    }

    private static int Version(SqliteSession session, IReadOnlyList<string> scripts, string file)
    {
        var version = session.Scalar<long>("PRAGMA user_version");
        if (version > scripts.Count)
            throw new InvalidOperationException(
                $"{file} has schema version {version}, this program knows {scripts.Count}: it was written by a newer version. Update the program.");
        return (int)version;
    }

    private static void Rollback(SqliteSession session)
    {
        try
        {
            session.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite had rolled back by itself; the first fault is the one to hear of.
        }
    }
}
