using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Auth;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;

namespace CreditShare.Registry.DeadLetters;

/// <summary>Refused calls of an operator's API are entries of the exchange log.</summary>
internal sealed class StagedRefusals(EntryWriter entries) : IAccessRefusalRecorder
{
    public Task RecordAsync(AccessRefusal refusal, CancellationToken ct) => entries.StageAsync(
        [StagedEntries.AccessRefused(
            $"operate-refused-{Guid.CreateVersion7(refusal.At):N}", refusal.At, new EntryActor(refusal.City, refusal.Agency, refusal.Account ?? "anonymous"),
            refusal.Route, refusal.Status, refusal.Reason, refusal.Repeated, refusal.Since)],
        ct);
}
