using System.Collections.Immutable;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Auth;
using CreditShare.Storage;

namespace CreditShare.Committee.Entries;

/// <summary>Refused looks into the log are entries of the exchange log.</summary>
internal sealed class StagedRefusals(ILogStore log, TimeProvider time) : IAccessRefusalRecorder
{
    public Task RecordAsync(AccessRefusal refusal, CancellationToken ct) =>
        log.StageAsync(
            [StagedEntries.Open(new LogEntry
            {
                Kind = EntryKind.AccessRefused,
                Id = $"refused-{Guid.CreateVersion7(time.GetUtcNow()):N}",
                At = refusal.At,
                Actor = new EntryActor(refusal.City, refusal.Agency, refusal.Account ?? "anonymous"),
                Status = refusal.Status,
                Reasons = [refusal.Reason],
                Detail = ImmutableDictionary<string, string>.Empty.Add("route", refusal.Route),
                Blind = StagedEntries.NewBlind(),
            })],
            ct);
}
