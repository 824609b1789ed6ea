using CreditShare.Domain.Cases;
using CreditShare.Query.Cases;
using CreditShare.Query.Notices;
using CreditShare.Query.Pages.Watches;

namespace CreditShare.Query.Pages;

/// <summary>What waits for the visitor's agency, in numbers: they tell of no subject, and so are no entry of the log.</summary>
internal sealed class Attention(AgencyView view, CaseReader cases, NoticeFeed notices, SeenChanges changes)
{
    /// <summary>Nobody counts further than this.</summary>
    private const int Most = 99;

    public async Task<AttentionNumbers> CountAsync(CancellationToken ct)
    {
        if (view.Agency is not { } agency)
            return new(default, default, default, default, default, default, default);
        var open = await notices.ReadAsync(agency.Code, 0, onlyOpen: true, Most + 1, ct);
        return new(
            await cases.CountAsync(agency.Code, CaseState.Overdue, Most, ct),
            await cases.CountAsync(agency.Code, CaseState.Unclaimed, Most, ct),
            await cases.CountAsync(agency.Code, CaseState.Claimed, Most, ct),
            await cases.CountAsync(agency.Code, CaseState.ClaimedLate, Most, ct),
            await cases.CountAsync(agency.Code, CaseState.ReleaseRequested, Most, ct),
            new(Math.Min(open.Count, Most), open.Count > Most),
            await changes.CountAsync(agency, Most, ct));
    }
}

/// <param name="Overdue">Cases whose last day for claiming has passed.</param>
/// <param name="Unclaimed">Cases to be claimed in time.</param>
/// <param name="Claimed">Cases that were claimed in time and wait for feedback.</param>
/// <param name="ClaimedLate">Cases that were claimed late and wait for feedback: another state, and so another list.</param>
/// <param name="Release">Applied measures to be released.</param>
/// <param name="Notices">Notices to confirm.</param>
/// <param name="Changes">Changes for watched subjects since the agency last marked them as seen.</param>
internal sealed record AttentionNumbers(BoundedCount Overdue, BoundedCount Unclaimed, BoundedCount Claimed, BoundedCount ClaimedLate, BoundedCount Release, BoundedCount Notices, BoundedCount Changes);
