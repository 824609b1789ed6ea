using System.Runtime.CompilerServices;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.Query.Asking;
using CreditShare.Storage;

namespace CreditShare.Query.BatchLookups;

/// <summary>
/// The answers to a list, a few pages of them in memory and as many more as find room. The first pass keeps of each answer the revision it came from and its hash; these go into the log's entry. The second
/// pass gives those that found room and computes the others again for sending, and gives one only if it hashes to what was committed: where the profile has moved in between, from the revision that was committed to.
/// So no byte leaves that the log does not know. What is not sent gives its room back when this is disposed of.
/// </summary>
internal sealed class BatchAnswers(
    IProfileStore profiles, AnswerBuilder builder, AnswerRoom room, AgencyAsking asking, string asked, IReadOnlyList<string> codes, string entry, DateTimeOffset now) : IDisposable
{
    private const int PageSize = 200;

    /// <summary>Pages that are computed beside the one that is next: other callers' lookups need processors too.</summary>
    private static readonly int Ahead = Math.Clamp(Environment.ProcessorCount / 2, 1, 4);

    /// <summary>By place; each is taken out when it is given.</summary>
    private readonly byte[]?[] kept = new byte[codes.Count][];

    /// <summary>Id of the entry that says so.</summary>
    public string Entry => entry;

    /// <summary>The instant of all answers, UTC in milliseconds.</summary>
    public DateTimeOffset Now => now;

    public AgencyAsking Asking => asking;

    public string Asked => asked;

    /// <summary>The first pass.</summary>
    /// <param name="key">From which the salts come.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task<(BatchLookupContent Content, AnswerBasis? Basis)> PrepareAsync(byte[] key, CancellationToken ct)
    {
        var items = new List<BatchLookupItem>(codes.Count);
        AnswerBasis? basis = null;
        await foreach (var (item, from) in EachAsync([.. Enumerable.Range(0, codes.Count)], (place, past) => Task.FromResult(Item(place, past, key)), ct))
        {
            items.Add(item);
            basis ??= from;
        }
        return (new(items), basis);
    }

    /// <summary>The second pass: the bytes of each answer, in the order of the codes; null where what an answer was made of has been deleted in between.</summary>
    public async IAsyncEnumerable<byte[]?> AgainAsync(BatchLookupContent committed, byte[] key, [EnumeratorCancellation] CancellationToken ct)
    {
        var missing = Enumerable.Range(0, codes.Count).Where(place => kept[place] is null).ToList();
        await using var again = EachAsync(missing, (place, past) => AgainAsync(place, past, committed.Items[place], key, ct), ct).GetAsyncEnumerator(ct);
        for (var place = 0; place < codes.Count; place++)
        {
            if (Take(place) is { } bytes)
                yield return bytes;
            else
                yield return await again.MoveNextAsync() ? again.Current : throw new InvalidOperationException("There are fewer answers than codes.");
        }
    }

    public void Dispose()
    {
        for (var place = 0; place < kept.Length; place++)
            Take(place);
    }

    private byte[]? Take(int place)
    {
        if (Interlocked.Exchange(ref kept[place], null) is not { } bytes)
            return null;
        room.GiveBack(bytes.Length);
        return bytes;
    }

    private async Task<byte[]?> AgainAsync(int place, PastProfile past, BatchLookupItem committed, byte[] key, CancellationToken ct)
    {
        var (leaf, salt) = (MerkleHash.Parse(committed.Answer), ListSalts.OfAnswer(key, place));
        return Matching(past, salt, leaf)
            ?? (PastProfile.AtRevision(codes[place], await profiles.HistoryAsync(codes[place], ct), committed.Revision) is { } then ? Matching(then, salt, leaf) : null);
    }

    private (BatchLookupItem Item, AnswerBasis Basis) Item(int place, PastProfile past, byte[] key)
    {
        var answer = Build(past);
        var bytes = LookupAnswerJson.Write(answer);
        if (room.TryTake(bytes.Length))
            kept[place] = bytes;
        var leaf = ListCommitment.Leaf(ListSalts.OfAnswer(key, place), bytes).ToBase64();
        return (new(answer.Subject.Code, answer.Registry.Revision, answer.Result, Records(answer), leaf), answer.Registry);
    }

    private byte[]? Matching(PastProfile past, Blind salt, MerkleHash leaf) =>
        LookupAnswerJson.Write(Build(past)) is var bytes && ListCommitment.Leaf(salt, bytes) == leaf ? bytes : null;

    private LookupAnswer Build(PastProfile past) => builder.Build(asking.Question(asked, past.Profile.Code), past, entry, now);

    /// <summary>What <paramref name="work"/> makes of each of these places and its profile, in their order; some pages are worked on at once.</summary>
    private async IAsyncEnumerable<T> EachAsync<T>(List<int> places, Func<int, PastProfile, Task<T>> work, [EnumeratorCancellation] CancellationToken ct)
    {
        var ahead = new Queue<Task<List<T>>>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            foreach (var page in places.Chunk(PageSize))
            {
                ahead.Enqueue(Task.Run(() => PageAsync(page, work, stop.Token), stop.Token));
                if (ahead.Count <= Ahead)
                    continue;
                foreach (var made in await ahead.Dequeue())
                    yield return made;
            }
            while (ahead.TryDequeue(out var last))
            {
                foreach (var made in await last)
                    yield return made;
            }
        }
        finally
        {
            // Whoever stops early leaves nothing running behind.
            await stop.CancelAsync();
            await Task.WhenAll((IEnumerable<Task>)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<List<T>> PageAsync<T>(int[] page, Func<int, PastProfile, Task<T>> work, CancellationToken ct)
    {
        var made = new List<T>(page.Length);
        var found = asking.KnownAt is null ? await profiles.FindManyAsync([.. page.Select(place => codes[place])], ct) : null;
        foreach (var place in page)
        {
            ct.ThrowIfCancellationRequested();
            var code = codes[place];
            var past = found is null
                ? PastProfile.KnownAt(code, await profiles.HistoryAsync(code, ct), asking.KnownAt!.Value)
                : new(found.GetValueOrDefault(code) ?? SubjectProfile.Empty(code), 0);
            made.Add(await work(place, past));
        }
        return made;
    }

    private static List<EntryRecord> Records(LookupAnswer answer) =>
    [
        .. (answer.Records ?? []).Select(record => new EntryRecord(record.Key, record.Version))
            .Concat((answer.Measures ?? []).SelectMany(measure => measure.Records).Select(record => new EntryRecord(record.Key, record.Version)))
            .Distinct(),
    ];
}
