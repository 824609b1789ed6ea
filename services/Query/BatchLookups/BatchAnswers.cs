using System.Runtime.CompilerServices;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.Query.Asking;
using CreditShare.Storage;

namespace CreditShare.Query.BatchLookups;

/// <summary>
/// The answers to a list, computed twice, a few pages of them in memory. The first pass keeps of each answer the revision it came from and its hash; these go into the log's entry. The second
/// pass computes each again for sending, and gives it only if it hashes to what was committed: where the profile has moved in between, from the revision that was committed to. So no answer is kept
/// anywhere, and no byte leaves that the log does not know.
/// </summary>
internal sealed class BatchAnswers(IProfileStore profiles, AnswerBuilder builder, AgencyAsking asking, string asked, IReadOnlyList<string> codes, string entry, DateTimeOffset now)
{
    private const int PageSize = 200;

    /// <summary>Pages that are computed beside the one that is next: other callers' lookups need processors too.</summary>
    private static readonly int Ahead = Math.Clamp(Environment.ProcessorCount / 2, 1, 4);

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
        await foreach (var (item, from) in EachAsync((place, past) => Task.FromResult(Item(place, past, key)), ct))
        {
            items.Add(item);
            basis ??= from;
        }
        return (new(items), basis);
    }

    /// <summary>The second pass: the bytes of each answer, in the order of the codes; null where what an answer was made of has been deleted in between.</summary>
    public IAsyncEnumerable<byte[]?> AgainAsync(BatchLookupContent committed, byte[] key, CancellationToken ct) => EachAsync(
        async (place, past) =>
        {
            var leaf = MerkleHash.Parse(committed.Items[place].Answer);
            var salt = ListSalts.OfAnswer(key, place);
            return Matching(past, salt, leaf)
                ?? (PastProfile.AtRevision(codes[place], await profiles.HistoryAsync(codes[place], ct), committed.Items[place].Revision) is { } then ? Matching(then, salt, leaf) : null);
        },
        ct);

    private (BatchLookupItem Item, AnswerBasis Basis) Item(int place, PastProfile past, byte[] key)
    {
        var answer = Build(past);
        var leaf = ListCommitment.Leaf(ListSalts.OfAnswer(key, place), LookupAnswerJson.Write(answer)).ToBase64();
        return (new(answer.Subject.Code, answer.Registry.Revision, answer.Result, Records(answer), leaf), answer.Registry);
    }

    private byte[]? Matching(PastProfile past, Blind salt, MerkleHash leaf) =>
        LookupAnswerJson.Write(Build(past)) is var bytes && ListCommitment.Leaf(salt, bytes) == leaf ? bytes : null;

    private LookupAnswer Build(PastProfile past) => builder.Build(asking.Question(asked, past.Profile.Code), past, entry, now);

    /// <summary>What <paramref name="work"/> makes of each code's place and profile, in their order; some pages are worked on at once.</summary>
    private async IAsyncEnumerable<T> EachAsync<T>(Func<int, PastProfile, Task<T>> work, [EnumeratorCancellation] CancellationToken ct)
    {
        var ahead = new Queue<Task<List<T>>>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            foreach (var (number, page) in codes.Chunk(PageSize).Index())
            {
                ahead.Enqueue(Task.Run(() => PageAsync(number * PageSize, page, work, stop.Token), stop.Token));
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

    private async Task<List<T>> PageAsync<T>(int first, string[] page, Func<int, PastProfile, Task<T>> work, CancellationToken ct)
    {
        var made = new List<T>(page.Length);
        var found = asking.KnownAt is null ? await profiles.FindManyAsync(page, ct) : null;
        foreach (var code in page)
        {
            ct.ThrowIfCancellationRequested();
            var past = found is null
                ? PastProfile.KnownAt(code, await profiles.HistoryAsync(code, ct), asking.KnownAt!.Value)
                : new(found.GetValueOrDefault(code) ?? SubjectProfile.Empty(code), 0);
            made.Add(await work(first + made.Count, past));
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
