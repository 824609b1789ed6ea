using System.Text.Json;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;

namespace CreditShare.Committee.Replays;

/// <summary>
/// Computes an answer again from what its entry says (question, revision, instant) and from what the store holds, and holds its bytes against the entry's
/// commitment: so an auditor sees that an agency was told what the records of that time say, and nothing else.
/// </summary>
internal sealed class LookupReplay(SeedFolder seeds, IProfileStore profiles)
{
    private readonly AnswerBuilder builder = new(seeds.AnswerBook);

    /// <returns>What came of it; null if the entry is not one of an answer.</returns>
    public async Task<ReplayAnswer?> ReplayAsync(LogEntry entry, StoredEntry stored, CancellationToken ct)
    {
        if (LookupEntryDetail.Read(entry) is not { } asked)
            return null;
        var (question, revision) = asked;
        var versions = await profiles.HistoryAsync(question.Subject, ct);
        // What a question into the past was answered from is named by its instant, as it was asked: the revision must come out the same.
        var past = question.KnownAt is { } instant ? PastProfile.KnownAt(question.Subject, versions, instant) : PastProfile.AtRevision(question.Subject, versions, revision);
        if (past is null || past.Profile.Revision != revision)
            return new(entry.Id, revision, ReplayVerdict.Differs, "当时的版本在登记库中不存在。", "The revision that was answered from is not in the registry.", null);
        var answer = builder.Build(question, past, entry.Id, entry.At);
        var bytes = LookupAnswerJson.Write(answer);
        var (verdict, zh, en) = Judge(entry, stored, past, answer, bytes);
        using var json = JsonDocument.Parse(bytes);
        return new(entry.Id, revision, verdict, zh, en, json.RootElement.Clone());
    }

    private static (string Verdict, string Zh, string En) Judge(LogEntry entry, StoredEntry stored, PastProfile past, LookupAnswer answer, byte[] bytes)
    {
        // Without its key no bytes can be held against the commitment.
        if (stored.CommitKey is not { } key || entry.Commit is not { } commit)
            return (ReplayVerdict.Erased, "该答复的内容和密钥已依法删除，无法核对。", "The answer's content and key have been deleted by law; nothing can be held against it.");
        if (commit.Matches(key, bytes))
            return (ReplayVerdict.Matches, "重新计算的答复与日志承诺逐字节一致。", "The answer computed again is, byte for byte, the one that the log commits to.");
        if (past.Erased > 0)
            return (ReplayVerdict.Erased, $"当时所知的 {past.Erased} 条记录的内容已依法删除。", $"The content of {past.Erased} records known then has been deleted by law.");
        foreach (var (name, now) in new[] { ("catalogue", answer.Registry.Catalogue ?? ""), ("measures", answer.Registry.Measures ?? ""), ("publicity", answer.Registry.Publicity), ("laws", answer.Registry.Laws), ("entitlements", answer.Registry.Entitlements) })
        {
            if (entry.Detail.GetValueOrDefault(name) is { } then && then != now)
                return (ReplayVerdict.EditionMissing, $"当时依据的 {name} 为 {then}，现在装载的是 {now}。", $"It was computed by {name} {then}; {now} is what is loaded now.");
        }
        return (ReplayVerdict.Differs, "重新计算的答复与日志承诺不一致。", "The answer computed again is not the one that the log commits to.");
    }
}

/// <summary>An answer computed again.</summary>
/// <param name="Entry">Id of the answer's entry.</param>
/// <param name="Revision">Of the subject's profile that it was answered from.</param>
/// <param name="Verdict">One of matches, differs, erased, edition-missing.</param>
/// <param name="Zh">What that means.</param>
/// <param name="En">What that means.</param>
/// <param name="Answer">As it is computed now; absent if there is nothing to compute it from.</param>
public sealed record ReplayAnswer(string Entry, long Revision, string Verdict, string Zh, string En, JsonElement? Answer);

internal static class ReplayVerdict
{
    public const string Matches = "matches";

    /// <summary>Something was changed since, or the answer was never the one that the records gave.</summary>
    public const string Differs = "differs";

    public const string Erased = "erased";

    /// <summary>The seeds of that time are not loaded.</summary>
    public const string EditionMissing = "edition-missing";
}
