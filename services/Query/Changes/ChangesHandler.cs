using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Asking;
using CreditShare.Query.Auditing;
using CreditShare.Storage;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Query.Changes;

/// <summary>Tells an agency what changed for the subjects that it watches. Each answer is an entry of the log; the purpose and case are those of the watches.</summary>
internal sealed class ChangesHandler(AskingCheck check, ChangesReader reader, ILogStore log, AuditedListing audited, TimeProvider time)
{
    private const int MostWait = 30;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    /// <param name="since">A resume point; null for the present.</param>
    /// <param name="wait">Seconds to wait for a change; null for none.</param>
    /// <param name="caller">Whose watches.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task<IResult> ReadAsync(string? since, string? wait, ClaimsPrincipal caller, CancellationToken ct) =>
        (await LookAsync(since, wait, caller, int.MaxValue, ct)).Answer;

    /// <summary>The same, and whether it was looked by all watches of the agency.</summary>
    /// <param name="since">A resume point; null for the present.</param>
    /// <param name="wait">Seconds to wait for a change; null for none.</param>
    /// <param name="caller">Whose watches.</param>
    /// <param name="most">Changes that are told at once, and likewise expiries, but those of one day.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task<(IResult Answer, bool ByAll)> LookAsync(string? since, string? wait, ClaimsPrincipal caller, int most, CancellationToken ct)
    {
        var (agency, refused) = await check.AgencyAsync(caller, ct);
        if (agency is null)
            return (refused!, false);
        var today = ChinaCalendar.Today(time.GetUtcNow());
        var from = since is null ? new ResumePoint(await log.SizeAsync(ct), today) : ResumePoint.Parse(since);
        var seconds = wait is null ? 0 : int.TryParse(wait, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        if (Faults(since, from, today, await log.SizeAsync(ct), wait, seconds) is { Count: > 0 } faults)
            return (Problem.Of(400, "changes-invalid", "查询条件不正确，问题逐项列出。", "The question is wrong: each fault is listed.", faults), false);
        var watched = await reader.WatchedAsync(agency, ct);
        var (expired, day) = await reader.ExpiredAsync(watched.ByCode, from!.Day, today, most, ct);
        var (items, next, more) = await reader.ChangesAsync(watched, from.Index, most, ct);
        var begun = time.GetTimestamp();
        while (items.Count == 0 && expired.Count == 0 && !more && time.GetElapsedTime(begun) < TimeSpan.FromSeconds(seconds))
        {
            await Task.Delay(Between, time, ct);
            // Setting a watch is an entry too: while the log does not grow, nothing is to be read again.
            if (await log.SizeAsync(ct) == watched.Size)
                continue;
            watched = await reader.WatchedAsync(agency, ct);
            (items, next, more) = await reader.ChangesAsync(watched, next, most, ct);
        }
        var detail = ImmutableDictionary<string, string>.Empty
            .Add("since", from.ToString()).Add("watched", Text(watched.ByCode.Count)).Add("items", Text(items.Count)).Add("expired", Text(expired.Count));
        var answer = await audited.GiveAsync(
            (agency, caller.Account() ?? ""), (null, null, null), EntryKind.ChangesRead, detail, [.. items.Select(item => item.Code).Concat(expired.Select(item => item.Code)).Distinct()],
            (id, now) => new ChangesAnswer(id, now, items, expired, new ResumePoint(next, day).ToString(), more || day < today), ct);
        return (answer, watched.IsAll);
    }

    private static List<ProblemError> Faults(string? since, ResumePoint? from, DateOnly today, long size, string? wait, int seconds)
    {
        var faults = new List<ProblemError>();
        if (from is null || from.Day > today || from.Index > size)
            faults.Add(new("since", "resume-point", Reason.Show(since), "the next of an answer", "起点（since）应为上次答复中的 next。", "The place to go on from (since) is the next of an answer before."));
        if (seconds is < 0 or > MostWait)
            faults.Add(new("wait", "wait", Reason.Show(wait), $"0 to {MostWait}", $"等候的秒数（wait）为 0 至 {MostWait} 的整数。", $"The seconds to wait (wait) are a whole number from 0 to {MostWait}."));
        return faults;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
