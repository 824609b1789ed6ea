using Microsoft.Data.Sqlite;

namespace CreditShare.Sqlite.Tests;

internal static class TestWork
{
    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static void Add(this SqliteSession session, string text) => session.Execute("INSERT INTO notes(text) VALUES (@p0)", text);

    public static Task AddAsync(this SqliteDatabase database, string text) => database.WriteAsync(session => session.Add(text), Ct);

    public static List<string> Notes(this SqliteDatabase database) =>
        database.Read(session => session.Query("SELECT text FROM notes ORDER BY text", row => row.GetString(0)));

    public static long Count(this SqliteDatabase database) => database.Read(session => session.Scalar<long>("SELECT count(*) FROM notes"));

    public static object? Ask(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>Runs what follows while the writer is busy: work begun before the returned gate opens ends up in the queue, or waits to enter it.</summary>
    public static async Task<HeldWriter> HoldWriterAsync(this SqliteDatabase database)
    {
        var gate = new ManualResetEventSlim();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = database.WriteAsync(_ =>
        {
            begun.SetResult();
            gate.Wait(TimeSpan.FromSeconds(30));
        }, Ct);
        await begun.Task;
        return new HeldWriter(gate, held);
    }
}
