using CreditShare.Domain.Calendar;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Query.Notices;

/// <summary>
/// Confirms a notice: one entry, then the notice's mark. The entry's id is made of the notice's, so a repetition adds nothing; what the log says is what holds, and the registry's
/// follower sets the mark too if this process dies between the two.
/// </summary>
internal sealed class NoticeConfirming(INoticeStore notices, ILogStore log, TimeProvider time)
{
    /// <returns>The confirmation that stands, and whether it is this one or says the same.</returns>
    public async Task<(NoticeConfirmation Stands, bool IsSame)> ConfirmAsync(Notice notice, EntryActor agency, string done, string? text, CancellationToken ct)
    {
        var staged = ConfirmationEntry.Of(notice, agency, done, text, Instants.InMilliseconds(time.GetUtcNow()));
        await log.StageAsync([staged], ct);
        var stored = await log.FindEntryAsync(staged.Entry.Id, ct) ?? throw new StoreUnavailableException("The confirmation's entry cannot be read back.");
        if (!EntryEncoding.TryDecode(stored.Bytes, out var entry) || ConfirmationEntry.Read(entry) is not (_, var stands))
            throw new InvalidDataException($"Entry {staged.Entry.Id} is no confirmation.");
        await notices.ConfirmAsync(notice.Id, stands, ct);
        return (stands, stands.Done == done && SameText(stored, staged));
    }

    private static bool SameText(StoredEntry stored, StagedEntry staged) =>
        (stored.Content, staged.Content) switch
        {
            (null, null) => true,
            ({ } kept, { } given) => kept.AsSpan().SequenceEqual(given),
            _ => false,
        };
}
