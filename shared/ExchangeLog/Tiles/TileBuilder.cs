using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Tiles;

/// <summary>
/// Fills the last tile of each level and hands over each one that becomes full. One buffer a level whatever the size of the tree.
/// Mutable, owned by the one call that made it.
/// </summary>
internal sealed class TileBuilder
{
    private readonly Level[] levels = new Level[Tile.Levels];
    private readonly Action<Tile> full;

    public TileBuilder(long size, IReadOnlyCollection<Tile> partialTiles, Action<Tile> full)
    {
        this.full = full;
        for (var i = 0; i < levels.Length; i++)
        {
            var hashes = Tile.HashesAt(i, size);
            levels[i] = new() { Index = hashes / Tile.FullWidth, Width = (int)(hashes % Tile.FullWidth) };
        }
        foreach (var path in TilePath.PartialsAt(size))
        {
            levels[path.Level].Before = partialTiles.FirstOrDefault(tile => tile.Path == path)
                ?? throw new ArgumentException($"Appending to size {size} needs {path}.", nameof(partialTiles));
        }
    }

    public void Add(int number, in MerkleHash hash)
    {
        ref var level = ref levels[number];
        if (level.Bytes is null)
        {
            level.Bytes = new byte[Tile.FullWidth * MerkleHash.Size];
            level.Before?.Bytes.CopyTo(level.Bytes);
            level.Before = null;
        }
        hash.CopyTo(level.Bytes.AsSpan(level.Width * MerkleHash.Size));
        if (++level.Width < Tile.FullWidth) return;
        full(Tile.Read(TilePath.Hashes(number, level.Index, Tile.FullWidth), level.Bytes));
        level = new() { Index = level.Index + 1 };
    }

    /// <summary>The last tiles that are not full, level 0 first; one that has not grown is the very object that was given.</summary>
    public List<Tile> Partials()
    {
        var partials = new List<Tile>();
        for (var i = 0; i < levels.Length; i++)
        {
            ref var level = ref levels[i];
            if (level.Before is { } unchanged) partials.Add(unchanged);
            if (level.Bytes is null || level.Width == 0) continue;
            partials.Add(Tile.Read(TilePath.Hashes(i, level.Index, level.Width), level.Bytes.AsSpan(0, level.Width * MerkleHash.Size).ToArray()));
        }
        return partials;
    }

    private struct Level
    {
        public long Index;
        public int Width;
        public Tile? Before;
        public byte[]? Bytes;
    }
}
