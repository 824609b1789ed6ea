using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>What must hold of the central store once every push was decided, whatever was killed in between.</summary>
internal static class SystemChecks
{
    /// <summary>Each decision has its one log entry, each accepted record is held once, and the whole log verifies.</summary>
    public static async Task CheckAsync(CentralStore central, VerifierKey key, IReadOnlyCollection<Decision> decisions, CancellationToken ct)
    {
        await using var store = central.Open();
        var entries = (await LogCheck.VerifyAsync(store.Log, key, ct)).Where(entry => entry.Kind == EntryKind.RecordDecided).ToDictionary(entry => entry.Id);
        Assert.Equal(decisions.Select(decision => decision.LogEntry).Order(), entries.Keys.Order());
        Assert.All(decisions, decision => Assert.Equal(RecordWords.Word(decision.Outcome), entries[decision.LogEntry].Outcome));

        var keys = decisions.Where(decision => decision.Outcome == Outcome.Accepted).Select(decision => decision.Key!.Split('/', 2))
            .Select(parts => new RecordKey(parts[0], parts[1])).ToHashSet();
        var held = await store.Records.LoadAsync(keys, [], [], ct);
        Assert.Equal(keys.Count, held.Histories.Count);
        Assert.All(held.Histories.Values, history => Assert.Single(history.Versions));
    }
}
