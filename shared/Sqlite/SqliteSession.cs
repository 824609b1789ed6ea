using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CreditShare.Sqlite;

/// <summary>A connection with its prepared commands. Used by one caller at a time.</summary>
public sealed class SqliteSession : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    internal SqliteSession(SqliteConnection connection) => Connection = connection;

    internal SqliteConnection Connection { get; }

    /// <summary>False too where SQLite has undone a transaction by itself.</summary>
    internal bool IsInTransaction => raw.sqlite3_get_autocommit(Connection.Handle) == 0;

    /// <summary>Pages that this session wrote to the write-ahead log since it was asked last; one that it wrote twice counts twice.</summary>
    internal int TakeWritten()
    {
        raw.sqlite3_db_status(Connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1);
        return pages;
    }

    /// <summary>
    /// A prepared command, kept for the next call with the same text. Parameters are <c>@p0</c>, <c>@p1</c>, … in the order of the values; null is NULL. A call with the same
    /// text replaces the values, so a reader over it must be closed first.
    /// </summary>
    /// <exception cref="ArgumentException">The same text was first used with another number of values.</exception>
    public SqliteCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter($"@p{i}", null));
            commands.Add(sql, command);
        }
        // With fewer values those of the last call would be used unseen.
        if (command.Parameters.Count != values.Length)
            throw new ArgumentException($"'{sql}' takes {command.Parameters.Count} values, {values.Length} were given.", nameof(values));
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    /// <summary>Runs a command and returns the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row; default if there is no row or it is NULL. SQLite's own types only: long, double, string, byte[].</summary>
    /// <exception cref="InvalidCastException">The value is of another type.</exception>
    public T? Scalar<T>(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteScalar() switch
    {
        null or DBNull => default,
        T value => value,
        var other => throw new InvalidCastException($"'{sql}' gave a {other.GetType().Name}, not a {typeof(T).Name}."),
    };

    /// <summary>All rows, each made by the given function.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>Runs text that is not worth keeping.</summary>
    internal void Run(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        Connection.Dispose();
    }
}
