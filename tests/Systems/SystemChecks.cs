using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Registry.StateChecks;
using CreditShare.Storage;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;

namespace CreditShare.Systems;

/// <summary>What must hold of the central store once every push was decided, whatever was killed in between.</summary>
public static class SystemChecks
{
    /// <summary>Looked up at the end.</summary>
    private const int SubjectsAsked = 40;

    private const int PageSize = 1000;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Looks whether each decision has its one log entry, each record as many versions as were accepted of it, each answer was logged, each agency has notice of what changed since it was told, the
    /// whole log verifies and the store, profiles and identities included, is what the log says. It reads the store as it lies there: the port by which the registry decides would mend what it finds.
    /// </summary>
    /// <param name="central">The store; a registry must be running, for what is staged is waited for.</param>
    /// <param name="key">The log's.</param>
    /// <param name="decisions">What the bureaus read, a decision for each record that had a receipt; all records were to be accepted.</param>
    /// <param name="answered">Answers to lookups.</param>
    /// <param name="ct">Cancels the looking.</param>
    /// <param name="agency">Asks about some of the subjects, for whose records' last versions the answers must state; null to ask nothing.</param>
    public static async Task<SystemFaults> CheckAsync(
        CentralStore central, VerifierKey key, IReadOnlyCollection<Decision> decisions, IReadOnlyCollection<Answered> answered, CancellationToken ct, Client? agency = null)
    {
        var accepted = decisions.Where(decision => decision.Outcome == Outcome.Accepted).ToLookup(decision => decision.Key!);
        var asked = agency is null ? [] : await AskAsync(agency, accepted.Select(versions => versions.MaxBy(decision => decision.Version)!), ct);
        IReadOnlyList<Answered> answers = [.. answered, .. asked.Select(one => one.Answer)];
        await using var store = central.Open();
        await AwaitSequencedAsync(store, ct);
        var differences = await CompareAsync(store, key, ct);
        var entries = (await LogCheck.VerifyAsync(store.Log, key, ct)).ToDictionary(entry => entry.Id);
        var decided = entries.Values.Where(entry => entry.Kind == EntryKind.RecordDecided).Select(entry => entry.Id).ToHashSet();
        var held = await VersionsAsync(store.Contents, ct);
        var owed = Owed(answers, accepted);
        var notices = await NoticesAsync(store, entries.Count, ct);
        return new(
            [
                .. decisions.Where(decision => decision.Outcome != Outcome.Accepted).Select(decision => $"{decision.Key} was {RecordWords.Word(decision.Outcome)} by {decision.LogEntry}"),
                .. decisions.Where(decision => !decided.Contains(decision.LogEntry)).Select(decision => $"{decision.LogEntry} was decided and is not in the log"),
                .. decisions.Where(decision => entries.TryGetValue(decision.LogEntry, out var entry) && entry.Outcome != RecordWords.Word(decision.Outcome))
                    .Select(decision => $"{decision.LogEntry} was decided otherwise than the log says"),
                .. accepted.Where(versions => held.GetValueOrDefault(versions.Key) < versions.Count())
                    .Select(versions => $"{versions.Key} was accepted {versions.Count()} times and has {held.GetValueOrDefault(versions.Key)} versions"),
            ],
            [
                .. decided.Except(decisions.Select(decision => decision.LogEntry)).Select(id => $"{id} is in the log and was no decision of any receipt"),
                .. decisions.GroupBy(decision => decision.LogEntry).Where(group => group.Count() > 1).Select(group => $"{group.Key} was decided {group.Count()} times"),
                .. held.Where(record => record.Value > accepted[record.Key].Count())
                    .Select(record => $"{record.Key} was accepted {accepted[record.Key].Count()} times and has {record.Value} versions"),
            ],
            [.. answers.Where(answer => !entries.ContainsKey(answer.LogEntry)).Select(answer => $"{answer.LogEntry} was answered and is not in the log")],
            [.. asked.Where(one => !States(one.Answer, one.Last, entries)).Select(one => $"{one.Answer.LogEntry} does not state {one.Last.Key} as {one.Last.LogEntry} left it")],
            [.. owed.Except(notices).Select(notice => $"{notice.Agency} has no notice of version {notice.Version} of {notice.Key}")],
            differences,
            owed.Count,
            entries.Count);
    }

    /// <summary>The project's own comparison of store and log.</summary>
    private static async Task<IReadOnlyList<string>> CompareAsync(OpenStore store, VerifierKey key, CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        await using var scratch = SqliteScratch.Open(folder.File("folded.db"));
        var verdict = await new StateCheck(store.Log, store.Witnesses, store.Contents, key, TimeProvider.System).RunAsync(scratch.Records, scratch.Contents, null, ct);
        IEnumerable<string> unnamed = verdict.Count > verdict.Differences.Count ? [$"{verdict.Count - verdict.Differences.Count} more differences"] : [];
        return [.. verdict.Differences.Select(difference => difference.ToString()), .. unnamed];
    }

    private static async Task<Dictionary<string, int>> VersionsAsync(IStoreContents contents, CancellationToken ct)
    {
        var versions = new Dictionary<string, int>();
        for (string? after = null; await contents.RecordsAsync(after, PageSize, ct) is { Count: > 0 } page; after = page[^1].Key)
        {
            foreach (var record in page)
                versions[record.Key] = record.Versions.Count;
        }
        return versions;
    }

    /// <param name="agency">Asks.</param>
    /// <param name="last">Of each record the decision that counts.</param>
    /// <param name="ct">Cancels the asking.</param>
    /// <returns>Of some subjects, each record with the answer about its subject.</returns>
    private static async Task<IReadOnlyList<(Decision Last, Answered Answer)>> AskAsync(Client agency, IEnumerable<Decision> last, CancellationToken ct)
    {
        var subjects = last.GroupBy(decision => decision.Subject!).ToArray();
        // The same at every call, and of no pattern that the changes may have too.
        new Random(1).Shuffle(subjects);
        var asked = new List<(Decision, Answered)>();
        foreach (var subject in subjects.Take(SubjectsAsked))
        {
            Answered? answer;
            do
                answer = await agency.TryLookUpAsync(subject.Key, asked.Count, ct, "records");
            while (answer is null);
            asked.AddRange(subject.Select(decision => (decision, answer)));
        }
        return asked;
    }

    /// <summary>Whether an answer states the version, or leaves the record out if that withdrew it.</summary>
    private static bool States(Answered answer, Decision last, IReadOnlyDictionary<string, LogEntry> entries) =>
        entries.GetValueOrDefault(last.LogEntry)?.Detail.GetValueOrDefault("change") == RecordWords.Word(ChangeKind.Withdraw)
            ? answer.Told.All(told => told.Key != last.Key)
            : answer.Told.Any(told => told == (last.Key!, last.Version!.Value));

    /// <summary>Who must hear of which version: whoever was told an earlier one.</summary>
    private static HashSet<(string Agency, string Key, int Version)> Owed(IEnumerable<Answered> answers, ILookup<string, Decision> accepted) =>
    [
        .. answers.SelectMany(answer => answer.Told.SelectMany(told => accepted[told.Key].Where(decision => decision.Version > told.Version)
            .Select(decision => (answer.Agency, told.Key, decision.Version!.Value)))),
    ];

    /// <summary>All notices, once those are made that follow from the first entries of the log.</summary>
    private static async Task<HashSet<(string Agency, string Key, int Version)>> NoticesAsync(OpenStore store, long entries, CancellationToken ct)
    {
        while (await store.Places.ReadPlaceAsync(INoticeStore.Follower, ct) < entries)
            await Task.Delay(Between, TimeProvider.System, ct);
        var notices = new HashSet<(string, string, int)>();
        for (var after = -1L; await store.Notices.FindAsync(new NoticeFilter(null, after, long.MaxValue, false, PageSize), ct) is { Count: > 0 } page; after = page[^1].Cursor)
            notices.UnionWith(page.Select(notice => (notice.Agency, notice.Key, notice.ToVersion)));
        return notices;
    }

    /// <summary>Ends when every entry that was staged before the call has its place in the signed log, and a checkpoint is shown.</summary>
    private static async Task AwaitSequencedAsync(OpenStore store, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var last = StagedEntries.Open(new LogEntry
        {
            Kind = EntryKind.LogRead, Id = $"last-{Guid.CreateVersion7(now):N}", At = now, Actor = new EntryActor(null, null, "test"), Blind = StagedEntries.NewBlind(),
        });
        await store.Log.StageAsync([last], ct);
        while ((await store.Log.FindEntryAsync(last.Entry.Id, ct))!.Index is not { } index || await SignedAsync(store.Log, ct) <= index || await store.Witnesses.ReadPublishedAsync(ct) is null)
            await Task.Delay(Between, TimeProvider.System, ct);
    }

    private static async Task<long> SignedAsync(ILogStore log, CancellationToken ct) =>
        await log.ReadCheckpointAsync(ct) is { } note ? long.Parse(note.Split('\n')[1], null) : 0;
}

/// <param name="Lost">Records that had a receipt and were not accepted, or have no decision, no entry or not all their versions in the store.</param>
/// <param name="Twice">Records decided or held more often than pushed, and decisions that nobody asked for.</param>
/// <param name="Unlogged">Lookups answered without an entry.</param>
/// <param name="Wrong">Answers that did not state what was decided last.</param>
/// <param name="Untold">Notices that were to be made and are not there.</param>
/// <param name="Differences">Where the store is not what the log says.</param>
/// <param name="Notices">How many notices were to be made.</param>
/// <param name="LogSize">Entries of the log, which verified.</param>
public sealed record SystemFaults(
    IReadOnlyList<string> Lost, IReadOnlyList<string> Twice, IReadOnlyList<string> Unlogged, IReadOnlyList<string> Wrong, IReadOnlyList<string> Untold, IReadOnlyList<string> Differences,
    int Notices, int LogSize)
{
    public IReadOnlyList<string> All => [.. Lost, .. Twice, .. Unlogged, .. Wrong, .. Untold, .. Differences];
}
