namespace CreditShare.Storage.Sqlite;

public static class SqliteScratch
{
    /// <summary>A new store in a file that nobody else knows; whoever asked deletes the file.</summary>
    public static ScratchStore Open(string file)
    {
        var store = new SqliteStore(file);
        var records = new SqliteRecordStore(store);
        return new(records, records, store);
    }
}
