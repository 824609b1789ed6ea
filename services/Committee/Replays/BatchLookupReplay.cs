using System.Text.Json;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;

namespace CreditShare.Committee.Replays;

/// <summary>
/// Computes the answers of a lookup of many again, one after the other, and holds each against the hash that its entry commits to; the hashes against the root in the entry, and the list against its own.
/// </summary>
internal sealed class BatchLookupReplay(SeedFolder seeds, IProfileStore profiles, ILogStore log)
{
    private readonly AnswerBuilder builder = new(seeds.AnswerBook);

    /// <param name="entry">Of a lookup of many.</param>
    /// <param name="stored">The same with its content.</param>
    /// <param name="subject">Only the answer about this one; null for all.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    /// <returns>What came of it; null if the entry is not one of a lookup of many, or does not name the subject.</returns>
    public async Task<BatchReplayAnswer?> ReplayAsync(LogEntry entry, StoredEntry stored, string? subject, CancellationToken ct)
    {
        if (BatchLookupEntry.AnswersRoot(entry) is not { } root)
            return null;
        if (stored is not { CommitKey: { } key, Content: { } bytes })
            return BatchReplayAnswer.Of(entry.Id, stored.Index is { } index && await ErasedContent.IsNamedAsync(log, index, ct) ? ReplayVerdict.Erased : ReplayVerdict.Missing, []);
        if (Read(entry, key, bytes, root) is not { } content)
            return BatchReplayAnswer.Of(entry.Id, ReplayVerdict.Differs, []);
        var items = new List<BatchReplayItem>();
        for (var place = 0; place < content.Items.Count; place++)
        {
            if (subject is null || content.Items[place].Code == subject)
                items.Add(await ReplayAsync(entry, content.Items[place], ListSalts.OfAnswer(key, place), subject is not null, ct));
        }
        return subject is not null && items.Count == 0 ? null : BatchReplayAnswer.Of(entry.Id, Whole(items), items);
    }

    /// <summary>The content, if it is what the entry commits to in all three ways.</summary>
    private static BatchLookupContent? Read(LogEntry entry, byte[] key, byte[] bytes, MerkleHash root)
    {
        if (entry.Commit is not { } commit || !commit.Matches(key, bytes))
            return null;
        var content = BatchLookupContent.Read(bytes);
        var codes = content.Items.Select((item, place) => ListCommitment.Leaf(ListSalts.OfCode(key, place), item.Code)).ToArray();
        var answers = content.Items.Select(item => MerkleHash.Parse(item.Answer)).ToArray();
        return entry.List == ListCommitment.Of(codes) && ListCommitment.Of(answers).Root == root ? content : null;
    }

    private async Task<BatchReplayItem> ReplayAsync(LogEntry entry, BatchLookupItem item, Blind salt, bool show, CancellationToken ct)
    {
        var versions = await profiles.HistoryAsync(item.Code, ct);
        if (LookupEntryDetail.ReadQuestion(entry, item.Code) is not { } question || Past(question, versions, item) is not { } past)
            return new(item.Code, item.Revision, ReplayVerdict.Differs, null);
        var answer = builder.Build(question, past, entry.Id, entry.At);
        var bytes = LookupAnswerJson.Write(answer);
        var verdict = ListCommitment.Leaf(salt, bytes) == MerkleHash.Parse(item.Answer) ? ReplayVerdict.Matches
            : past.Missing > 0 ? ReplayVerdict.Missing
            : past.Erased > 0 ? ReplayVerdict.Erased
            : IsOfOtherEditions(entry, answer) ? ReplayVerdict.EditionMissing
            : ReplayVerdict.Differs;
        return new(item.Code, item.Revision, verdict, show ? Json(bytes) : null);
    }

    private static PastProfile? Past(LookupQuestion question, IReadOnlyList<PastVersion> versions, BatchLookupItem item)
    {
        var past = question.KnownAt is { } instant ? PastProfile.KnownAt(question.Subject, versions, instant) : PastProfile.AtRevision(question.Subject, versions, item.Revision);
        return past?.Profile.Revision == item.Revision ? past : PastProfile.AtRevision(question.Subject, versions, item.Revision);
    }

    private static bool IsOfOtherEditions(LogEntry entry, LookupAnswer answer) =>
        entry.Detail.GetValueOrDefault("catalogue") != (answer.Registry.Catalogue ?? "")
        || entry.Detail.GetValueOrDefault("measures") != (answer.Registry.Measures ?? "")
        || entry.Detail.GetValueOrDefault("publicity") != answer.Registry.Publicity
        || entry.Detail.GetValueOrDefault("laws") != answer.Registry.Laws
        || entry.Detail.GetValueOrDefault("entitlements") != answer.Registry.Entitlements;

    private static string Whole(List<BatchReplayItem> items) =>
        new[] { ReplayVerdict.Differs, ReplayVerdict.Missing, ReplayVerdict.EditionMissing, ReplayVerdict.Erased }.FirstOrDefault(verdict => items.Any(item => item.Verdict == verdict)) ?? ReplayVerdict.Matches;

    private static JsonElement Json(byte[] bytes)
    {
        using var json = JsonDocument.Parse(bytes);
        return json.RootElement.Clone();
    }
}

/// <summary>The answers of a lookup of many computed again.</summary>
/// <param name="Entry">Id of the entry.</param>
/// <param name="Verdict">The worst of all: differs, edition-missing, erased, matches. Differs without items: the list itself is not the one committed to; erased without items: it was deleted by law.</param>
/// <param name="Answers">How many were computed again.</param>
/// <param name="Matches">How many of them are, byte for byte, what the log commits to.</param>
/// <param name="Items">Those that are not, the first 100; or the one asked for, with its answer.</param>
public sealed record BatchReplayAnswer(string Entry, string Verdict, int Answers, int Matches, IReadOnlyList<BatchReplayItem> Items)
{
    private const int MostShown = 100;

    internal static BatchReplayAnswer Of(string entry, string verdict, IReadOnlyList<BatchReplayItem> items) => new(
        entry, verdict, items.Count, items.Count(item => item.Verdict == ReplayVerdict.Matches),
        [.. items.Where(item => item.Answer is not null || item.Verdict != ReplayVerdict.Matches).Take(MostShown)]);
}

/// <param name="Code">The subject's.</param>
/// <param name="Revision">Of its profile, that was answered from.</param>
/// <param name="Verdict">As with the answer to a lookup of one.</param>
/// <param name="Answer">As it is computed now, if it was asked for.</param>
public sealed record BatchReplayItem(string Code, long Revision, string Verdict, JsonElement? Answer);
