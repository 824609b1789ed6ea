using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Asking;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Query.Notices;

/// <summary>Gives an agency its notices: a page, as soon as there is one, or a stream. Only its own.</summary>
internal sealed class NoticeReader(AskingCheck check, NoticeQueryValidator validator, NoticeFeed feed, AuditedNotices audited, TimeProvider time)
{
    private const int UsualLimit = 100;

    /// <summary>A stream ends then, and the client comes again with <c>Last-Event-ID</c>: no stream outlives its token by much.</summary>
    private static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan StreamWait = TimeSpan.FromSeconds(30);

    public async Task<IResult> FindAsync(NoticeQuery query, HttpContext context, CancellationToken ct)
    {
        var (agency, refused) = await check.ActorAsync(context.User, ct);
        if (agency is null)
            return refused!;
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        var asked = new NoticeQuery { After = last.Length > 0 ? last : query.After, Wait = query.Wait, State = query.State, Limit = query.Limit };
        if (validator.Validate(asked) is { IsValid: false } form)
            return Problem.Of(400, "query-invalid", "查询条件不正确，问题逐项列出。", "The query is wrong: each fault is listed.", NoticeDesk.Errors(form.Errors));
        var after = NoticeQueryValidator.Number(asked.After) ?? 0;
        var limit = (int)(NoticeQueryValidator.Number(asked.Limit) ?? UsualLimit);
        if (context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase)))
            return TypedResults.ServerSentEvents(StreamAsync(agency, after, asked.State is not null, limit, ct));
        var wait = TimeSpan.FromSeconds(NoticeQueryValidator.Number(asked.Wait) ?? 0);
        var (items, entry) = await audited.GiveAsync(agency, await feed.AwaitAsync(agency.Agency!, after, asked.State is not null, limit, wait, ct), ct);
        return TypedResults.Ok(new NoticePage(items, Next(items.Count > 0 ? items[^1].Cursor : after, asked), entry));
    }

    private async IAsyncEnumerable<SseItem<NoticeAnswer>> StreamAsync(EntryActor agency, long after, bool onlyOpen, int limit, [EnumeratorCancellation] CancellationToken ct)
    {
        var until = time.GetUtcNow() + LongestStream;
        while (time.GetUtcNow() < until)
        {
            var (items, _) = await audited.GiveAsync(agency, await feed.AwaitAsync(agency.Agency!, after, onlyOpen, limit, StreamWait, ct), ct);
            foreach (var item in items)
            {
                yield return new(item, "notice") { EventId = item.Cursor.ToString(CultureInfo.InvariantCulture) };
                after = item.Cursor;
            }
        }
    }

    private static string Next(long after, NoticeQuery asked)
    {
        var more = string.Concat(new[] { ("state", asked.State), ("limit", asked.Limit) }.Where(part => part.Item2 is not null).Select(part => $"&{part.Item1}={part.Item2}"));
        return string.Create(CultureInfo.InvariantCulture, $"/v1/notices?after={after}{more}");
    }
}
