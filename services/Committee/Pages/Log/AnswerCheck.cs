using CreditShare.Committee.Replays;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Pages.Showing;
using CreditShare.Storage;

namespace CreditShare.Committee.Pages.Log;

/// <summary>Whether the answer that an entry tells of is the one that follows from what was known then: computed again, and held against the commitment.</summary>
internal sealed class AnswerCheck(LookupReplay one, BatchLookupReplay many)
{
    /// <param name="entry">The entry.</param>
    /// <param name="stored">The same with its content.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    /// <returns>Null for an entry of no answer.</returns>
    public async Task<CheckedAnswer?> CheckAsync(LogEntry entry, StoredEntry stored, CancellationToken ct)
    {
        if (entry.Kind == EntryKind.BatchLookupAnswered)
        {
            return await many.ReplayAsync(entry, stored, null, ct) is { } answers
                ? new(answers.Verdict, $"共 {answers.Answers} 个答复，其中 {answers.Matches} 个与日志承诺逐字节一致。", $"{Shown.Count(answers.Answers, "answer")}, {answers.Matches} of them byte for byte what the log commits to.")
                : null;
        }
        return await one.ReplayAsync(entry, stored, ct) is { } answer ? new(answer.Verdict, answer.Zh, answer.En) : null;
    }

    /// <summary>Whether an entry tells of an answer at all.</summary>
    public static bool IsAnswer(LogEntry entry) => entry.Kind is EntryKind.LookupAnswered or EntryKind.ReportIssued or EntryKind.BatchLookupAnswered;

    /// <summary>Whether computing it again takes long enough to be asked for.</summary>
    public static bool IsLong(LogEntry entry) => entry.Kind == EntryKind.BatchLookupAnswered;
}

/// <param name="Verdict">matches, differs, erased, missing or edition-missing.</param>
/// <param name="Zh">What that means.</param>
/// <param name="En">What that means.</param>
internal sealed record CheckedAnswer(string Verdict, string Zh, string En)
{
    /// <summary>good, warn (nothing can be said) or bad.</summary>
    public string Tone => Verdict switch
    {
        "matches" => "good",
        "erased" or "edition-missing" => "warn",
        _ => "bad",
    };
}
