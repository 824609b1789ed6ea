using CreditShare.Domain.Lifecycle;
using CreditShare.Storage;

namespace CreditShare.Registry.Notices;

/// <summary>
/// Who was told what, and who had to hear what, is kept as long as the law keeps lookups: ten years (<see cref="RetentionRules.LookupYears"/>). It holds keys and codes alone, so what is
/// deleted of a record sooner leaves nothing adverse here.
/// </summary>
internal sealed class NoticeRetention(IDeliveryStore deliveries, INoticeStore notices, TimeProvider time)
{
    /// <exception cref="StoreUnavailableException">The next night tries again.</exception>
    public async Task DeleteAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow().AddYears(-RetentionRules.LookupYears);
        await notices.DeleteNoticesAsync(before, ct);
        await deliveries.DeleteDeliveriesAsync(before, ct);
    }
}
