using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Storage;

namespace CreditShare.Registry.StateChecks;

/// <summary>Lays the registry's store beside the one folded from the log, page by page in the order of the keys, and names what differs.</summary>
internal sealed class StateComparison(IStoreContents store, IProfileStore profiles, ILogStore log, IStoreContents scratch, IRecordStore scratchRecords)
{
    private const int PageSize = 500;

    /// <returns>What differs, and how many records wait for their place in the log and so are not held against it.</returns>
    public async Task<(DifferenceList Differences, int Waiting)> CompareAsync(CancellationToken ct)
    {
        var differences = new DifferenceList();
        var waiting = new HashSet<string>();
        await foreach (var (said, held) in Side<KeptRecord, string>(scratch.RecordsAsync, store.RecordsAsync, record => record.Key, StringOrder, ct))
            await CompareAsync(said, held, differences, waiting, ct);
        await foreach (var (said, held) in Side<KeptProfile, string>(scratch.ProfilesAsync, store.ProfilesAsync, profile => profile.Code, StringOrder, ct))
        {
            if (!waiting.Contains((said ?? held)!.Code))
                await CompareAsync(said, held, differences, ct);
        }
        await foreach (var (said, held) in Side<KeptIdentity, byte[]>(scratch.IdentitiesAsync, store.IdentitiesAsync, identity => identity.Identity, BytesOrder, ct))
        {
            if (held is null || !waiting.Contains(held.Key))
                await CompareAsync(said, held, differences, ct);
        }
        return (differences, waiting.Count(word => word.Contains('/', StringComparison.Ordinal)));
    }

    private async Task CompareAsync(KeptRecord? said, KeptRecord? held, DifferenceList differences, HashSet<string> waiting, CancellationToken ct)
    {
        if (said is not null && held is not null && held.Versions.Count == said.Versions.Count && held.Versions.Zip(said.Versions).All(pair => Unlike(pair.Second, pair.First).Length == 0))
            return;
        // Decided, and on its way into the log: it cannot be held against the log yet. Its versions before that can.
        if (held?.Versions.Skip(said?.Versions.Count ?? 0).ToList() is { Count: > 0 } beyond && await AllWaitAsync(beyond, ct))
        {
            waiting.Add(held.Key);
            waiting.UnionWith(held.Versions.Select(version => version.Subject));
            return;
        }
        if (held is null)
            differences.Add(StatePart.Record, DifferenceKind.Missing, said!.Key, $"By the log it has {said.Versions.Count} versions, the last by entry {said.Versions[^1].LogEntry}.");
        else if (said is null)
            differences.Add(StatePart.Record, DifferenceKind.Extra, held.Key, "No entry of the log accepted it.");
        else if (held.Versions.Count != said.Versions.Count)
            differences.Add(StatePart.Record, DifferenceKind.Changed, held.Key, $"It has {held.Versions.Count} versions, by the log {said.Versions.Count}.");
        else
            differences.Add(StatePart.Record, DifferenceKind.Changed, held.Key, string.Join("; ", held.Versions.Zip(said.Versions).Where(pair => Unlike(pair.Second, pair.First).Length > 0)
                .Select(pair => $"version {pair.Second.Version}: {string.Join(", ", Unlike(pair.Second, pair.First))}")));
    }

    private async Task<bool> AllWaitAsync(List<KeptVersion> versions, CancellationToken ct)
    {
        foreach (var version in versions)
        {
            if (await log.FindEntryAsync(version.LogEntry, ct) is not { Index: null })
                return false;
        }
        return true;
    }

    private static string[] Unlike(KeptVersion said, KeptVersion held) =>
    [
        .. new (string Name, bool Same)[]
        {
            ("number", said.Version == held.Version),
            ("order", said.Order == held.Order),
            // Of content that is gone by an erasure the log no longer says the hash.
            ("hash", said.Hash == held.Hash || said.Hash.Length == 0),
            ("subject", said.Subject == held.Subject),
            ("change", said.Change == held.Change),
            ("revision", said.Revision == held.Revision),
            ("decidedAt", said.DecidedAt == held.DecidedAt),
            ("entry", said.LogEntry == held.LogEntry),
        }.Where(member => !member.Same).Select(member => member.Name),
    ];

    private async Task CompareAsync(KeptProfile? said, KeptProfile? held, DifferenceList differences, CancellationToken ct)
    {
        if (held is null)
        {
            differences.Add(StatePart.Profile, DifferenceKind.Missing, said!.Code, $"By the log it has revision {said.Revision}.");
        }
        else if (said is null)
        {
            differences.Add(StatePart.Profile, DifferenceKind.Extra, held.Code, "The log has no record of this subject.");
        }
        else if (held.Revision != said.Revision || !held.Body.AsSpan().SequenceEqual(said.Body))
        {
            if (Read(held) is not { } profile)
                differences.Add(StatePart.Profile, DifferenceKind.Changed, held.Code, "Its bytes are not a profile's.");
            else if (held.Revision != said.Revision || profile.Revision != said.Revision)
                differences.Add(StatePart.Profile, DifferenceKind.Changed, held.Code, $"Its revision is {held.Revision} ({profile.Revision} in its bytes), by the log {said.Revision}.");
            else if (!await IsNamedByErasedAsync(said, profile, ct))
                differences.Add(StatePart.Profile, DifferenceKind.Changed, held.Code, $"Revision {held.Revision} is not what the log makes of its records.");
        }
    }

    /// <summary>A subject keeps the name of the record accepted last; when that has been erased, the log no longer says the name.</summary>
    private async Task<bool> IsNamedByErasedAsync(KeptProfile said, SubjectProfile held, CancellationToken ct) =>
        ProfileJson.Write(held with { Name = ProfileJson.Read(said.Body).Name }).AsSpan().SequenceEqual(said.Body)
        && (await profiles.HistoryAsync(held.Code, ct)).Any(version => version is { Record: null, Version.Change: not ChangeKind.Erase });

    private static SubjectProfile? Read(KeptProfile profile)
    {
        try
        {
            return ProfileJson.Read(profile.Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task CompareAsync(KeptIdentity? said, KeptIdentity? held, DifferenceList differences, CancellationToken ct)
    {
        var id = Convert.ToHexStringLower((said ?? held)!.Identity);
        if (held is null)
            differences.Add(StatePart.Identity, DifferenceKind.Missing, id, $"By the log record {said!.Key} holds this decision.");
        else if (said is not null && said.Key != held.Key)
            differences.Add(StatePart.Identity, DifferenceKind.Changed, id, $"Record {held.Key} holds it, by the log {said.Key}.");
        else if (said is null && !await HasErasedAsync(held.Key, ct))
            differences.Add(StatePart.Identity, DifferenceKind.Extra, id, $"No entry of the log made record {held.Key} hold it.");
    }

    /// <summary>Whether the log no longer says what this record stated.</summary>
    private async Task<bool> HasErasedAsync(string key, CancellationToken ct)
    {
        var parts = key.Split('/', 2);
        if (parts.Length < 2)
            return false;
        var held = await scratchRecords.LoadAsync([new(parts[0], parts[1])], [], [], ct);
        return held.Histories.Values.Any(history => history.Versions.Any(version => version.Hash.Length == 0));
    }

    /// <summary>Both sides in one pass; what only one side has comes with null for the other.</summary>
    private static async IAsyncEnumerable<(T? Said, T? Held)> Side<T, TKey>(
        Func<TKey?, int, CancellationToken, Task<IReadOnlyList<T>>> said, Func<TKey?, int, CancellationToken, Task<IReadOnlyList<T>>> held,
        Func<T, TKey> key, Comparison<TKey> order, [EnumeratorCancellation] CancellationToken ct)
        where T : class
        where TKey : class
    {
        await using var left = Pages(said, key, ct).GetAsyncEnumerator(ct);
        await using var right = Pages(held, key, ct).GetAsyncEnumerator(ct);
        var (l, r) = (await NextAsync(left), await NextAsync(right));
        while (l is not null || r is not null)
        {
            var place = l is null ? 1 : r is null ? -1 : order(key(l), key(r));
            yield return (place <= 0 ? l : null, place >= 0 ? r : null);
            if (place <= 0)
                l = await NextAsync(left);
            if (place >= 0)
                r = await NextAsync(right);
        }
    }

    private static async Task<T?> NextAsync<T>(IAsyncEnumerator<T> side) where T : class => await side.MoveNextAsync() ? side.Current : null;

    private static async IAsyncEnumerable<T> Pages<T, TKey>(
        Func<TKey?, int, CancellationToken, Task<IReadOnlyList<T>>> read, Func<T, TKey> key, [EnumeratorCancellation] CancellationToken ct)
        where TKey : class
    {
        TKey? after = null;
        while (await read(after, PageSize, ct) is { Count: > 0 } page)
        {
            foreach (var one in page)
                yield return one;
            after = key(page[^1]);
        }
    }

    private static int StringOrder(string one, string other) => BytesOrder(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static int BytesOrder(byte[] one, byte[] other) => one.AsSpan().SequenceCompareTo(other);
}
