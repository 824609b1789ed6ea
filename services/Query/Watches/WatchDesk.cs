using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using CreditShare.Domain.Codes;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Asking;
using CreditShare.Query.Auditing;
using CreditShare.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Query.Watches;

/// <summary>Sets an agency's watches, ends and shows them. Setting a watch and ending it are entries of the log, before they take effect.</summary>
internal sealed class WatchDesk(AskingCheck check, IWatchStore watches, AuditedListing audited)
{
    /// <summary>Subjects that an agency may watch. Calls at the same moment may pass it by a few.</summary>
    public const int Most = 10_000;

    private const int PageSize = 500;

    public async Task<IResult> PutAsync(WatchQuery query, ClaimsPrincipal caller, CancellationToken ct)
    {
        var code = UnifiedSocialCreditCode.Parse(query.Uscc);
        IReadOnlyList<ProblemError> faults = SubjectFaults.Of("uscc", query.Uscc, code) is { } fault ? [fault] : [];
        var (asking, refused) = await check.CheckAsync(caller, new(query.Purpose, query.CaseNumber), faults, code.IsSuccess ? code.Value.Value : null, ct);
        if (asking is null)
            return refused!;
        var (agency, subject) = (asking.Agency.Code, code.Value.Value);
        if (await watches.FindAsync(agency, subject, ct) is null && await watches.CountAsync(agency, ct) >= Most)
        {
            return Problem.Of(
                409, "too-many-watches", string.Create(CultureInfo.InvariantCulture, $"一个机构最多关注 {Most} 个主体；请先取消不再需要的关注。"),
                string.Create(CultureInfo.InvariantCulture, $"An agency watches {Most} subjects at most; end watches that are not needed any more."));
        }
        var watch = new Watch(agency, subject, asking.Purpose.Code, asking.CaseNumber, asking.Account, audited.Now);
        var answer = await audited.GiveAsync(
            (asking.Agency, asking.Account), (watch.Purpose, watch.CaseNumber, subject), EntryKind.WatchSet, ImmutableDictionary<string, string>.Empty, [], (id, _) => Answer(watch, id), ct);
        await watches.PutAsync(watch, ct);
        return answer;
    }

    public async Task<IResult> DeleteAsync(string uscc, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (agency, refused) = await check.AgencyAsync(caller, ct);
        if (agency is null)
            return refused!;
        if (await WatchAsync(uscc, agency.Code, ct) is not { } watch)
            return Unknown();
        await audited.GiveAsync(
            (agency, caller.Account() ?? ""), (watch.Purpose, watch.CaseNumber, watch.Code), EntryKind.WatchEnded, ImmutableDictionary<string, string>.Empty, [], (id, _) => Answer(watch, id), ct);
        await watches.DeleteAsync(agency.Code, watch.Code, ct);
        return TypedResults.NoContent();
    }

    public async Task<IResult> FindAsync(string uscc, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (agency, refused) = await check.AgencyAsync(caller, ct);
        if (agency is null)
            return refused!;
        return await WatchAsync(uscc, agency.Code, ct) is { } watch ? TypedResults.Ok(Answer(watch, null)) : Unknown();
    }

    public async Task<IResult> ListAsync(string? after, ClaimsPrincipal caller, CancellationToken ct)
    {
        var (agency, refused) = await check.AgencyAsync(caller, ct);
        if (agency is null)
            return refused!;
        var found = await watches.ListAsync(agency.Code, after, PageSize + 1, ct);
        return TypedResults.Ok(new WatchPage(
            [.. found.Take(PageSize).Select(watch => Answer(watch, null))], found.Count > PageSize ? $"/v1/watches?after={found[PageSize - 1].Code}" : null,
            await watches.CountAsync(agency.Code, ct), Most));
    }

    private async Task<Watch?> WatchAsync(string uscc, string agency, CancellationToken ct) =>
        UnifiedSocialCreditCode.Parse(uscc) is { IsSuccess: true, Value.Value: var code } ? await watches.FindAsync(agency, code, ct) : null;

    private static WatchAnswer Answer(Watch watch, string? entry) => new(watch.Code, watch.Purpose, watch.CaseNumber, watch.Account, watch.Since, entry);

    private static ProblemHttpResult Unknown() => Problem.Of(404, "watch-unknown", "贵机构没有关注该主体。", "The agency does not watch this subject.");
}
