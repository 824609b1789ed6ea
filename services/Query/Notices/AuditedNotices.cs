using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CreditShare.Domain.Calendar;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace CreditShare.Query.Notices;

/// <summary>The only way by which notices leave: their entry, which commits to what is given, is durable first. Nothing given is no entry.</summary>
internal sealed class AuditedNotices(ILogStore log, IOptions<JsonOptions> json, TimeProvider time)
{
    /// <returns>What may leave, and the id of the entry that says so; null if there is nothing to give.</returns>
    public async Task<(IReadOnlyList<NoticeAnswer> Items, string? LogEntry)> GiveAsync(EntryActor agency, IReadOnlyList<Notice> notices, CancellationToken ct)
    {
        if (notices.Count == 0)
            return ([], null);
        var now = Instants.InMilliseconds(time.GetUtcNow());
        IReadOnlyList<NoticeAnswer> items = [.. notices.Select(NoticeAnswer.Of)];
        var entry = StagedEntries.Committing(
            new LogEntry
            {
                Kind = EntryKind.NoticesGiven,
                Id = $"notices-{Guid.CreateVersion7(now):N}",
                At = now,
                Actor = agency,
                Subject = items.Count == 1 ? items[0].Subject : null,
                Detail = ImmutableDictionary<string, string>.Empty
                    .Add("count", Number(items.Count)).Add("first", Number(items[0].Cursor)).Add("last", Number(items[^1].Cursor)),
                Blind = StagedEntries.NewBlind(),
            },
            JsonSerializer.SerializeToUtf8Bytes(items, json.Value.SerializerOptions));
        await log.StageAsync([entry], ct);
        return (items, entry.Entry.Id);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
