using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Waking;
using CreditShare.Ingestion.Publishing;
using CreditShare.Ingestion.Spool;

namespace CreditShare.Ingestion;

/// <summary>One city inside this process: its spool, its keys, and what wakes its publisher. A city is data, never a process-wide setting.</summary>
/// <param name="City">Its code.</param>
/// <param name="Spool">On the disk of this machine.</param>
/// <param name="Key">Signs what it submits.</param>
/// <param name="WitnessKey">Cosigns checkpoints; null if it is no witness.</param>
public sealed record CityNode(string City, CitySpool Spool, CityKey Key, SignerKey? WitnessKey = null)
{
    internal WakeSignal Signal { get; } = new();

    /// <summary>Wakes whoever compares what is held.</summary>
    internal WakeSignal Comparing { get; } = new();
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
