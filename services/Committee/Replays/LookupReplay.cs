using System.Text.Json;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Reports;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;

namespace CreditShare.Committee.Replays;

/// <summary>
/// Computes an answer, or the data of a report, again from what its entry says (question, revision, instant) and from what the store holds, and holds its bytes against the entry's
/// commitment: so an auditor sees that an agency was told what the records of that time say, and nothing else.
/// </summary>
internal sealed class LookupReplay(SeedFolder seeds, IProfileStore profiles, ILogStore log)
{
    /// <summary>A decision's instant is fixed before it is written. So long, amply, may it take until questions about that instant see it.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);

    private readonly AnswerBuilder builder = new(seeds.AnswerBook);
    private readonly ReportBuilder reports = new(new(seeds.AnswerBook));

    /// <returns>What came of it; null if the entry is not one of an answer.</returns>
    public async Task<ReplayAnswer?> ReplayAsync(LogEntry entry, StoredEntry stored, CancellationToken ct)
    {
        if (LookupEntryDetail.Read(entry) is not { } asked)
            return null;
        var (question, revision) = asked;
        var versions = await profiles.HistoryAsync(question.Subject, ct);
        var past = PastProfile.AtRevision(question.Subject, versions, revision);
        if (past is null)
            return new(entry.Id, revision, ReplayVerdict.Differs, "当时的版本在登记库中不存在。", "The revision that was answered from is not in the registry.", null);
        if (question.KnownAt is { } instant && !IsKnownAt(past, instant, entry.At - Settling, question.Subject, versions))
            return new(entry.Id, revision, ReplayVerdict.Differs, "所答的不是所问时刻已知的版本。", "The revision that was answered from is not the one known at the instant asked about.", null);
        var (basis, bytes) = Compute(question, past, entry);
        var (verdict, zh, en) = await JudgeAsync(entry, stored, past, basis, bytes, ct);
        using var json = JsonDocument.Parse(bytes);
        return new(entry.Id, revision, verdict, zh, en, json.RootElement.Clone());
    }

    /// <summary>
    /// A question about an instant long before its answer must have been answered from the revision known then; one about an instant just before it, from one that was known then, for a later
    /// decision may bear that instant and not have been written yet.
    /// </summary>
    private static bool IsKnownAt(PastProfile past, DateTimeOffset instant, DateTimeOffset settled, string subject, IReadOnlyList<PastVersion> versions) =>
        instant <= settled ? PastProfile.KnownAt(subject, versions, instant).Profile.Revision == past.Profile.Revision : past.Profile.KnownAt <= instant;

    private (AnswerBasis Basis, byte[] Bytes) Compute(LookupQuestion question, PastProfile past, LogEntry entry)
    {
        if (entry.Kind == EntryKind.ReportIssued)
        {
            var report = reports.Build(question, past, entry.Id, entry.At);
            return (report.Registry, CreditReportJson.Write(report));
        }
        var answer = builder.Build(question, past, entry.Id, entry.At);
        return (answer.Registry, LookupAnswerJson.Write(answer));
    }

    private async Task<(string Verdict, string Zh, string En)> JudgeAsync(LogEntry entry, StoredEntry stored, PastProfile past, AnswerBasis basis, byte[] bytes, CancellationToken ct)
    {
        // Without its key no bytes can be held against the commitment.
        if (stored.CommitKey is not { } key || entry.Commit is not { } commit)
        {
            if (stored.Index is not { } index || !await ErasedContent.IsNamedAsync(log, index, ct))
                return (ReplayVerdict.Missing, "该答复的内容和密钥不见了，日志中没有删除它的条目。", "The answer's content and key are gone, and no erasure in the log names it.");
            return (ReplayVerdict.Erased, "该答复的内容和密钥已依法删除，无法核对。", "The answer's content and key have been deleted by law; nothing can be held against it.");
        }
        if (commit.Matches(key, bytes))
            return (ReplayVerdict.Matches, "重新计算的答复与日志承诺逐字节一致。", "The answer computed again is, byte for byte, the one that the log commits to.");
        if (past.Missing > 0)
            return (ReplayVerdict.Missing, $"当时所知的 {past.Missing} 条记录的内容不见了，日志中没有删除它的条目。", $"The content of {past.Missing} records known then is gone, and no erasure in the log names it.");
        if (past.Erased > 0)
            return (ReplayVerdict.Erased, $"当时所知的 {past.Erased} 条记录的内容已依法删除。", $"The content of {past.Erased} records known then has been deleted by law.");
        foreach (var (name, now) in new[] { ("catalogue", basis.Catalogue ?? ""), ("measures", basis.Measures ?? ""), ("publicity", basis.Publicity), ("laws", basis.Laws), ("entitlements", basis.Entitlements) })
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
/// <param name="Verdict">One of matches, differs, erased, missing, edition-missing.</param>
/// <param name="Zh">What that means.</param>
/// <param name="En">What that means.</param>
/// <param name="Answer">As it is computed now; absent if there is nothing to compute it from.</param>
public sealed record ReplayAnswer(string Entry, long Revision, string Verdict, string Zh, string En, JsonElement? Answer);

internal static class ReplayVerdict
{
    public const string Matches = "matches";

    /// <summary>Something was changed since, or the answer was never the one that the records gave.</summary>
    public const string Differs = "differs";

    /// <summary>Content that is needed was deleted by law.</summary>
    public const string Erased = "erased";

    /// <summary>Content that is needed is gone, and not by law.</summary>
    public const string Missing = "missing";

    /// <summary>The seeds of that time are not loaded.</summary>
    public const string EditionMissing = "edition-missing";
}
