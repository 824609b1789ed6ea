using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Storage;

/// <summary>The log's entry of a confirmation: one a notice. What was written freely is committed to and can be erased.</summary>
public static class ConfirmationEntry
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="notice">What is confirmed.</param>
    /// <param name="actor">Who confirms.</param>
    /// <param name="done">Code of what was done.</param>
    /// <param name="text">In the agency's own words; null if there are none.</param>
    /// <param name="now">UTC, in milliseconds.</param>
    public static StagedEntry Of(Notice notice, EntryActor actor, string done, string? text, DateTimeOffset now)
    {
        var entry = new LogEntry
        {
            Kind = EntryKind.NoticeConfirmed,
            Id = Id(notice.Id),
            At = now,
            Actor = actor,
            Subject = notice.Subject,
            Record = new(notice.Key, notice.ToVersion),
            Outcome = done,
            Detail = ImmutableDictionary<string, string>.Empty.Add("notice", notice.Id),
            Blind = StagedEntries.NewBlind(),
        };
        return text is null ? StagedEntries.Open(entry) : StagedEntries.Committing(entry, JsonSerializer.SerializeToUtf8Bytes(new { text }, Json));
    }

    public static string Id(string notice) => $"confirmed-{notice}";

    /// <summary>The notice that an entry confirms, and how; null if it is no such entry.</summary>
    public static (string Notice, NoticeConfirmation Confirmation)? Read(LogEntry entry) =>
        entry is { Kind: EntryKind.NoticeConfirmed, Outcome: { } done } && entry.Detail.GetValueOrDefault("notice") is { } notice ? (notice, new(done, entry.At, entry.Id)) : null;
}
