using Microsoft.Data.Sqlite;

namespace CreditShare.Storage.Sqlite;

/// <summary>Columns as they lie there: SQLite lets anybody with the file put a value of any type into any of them.</summary>
internal static class SqliteColumns
{
    /// <summary>A BLOB; what is none has no bytes, which nothing that is written here ever has, so that it is seen to be changed.</summary>
    public static byte[] Bytes(this SqliteDataReader row, int column) => row.GetValue(column) as byte[] ?? [];
}
