using CreditShare.Hosting.Waking;
using CreditShare.Ingestion.Publishing;
using CreditShare.Ingestion.Spool;

namespace CreditShare.Ingestion;

/// <summary>One city inside this process: its spool, its key, and what wakes its publisher. A city is data, never a process-wide setting.</summary>
public sealed record CityNode(string City, CitySpool Spool, CityKey Key)
{
    internal WakeSignal Signal { get; } = new();
}

/// <summary>The cities that this process takes records for.</summary>
public sealed class CityNodes(IReadOnlyList<CityNode> nodes) : IAsyncDisposable
{
    public IReadOnlyList<CityNode> All => nodes;

    /// <summary>Null if this process does not serve the city.</summary>
    public CityNode? Find(string? city) => nodes.FirstOrDefault(node => node.City == city);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            await node.Spool.DisposeAsync();
    }
}
