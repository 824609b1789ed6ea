using System.Globalization;
using CreditShare.Domain.Lifecycle;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;

namespace CreditShare.Query.SubjectSide;

/// <summary>
/// Who looked a subject up, when and for what, newest first, out of the log's entries by subject: they are kept 10 years (浙江省公共信用信息管理条例 art. 20). The official's account and the case stay with the committee.
/// </summary>
internal sealed class InquiryReader(ILogStore log, SeedFolder seeds, SubjectAudit audit, TimeProvider time)
{
    /// <summary>Entries read at a time: the subject's decisions and its own looks lie between the inquiries.</summary>
    private const int ReadAtOnce = 200;

    /// <param name="who">Who is told.</param>
    /// <param name="after">Go on behind this index; null from the newest.</param>
    /// <param name="limit">1 or more.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task<InquiryPage> ReadAsync(Representative who, long? after, int limit, CancellationToken ct)
    {
        var found = await FindAsync(who.Subject, after, limit + 1, ct);
        var (entry, now) = await audit.StageAsync(who, "inquiries", ct);
        var next = found.Count > limit ? string.Create(CultureInfo.InvariantCulture, $"/v1/subjects/{who.Subject}/inquiries?after={found[limit - 1].Index}&limit={limit}") : null;
        return new(
            entry, now, who.Subject, [.. found.Take(limit).Select(one => Answer(one.Entry))], next,
            "近十年内查询贵单位的记录，最新的在前；批量查询（名单查询）和出具的报告也在其中。",
            "Lookups of the organisation within ten years, the newest first; lookups of lists that named it and reports about it are among them.");
    }

    private async Task<List<(long Index, LogEntry Entry)>> FindAsync(string subject, long? after, int most, CancellationToken ct)
    {
        var from = time.GetUtcNow().AddYears(-RetentionRules.LookupYears);
        var found = new List<(long, LogEntry)>();
        while (found.Count < most)
        {
            var page = await log.FindEntriesAsync(new() { Subject = subject, From = from, NewestFirst = true, After = after, Limit = ReadAtOnce }, ct);
            foreach (var (index, bytes) in page)
            {
                if (found.Count < most && EntryEncoding.TryDecode(bytes, out var entry) && entry.Kind is EntryKind.LookupAnswered or EntryKind.BatchLookupAnswered or EntryKind.ReportIssued or EntryKind.CasesAnswered)
                    found.Add((index, entry));
            }
            if (page.Count < ReadAtOnce)
                break;
            after = page[^1].Index;
        }
        return found;
    }

    private Inquiry Answer(LogEntry entry)
    {
        var agency = seeds.Agencies.GetValueOrDefault(entry.Actor.Agency ?? "");
        var purpose = seeds.Purposes.GetValueOrDefault(entry.Purpose ?? "");
        return new(
            entry.At, new(entry.Actor.Agency, agency?.Name, agency?.NameEn, entry.Actor.City), entry.Purpose is null ? null : new(entry.Purpose, purpose?.Zh, purpose?.En),
            entry.Kind == EntryKind.ReportIssued ? "report" : entry.Kind == EntryKind.CasesAnswered ? "cases" : entry.Detail.GetValueOrDefault("asked") ?? entry.Kind,
            // What came of a list says nothing of one subject in it.
            entry.Kind is EntryKind.LookupAnswered or EntryKind.ReportIssued ? entry.Outcome : null, entry.Kind == EntryKind.BatchLookupAnswered ? true : null, entry.Id);
    }
}
