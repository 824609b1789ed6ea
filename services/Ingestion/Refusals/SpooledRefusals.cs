using System.Text.Json;
using CreditShare.Contracts;
using CreditShare.Hosting.Auth;

namespace CreditShare.Ingestion.Refusals;

/// <summary>Ingestion has no central store: its refusals wait in a spool, durably, and the registry logs them.</summary>
internal sealed class SpooledRefusals(CityNodes nodes, TimeProvider time) : IAccessRefusalRecorder
{
    public async Task RecordAsync(AccessRefusal refusal, CancellationToken ct)
    {
        // A caller without a city, or of one that is not served here, is reported by the first that is.
        var node = nodes.Find(refusal.City) ?? nodes.All[0];
        var body = JsonSerializer.SerializeToUtf8Bytes(new RefusedAccess
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
            At = refusal.At,
            Account = refusal.Account,
            City = refusal.City,
            Agency = refusal.Agency,
            Route = refusal.Route,
            Status = refusal.Status,
            Reason = refusal.Reason,
            Repeated = refusal.Repeated,
            Since = refusal.Since,
        });
        await node.Spool.AddRefusalAsync(body, ct);
        node.Signal.Wake();
    }
}
