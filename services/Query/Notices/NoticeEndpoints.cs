using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Limits;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Asking;
using CreditShare.Query.Auditing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.Notices;

/// <summary>An agency hears which records that it was told of have changed, and confirms it. Only its own, by its token.</summary>
internal static class NoticeEndpoints
{
    private const int UsualLimit = 100;

    /// <summary>A stream ends then, and the client comes again with <c>Last-Event-ID</c>: no stream outlives its token by much.</summary>
    private static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan StreamWait = TimeSpan.FromSeconds(30);

    public static void Map(IEndpointRouteBuilder app)
    {
        var notices = app.MapGroup("/v1/notices").WithTags("Query").RequireScope(Scopes.SubjectsRead).LimitPerCaller().WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)));
        notices.MapGet("", FindAsync).WithSummary("Records that the agency was told of and that have changed since")
            .WithDescription("wait: long poll. Accept: text/event-stream gives server-sent events, from Last-Event-ID on.").Produces<NoticePage>().ProducesProblem(400);
        notices.MapGet("{id}", GetAsync).WithSummary("One notice").Produces<NoticeAnswer>().ProducesProblem(404);
        notices.MapPost("{id}/confirmation", ConfirmAsync).WithSummary("Say what was done upon a notice").Produces<ConfirmationAnswer>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> FindAsync(
        [AsParameters] NoticeQuery query, HttpContext context, NoticeQueryValidator validator, NoticeFeed feed, AuditedNotices audited, AskingCheck check, TimeProvider time, CancellationToken ct)
    {
        var (agency, refused) = await check.ActorAsync("GET /v1/notices", context.User, ct);
        if (agency is null)
            return refused!;
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        var asked = new NoticeQuery { After = last.Length > 0 ? last : query.After, Wait = query.Wait, State = query.State, Limit = query.Limit };
        if (validator.Validate(asked) is { IsValid: false } form)
            return Problem.Of(400, "query-invalid", "查询条件不正确，见 errors。", "The query is wrong, see errors.", Errors(form.Errors));
        var after = NoticeQueryValidator.Number(asked.After) ?? 0;
        var limit = (int)(NoticeQueryValidator.Number(asked.Limit) ?? UsualLimit);
        if (context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase)))
            return TypedResults.ServerSentEvents(StreamAsync(agency, after, asked.State is not null, limit, feed, audited, time, ct));
        var wait = TimeSpan.FromSeconds(NoticeQueryValidator.Number(asked.Wait) ?? 0);
        var (items, entry) = await audited.GiveAsync(agency, await feed.AwaitAsync(agency.Agency!, after, asked.State is not null, limit, wait, ct), ct);
        return TypedResults.Ok(new NoticePage(items, Next(items.Count > 0 ? items[^1].Cursor : after, asked), entry));
    }

    private static async Task<IResult> GetAsync(string id, ClaimsPrincipal caller, NoticeFeed feed, AuditedNotices audited, AskingCheck check, CancellationToken ct)
    {
        var (agency, refused) = await check.ActorAsync("GET /v1/notices/{id}", caller, ct);
        if (agency is null)
            return refused!;
        if (await feed.FindAsync(agency.Agency!, id, ct) is not { } notice)
            return None(id);
        return TypedResults.Ok((await audited.GiveAsync(agency, [notice], ct)).Items[0]);
    }

    private static async Task<IResult> ConfirmAsync(
        string id, ConfirmationRequest request, ClaimsPrincipal caller, ConfirmationValidator validator, NoticeFeed feed, NoticeConfirming confirming, AskingCheck check, CancellationToken ct)
    {
        var (agency, refused) = await check.ActorAsync("POST /v1/notices/{id}/confirmation", caller, ct);
        if (agency is null)
            return refused!;
        if (validator.Validate(request) is { IsValid: false } form)
            return Problem.Of(400, "confirmation-invalid", "确认内容不完整或不正确，见 errors。", "The confirmation is incomplete or wrong, see errors.", Errors(form.Errors));
        if (await feed.FindAsync(agency.Agency!, id, ct) is not { } notice)
            return None(id);
        var (stands, same) = await confirming.ConfirmAsync(notice, agency, request.Done!, request.Text?.Trim() is { Length: > 0 } text ? text : null, ct);
        return same
            ? TypedResults.Ok(new ConfirmationAnswer(id, stands.Done, stands.At, stands.LogEntry))
            : Problem.Of(409, "notice-confirmed", $"该通知已确认（{stands.Done}），见日志条目 {stands.LogEntry}。", $"The notice was confirmed before ({stands.Done}), see log entry {stands.LogEntry}.");
    }

    private static async IAsyncEnumerable<SseItem<NoticeAnswer>> StreamAsync(
        EntryActor agency, long after, bool onlyOpen, int limit, NoticeFeed feed, AuditedNotices audited, TimeProvider time, [EnumeratorCancellation] CancellationToken ct)
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

    private static ProblemHttpResult None(string id) => Problem.Of(404, "notice-unknown", $"贵机构没有通知 {Reason.Show(id)}。", $"The agency has no notice {Reason.Show(id)}.");

    private static string Next(long after, NoticeQuery asked)
    {
        var more = string.Concat(new[] { ("state", asked.State), ("limit", asked.Limit) }.Where(part => part.Item2 is not null).Select(part => $"&{part.Item1}={part.Item2}"));
        return string.Create(CultureInfo.InvariantCulture, $"/v1/notices?after={after}{more}");
    }

    private static IReadOnlyList<ProblemError> Errors(IEnumerable<FluentValidation.Results.ValidationFailure> faults) => [.. faults.Select(fault =>
    {
        var texts = fault.ErrorMessage.Split('|');
        var found = fault.PropertyName == nameof(ConfirmationRequest.Text) ? null : fault.AttemptedValue as string;
        var right = fault.PropertyName == nameof(ConfirmationRequest.Done) ? string.Join(", ", ConfirmationValidator.Codes.Select(code => $"{code.Key} ({code.Value.Zh})")) : null;
        return new ProblemError(JsonNamingPolicy.CamelCase.ConvertName(fault.PropertyName), fault.ErrorCode, found is null ? null : Reason.Show(found), right, texts[0], texts[^1]);
    })];
}
