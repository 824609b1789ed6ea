using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Tiles;
using CreditShare.ExchangeLog.Verifying;

namespace CreditShare.ExchangeLog.Tests;

/// <summary>A whole log in a dictionary, grown through the code under test; its resources can be changed to see the verifier find it.</summary>
internal sealed class MemoryLog
{
    public Dictionary<TilePath, byte[]> Resources { get; } = [];

    public TreeEdge Edge { get; private set; } = TreeEdge.Empty;

    public IReadOnlyList<Tile> Partials { get; private set; } = [];

    public Checkpoint Checkpoint => new(Some.Origin, Edge.Size, Edge.Root());

    public static MemoryLog Of(int size, int batch = int.MaxValue)
    {
        var log = new MemoryLog();
        while (log.Edge.Size < size) log.Append((int)Math.Min(batch, size - log.Edge.Size));
        return log;
    }

    /// <summary>The same log with bytes of its own, to be spoiled.</summary>
    public MemoryLog Copy()
    {
        var copy = new MemoryLog { Edge = Edge, Partials = Partials };
        foreach (var (path, bytes) in Resources) copy.Resources[path] = [.. bytes];
        return copy;
    }

    public TreeAppended Append(int count)
    {
        var first = Edge.Size;
        var entries = Enumerable.Range(0, count).Select(i => new ReadOnlyMemory<byte>(Some.Entry(first + i))).ToList();
        var appended = TreeAppend.Append(Edge, Partials, [.. entries.Select(entry => MerkleHash.Leaf(entry.Span))]);
        var partial = first % 256 == 0 ? [] : Resources[TilePath.EntriesAt(first / 256, first)];
        foreach (var tile in appended.Writes) Resources[tile.Path] = tile.Bytes.ToArray();
        foreach (var bundle in EntryBundle.Append(first, partial, entries)) Resources[bundle.Path] = bundle.Bytes.ToArray();
        (Edge, Partials) = (appended.Edge, appended.PartialTiles);
        return appended;
    }

    public Tile Read(TilePath path) => Tile.Read(path, Resources[path]);

    public ValueTask<ReadOnlyMemory<byte>?> Fetch(TilePath path, CancellationToken cancellation) =>
        new(Resources.TryGetValue(path, out var bytes) ? bytes : default(ReadOnlyMemory<byte>?));

    public Task<LogVerdict> VerifyAsync(Checkpoint? checkpoint = null, Checkpoint? kept = null, bool withEntries = true) =>
        LogVerifier.VerifyAsync(checkpoint ?? Checkpoint, Fetch, kept, withEntries, cancellation: TestContext.Current.CancellationToken);

    public byte[] At(string path) => Resources[Path(path)];

    public static TilePath Path(string text) => TilePath.TryParse(text, out var path) ? path : throw new ArgumentException(text);
}
