using System.Globalization;
using CreditShare.Committee.Refusals;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Committee.Notices;

/// <summary>Which agencies have not confirmed that a record they were told of has changed.</summary>
internal static class OpenNoticeEndpoint
{
    private const int UsualLimit = 100;
    private const int MostShown = 500;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/notices/open", FindAsync).WithTags("Committee").RequireScope(Scopes.LogRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)))
            .WithSummary("Notices that agencies have not confirmed, oldest first, and how many each has").Produces<OpenNoticePage>().ProducesProblem(400);

    private static async Task<IResult> FindAsync(string? agency, string? after, string? limit, INoticeStore notices, ICallStore calls, IPlaceStore places, TimeProvider time, CancellationToken ct)
    {
        List<ProblemError> errors = [];
        if (after is not null && Number(after) is null)
            errors.Add(new("after", "after", after, null, "after 为非负整数。", "after is a whole number from 0."));
        if (limit is not null && Number(limit) is not (>= 1 and <= MostShown))
            errors.Add(new("limit", "limit", limit, null, $"limit 为 1 至 {MostShown} 的整数。", $"limit is a whole number from 1 to {MostShown}."));
        if (agency is { Length: 0 })
            errors.Add(new("agency", "agency-empty", null, null, "机构代码不能为空。", "An agency's code is not empty."));
        if (errors.Count > 0)
            return Problem.Of(400, "query-invalid", "查询条件不正确，问题逐项列出。", "The query is wrong: each fault is listed.", errors);
        var below = Notice.CursorOf(await places.ReadPlaceAsync(INoticeStore.Follower, ct));
        var most = (int)(Number(limit) ?? UsualLimit);
        var found = await notices.FindAsync(new NoticeFilter(agency, Number(after) ?? 0, below, OnlyOpen: true, most + 1), ct);
        var now = time.GetUtcNow();
        var called = (await calls.CountCallsAsync(ct)).ToDictionary(count => count.Agency);
        var gone = (await calls.ReadGoneAsync(ct)).ToDictionary(receiver => receiver.Agency, receiver => receiver.At);
        var counts = (await notices.CountOpenAsync(below, ct)).Where(open => agency is null || open.Agency == agency);
        return TypedResults.Ok(new OpenNoticePage(
            [.. counts.Select(open => new OpenNoticeCount(
                open.Agency, open.Count, open.OldestAt, Hours(now - open.OldestAt), called.TryGetValue(open.Agency, out var count)
                    ? new(count.Delivered, count.Failing, count.GivenUp, gone.TryGetValue(open.Agency, out var at) ? at : null)
                    : null))],
            [.. found.Take(most).Select(notice => new OpenNotice(
                notice.Id, notice.Agency, notice.Subject, notice.Key, notice.FromVersion, notice.ToVersion, notice.Change, notice.DecidedAt, Hours(now - notice.DecidedAt), notice.Decision, notice.Answer))],
            found.Count > most ? string.Create(CultureInfo.InvariantCulture, $"/v1/notices/open?after={found[most - 1].Cursor}&limit={most}{(agency is null ? "" : $"&agency={Uri.EscapeDataString(agency)}")}") : null));
    }

    private static double Hours(TimeSpan age) => Math.Round(age.TotalHours, 2);

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <param name="Agencies">Those that have open notices.</param>
/// <param name="Items">The notices, oldest first.</param>
/// <param name="Next">Address of the next page; absent on the last one.</param>
public sealed record OpenNoticePage(IReadOnlyList<OpenNoticeCount> Agencies, IReadOnlyList<OpenNotice> Items, string? Next);

/// <param name="Agency">Its code.</param>
/// <param name="Open">How many notices it has not confirmed.</param>
/// <param name="OldestAt">When the oldest of these was decided, UTC.</param>
/// <param name="OldestHours">Hours since then.</param>
/// <param name="Calls">How calls of its receiver stand.</param>
public sealed record OpenNoticeCount(string Agency, long Open, DateTimeOffset OldestAt, double OldestHours, ReceiverCalls? Calls);

/// <param name="Delivered">Notices whose call was taken.</param>
/// <param name="Failing">Open notices whose call failed so far.</param>
/// <param name="GivenUp">Open notices whose receiver is called no more.</param>
/// <param name="GoneAt">When its receiver last said that it is gone, UTC; absent if it never did.</param>
public sealed record ReceiverCalls(long Delivered, long Failing, long GivenUp, DateTimeOffset? GoneAt);

/// <param name="Id">Of the notice.</param>
/// <param name="Agency">Which has not confirmed it.</param>
/// <param name="Subject">Code.</param>
/// <param name="Key">The record.</param>
/// <param name="FromVersion">The version that the agency was told.</param>
/// <param name="ToVersion">The version that it is to hear of.</param>
/// <param name="Change">Word of the change.</param>
/// <param name="DecidedAt">UTC.</param>
/// <param name="AgeHours">Hours since the decision.</param>
/// <param name="Decision">Log entry of the decision.</param>
/// <param name="Answer">Log entry of the answer that the agency got.</param>
public sealed record OpenNotice(
    string Id, string Agency, string Subject, string Key, int FromVersion, int ToVersion, string Change, DateTimeOffset DecidedAt, double AgeHours, string Decision, string Answer);
