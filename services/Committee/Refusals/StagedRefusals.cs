using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Auth;
using CreditShare.Storage;

namespace CreditShare.Committee.Refusals;

/// <summary>Refused looks into the log are entries of the exchange log.</summary>
internal sealed class StagedRefusals(ILogStore log) : IAccessRefusalRecorder
{
    public Task RecordAsync(AccessRefusal refusal, CancellationToken ct)
    {
        var actor = new EntryActor(refusal.City, refusal.Agency, refusal.Account ?? "anonymous");
        var id = $"refused-{Guid.CreateVersion7(refusal.At):N}";
        return log.StageAsync([StagedEntries.AccessRefused(id, refusal.At, actor, refusal.Route, refusal.Status, refusal.Reason, refusal.Repeated, refusal.Since)], ct);
    }
}
