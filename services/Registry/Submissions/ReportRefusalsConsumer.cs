using CreditShare.Contracts;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;
using MassTransit;

namespace CreditShare.Registry.Submissions;

/// <summary>
/// Puts a city's refusals of access into the exchange log. Who was refused is what the city read in the token or session; that it is this city which says so is the queue's, not the message's word.
/// </summary>
internal sealed class ReportRefusalsConsumer(SenderCheck senders, EntryWriter entries) : IConsumer<ReportRefusals>
{
    public Task Consume(ConsumeContext<ReportRefusals> context) => TakeAsync(context.Message, SubmissionQueues.OriginOf(context), context.CancellationToken);

    /// <exception cref="SenderRefusedException">It is not to be believed, or not of the agreed form; nothing was logged.</exception>
    internal Task TakeAsync(ReportRefusals message, MessageOrigin origin, CancellationToken ct)
    {
        if (senders.Refuse(message, origin) is { } refusal)
            throw new SenderRefusedException(refusal);
        if (message.Refusals.Select(one => RefusalReports.Fault(one, entries.Now)).FirstOrDefault(fault => fault is not null) is { } found)
            throw new SenderRefusedException(found);
        return entries.StageAsync([.. message.Refusals.Select(one => Entry(one, origin.City))], ct);
    }

    private static StagedEntry Entry(RefusedAccess one, string reportedBy)
    {
        var actor = new EntryActor(RefusalReports.City(one.City), RefusalReports.Agency(one.Agency), RefusalReports.Account(one.Account));
        var entry = StagedEntries.AccessRefused($"{reportedBy}-refusal-{one.Id}", one.At, actor, one.Route, one.Status, one.Reason, one.Since is null ? 0 : one.Repeated, one.Since).Entry;
        return StagedEntries.Open(entry with { Detail = entry.Detail.Add("reportedBy", reportedBy) });
    }
}
