using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Storage;

namespace CreditShare.Registry.StateChecks;

/// <summary>Lays the registry's store beside the one folded from the log, page by page in the order of the keys, and names what differs.</summary>
/// <param name="store">The registry's.</param>
/// <param name="scratch">The other.</param>
/// <param name="scratchRecords">The same.</param>
/// <param name="unnamed">Subjects of which the log no longer says the name.</param>
internal sealed class StateComparison(IStoreContents store, IStoreContents scratch, IRecordStore scratchRecords, IReadOnlySet<string> unnamed)
{
    private const int PageSize = 500;

    public async Task<DifferenceList> CompareAsync(CancellationToken ct)
    {
        var differences = new DifferenceList();
        await foreach (var (said, held) in Side<KeptRecord, string>(scratch.RecordsAsync, store.RecordsAsync, record => record.Key, StringOrder, ct))
            Compare(said, held, differences);
        await foreach (var (said, held) in Side<KeptProfile, string>(scratch.ProfilesAsync, store.ProfilesAsync, profile => profile.Code, StringOrder, ct))
            Compare(said, held, differences);
        var unsaid = new Dictionary<string, int>();
        await foreach (var (said, held) in Side<KeptIdentity, byte[]>(scratch.IdentitiesAsync, store.IdentitiesAsync, identity => identity.Identity, BytesOrder, ct))
            await CompareAsync(said, held, differences, unsaid, ct);
        return differences;
    }

    private static void Compare(KeptRecord? said, KeptRecord? held, DifferenceList differences)
    {
        if (held is null)
            differences.Add(StatePart.Record, DifferenceKind.Missing, said!.Key, $"By the log it has {said.Versions.Count} versions, the last by entry {said.Versions[^1].LogEntry}.");
        else if (said is null)
            differences.Add(StatePart.Record, DifferenceKind.Extra, held.Key, "No entry of the log accepted it.");
        else if (held.Versions.Count != said.Versions.Count)
            differences.Add(StatePart.Record, DifferenceKind.Changed, held.Key, string.Join("; ", new[] { $"It has {held.Versions.Count} versions, by the log {said.Versions.Count}" }.Concat(Unlike(said, held))));
        else if (Unlike(said, held).ToList() is { Count: > 0 } unlike)
            differences.Add(StatePart.Record, DifferenceKind.Changed, held.Key, string.Join("; ", unlike));
    }

    /// <summary>Of the versions that both have.</summary>
    private static IEnumerable<string> Unlike(KeptRecord said, KeptRecord held) => said.Versions.Zip(held.Versions, (left, right) => (left.Version, Members: Unlike(left, right)))
        .Where(pair => pair.Members.Length > 0).Select(pair => $"version {pair.Version}: {string.Join(", ", pair.Members)}");

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

    private void Compare(KeptProfile? said, KeptProfile? held, DifferenceList differences)
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
            else if (!unnamed.Contains(held.Code) || !ProfileJson.Write(profile with { Name = ProfileJson.Read(said.Body).Name }).AsSpan().SequenceEqual(said.Body))
                differences.Add(StatePart.Profile, DifferenceKind.Changed, held.Code, $"Revision {held.Revision} is not what the log makes of its records.");
        }
    }

    private static SubjectProfile? Read(KeptProfile profile)
    {
        try
        {
            return ProfileJson.Read(profile.Body);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private async Task CompareAsync(KeptIdentity? said, KeptIdentity? held, DifferenceList differences, Dictionary<string, int> unsaid, CancellationToken ct)
    {
        var id = Convert.ToHexStringLower((said ?? held)!.Identity);
        if (held is null)
            differences.Add(StatePart.Identity, DifferenceKind.Missing, id, $"By the log record {said!.Key} holds this decision.");
        else if (said is not null && said.Key != held.Key)
            differences.Add(StatePart.Identity, DifferenceKind.Changed, id, $"Record {held.Key} holds it, by the log {said.Key}.");
        else if (said is null && (unsaid[held.Key] = unsaid.GetValueOrDefault(held.Key) + 1) > await ErasedAsync(held.Key, ct))
            differences.Add(StatePart.Identity, DifferenceKind.Extra, id, $"No entry of the log made record {held.Key} hold it, or another that it holds.");
    }

    /// <summary>How many statements of a record the log no longer says: each may have brought an identity.</summary>
    private async Task<int> ErasedAsync(string key, CancellationToken ct)
    {
        var parts = key.Split('/', 2);
        if (parts.Length < 2)
            return 0;
        var held = await scratchRecords.LoadAsync([new(parts[0], parts[1])], [], [], ct);
        return held.Histories.Values.SelectMany(history => history.Versions).Count(version => version.Hash.Length == 0 && version.Change != ChangeKind.Erase);
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
