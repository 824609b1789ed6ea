using MassTransit;

namespace CreditShare.Ingestion.Publishing;

internal static class BusReady
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    /// <summary>Ends when the bus is up, or after a while without it: then sending fails, and says why.</summary>
    public static async Task AwaitUpAsync(this IBusControl bus, TimeProvider time, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            await bus.WaitForHealthStatus(BusHealthStatus.Healthy, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The broker is away.
        }
    }
}
