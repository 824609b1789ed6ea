using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Auth;
using CreditShare.Query.Asking;
using CreditShare.Storage;

namespace CreditShare.Query.Auditing;

/// <summary>Refused lookups are entries of the exchange log.</summary>
internal sealed class StagedRefusals(ILogStore log) : IAccessRefusalRecorder
{
    public Task RecordAsync(AccessRefusal refusal, CancellationToken ct) => RecordAsync(refusal, null, null, ct);

    /// <param name="refusal">Who was refused, and why.</param>
    /// <param name="asking">Who asked for which purpose and case, if that could be read.</param>
    /// <param name="subject">The subject asked about, if it is one.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public Task RecordAsync(AccessRefusal refusal, AgencyAsking? asking, string? subject, CancellationToken ct)
    {
        var actor = new EntryActor(refusal.City, refusal.Agency, refusal.Account ?? "anonymous");
        var id = $"refused-{Guid.CreateVersion7(refusal.At):N}";
        var entry = StagedEntries.AccessRefused(id, refusal.At, actor, refusal.Route, refusal.Status, refusal.Reason, refusal.Repeated, refusal.Since).Entry;
        return log.StageAsync([StagedEntries.Open(entry with { Subject = subject, Purpose = asking?.Purpose.Code, Case = asking?.CaseNumber })], ct);
    }
}
