using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;

namespace CreditShare.Registry.Tests.Auditing;

/// <summary>A log of open entries in SQLite, each with its index. Its files are gone with it.</summary>
internal sealed class FilledLog : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;

    private FilledLog()
    {
        store = new(folder.File("registry.db"));
        Store = new(store);
    }

    public SqliteLogStore Store { get; }

    public static async Task<FilledLog> OfAsync(IReadOnlyCollection<LogEntry> entries, CancellationToken ct)
    {
        var log = new FilledLog();
        await log.Store.StageAsync([.. entries.Select(StagedEntries.Open)], ct);
        await log.Store.AppendStagedAsync(0, entries.Count, ct);
        return log;
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }
}
