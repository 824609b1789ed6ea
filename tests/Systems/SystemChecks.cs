using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Storage;
using CreditShare.Testing;

namespace CreditShare.Systems;

/// <summary>What must hold of the central store once every push was decided, whatever was killed in between.</summary>
public static class SystemChecks
{
    /// <summary>Looks whether each decision has its one log entry, each accepted record is held once, each answer was logged, and the whole log verifies.</summary>
    /// <param name="central">The store; a registry must be running, for what is staged is waited for.</param>
    /// <param name="key">The log's.</param>
    /// <param name="decisions">What the bureaus read, a decision for each record that had a receipt.</param>
    /// <param name="answered">Log entries that answers to lookups named.</param>
    /// <param name="ct">Cancels the looking.</param>
    public static async Task<SystemFaults> CheckAsync(
        CentralStore central, VerifierKey key, IReadOnlyCollection<Decision> decisions, IReadOnlyCollection<string> answered, CancellationToken ct)
    {
        await using var store = central.Open();
        await AwaitSequencedAsync(store.Log, ct);
        var entries = (await LogCheck.VerifyAsync(store.Log, key, ct)).ToDictionary(entry => entry.Id);
        var decided = entries.Values.Where(entry => entry.Kind == EntryKind.RecordDecided).Select(entry => entry.Id).ToHashSet();
        var keys = decisions.Where(decision => decision.Outcome == Outcome.Accepted).Select(decision => decision.Key!.Split('/', 2))
            .Select(parts => new RecordKey(parts[0], parts[1])).ToHashSet();
        var held = new Dictionary<RecordKey, RecordHistory>();
        foreach (var some in keys.Chunk(500))
        {
            foreach (var (record, history) in (await store.Records.LoadAsync(some, [], [], ct)).Histories)
                held[record] = history;
        }
        return new(
            [
                .. decisions.Where(decision => !decided.Contains(decision.LogEntry)).Select(decision => $"{decision.LogEntry} was decided and is not in the log"),
                .. decisions.Where(decision => entries.TryGetValue(decision.LogEntry, out var entry) && entry.Outcome != RecordWords.Word(decision.Outcome))
                    .Select(decision => $"{decision.LogEntry} was decided otherwise than the log says"),
                .. keys.Where(record => !held.ContainsKey(record)).Select(record => $"{record} was accepted and is not held"),
            ],
            [
                .. decided.Except(decisions.Select(decision => decision.LogEntry)).Select(id => $"{id} is in the log and was no decision of any receipt"),
                .. decisions.GroupBy(decision => decision.LogEntry).Where(group => group.Count() > 1).Select(group => $"{group.Key} was decided {group.Count()} times"),
                .. held.Where(record => record.Value.Versions.Count != 1).Select(record => $"{record.Key} is held {record.Value.Versions.Count} times"),
            ],
            [.. answered.Where(id => !entries.ContainsKey(id)).Select(id => $"{id} was answered and is not in the log")],
            entries.Count);
    }

    /// <summary>Ends when every entry that was staged before the call has its place in the signed log.</summary>
    private static async Task AwaitSequencedAsync(ILogStore log, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var last = StagedEntries.Open(new LogEntry
        {
            Kind = EntryKind.LogRead, Id = $"last-{Guid.CreateVersion7(now):N}", At = now, Actor = new EntryActor(null, null, "test"), Blind = StagedEntries.NewBlind(),
        });
        await log.StageAsync([last], ct);
        while ((await log.FindEntryAsync(last.Entry.Id, ct))!.Index is not { } index || await SignedAsync(log, ct) <= index)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
    }

    private static async Task<long> SignedAsync(ILogStore log, CancellationToken ct) =>
        await log.ReadCheckpointAsync(ct) is { } note ? long.Parse(note.Split('\n')[1], null) : 0;
}

/// <param name="Lost">Records that had a receipt and have no decision, no entry or no place in the store.</param>
/// <param name="Twice">Records decided or held more than once, and decisions that nobody asked for.</param>
/// <param name="Unlogged">Lookups answered without an entry.</param>
/// <param name="LogSize">Entries of the log, which verified.</param>
public sealed record SystemFaults(IReadOnlyList<string> Lost, IReadOnlyList<string> Twice, IReadOnlyList<string> Unlogged, int LogSize)
{
    public IReadOnlyList<string> All => [.. Lost, .. Twice, .. Unlogged];
}
