using CreditShare.ExchangeLog.Tiles;

namespace CreditShare.Verifier.Sources;

/// <summary>
/// Reads the leaves and entries that come next while the ones before are checked: a verifier asks for them in order. Holds a fixed number of resources,
/// whatever the size of the log. Owned by the one verification.
/// </summary>
internal sealed class ReadAhead(ILogSource source, long size, bool withEntries)
{
    private const int Ahead = 24;

    private readonly Dictionary<TilePath, Task<ReadOnlyMemory<byte>?>> reading = [];

    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(TilePath path, CancellationToken ct)
    {
        if (path.Level == 0 && !path.IsEntries)
        {
            for (var index = path.Index; index <= path.Index + Ahead && index * Tile.FullWidth < size; index++)
            {
                Begin(TilePath.At(0, index, size), ct);
                if (withEntries)
                    Begin(TilePath.EntriesAt(index, size), ct);
            }
        }
        return reading.Remove(path, out var begun) ? await begun : await source.TileAsync(path, ct);
    }

    private void Begin(TilePath path, CancellationToken ct)
    {
        if (!reading.ContainsKey(path))
            reading[path] = source.TileAsync(path, ct).AsTask();
    }
}
