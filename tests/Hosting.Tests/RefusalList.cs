using System.Collections.Concurrent;
using CreditShare.Hosting.Auth;

namespace CreditShare.Hosting.Tests;

/// <summary>Keeps refusals in memory; can be held back and can fail.</summary>
internal sealed class RefusalList : IAccessRefusalRecorder
{
    public ConcurrentQueue<AccessRefusal> All { get; } = [];

    /// <summary>A recording ends when this does.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    public async Task RecordAsync(AccessRefusal refusal, CancellationToken ct)
    {
        All.Enqueue(refusal);
        await Until.WaitAsync(ct);
    }
}
