using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>What must hold of the central store once every push was decided, whatever was killed in between.</summary>
internal static class SystemChecks
{
    /// <summary>Each decision has its one log entry, each accepted record is held once, and the whole log verifies.</summary>
    public static async Task CheckAsync(string storeFile, VerifierKey key, IReadOnlyCollection<Decision> decisions, CancellationToken ct)
    {
        await using var store = new SqliteStore(storeFile);
        var log = new SqliteLogStore(store);
        var entries = (await LogCheck.VerifyAsync(log, key, ct)).Where(entry => entry.Kind == EntryKind.RecordDecided).ToDictionary(entry => entry.Id);
        Assert.Equal(decisions.Select(decision => decision.LogEntry).Order(), entries.Keys.Order());
        Assert.All(decisions, decision => Assert.Equal(RecordWords.Word(decision.Outcome), entries[decision.LogEntry].Outcome));

        var keys = decisions.Where(decision => decision.Outcome == Outcome.Accepted).Select(decision => decision.Key!.Split('/', 2))
            .Select(parts => new RecordKey(parts[0], parts[1])).ToHashSet();
        var held = await new SqliteRecordStore(store).LoadAsync(keys, [], [], ct);
        Assert.Equal(keys.Count, held.Histories.Count);
        Assert.All(held.Histories.Values, history => Assert.Single(history.Versions));
    }
}
