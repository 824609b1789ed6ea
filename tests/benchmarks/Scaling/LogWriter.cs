namespace CreditShare.Benchmarks.Scaling;

/// <summary>
/// The one writer of a log, as figures; all times in seconds. It commits whatever waits together, as <c>WriteQueue</c> does, and what the sequencer has to write goes into the same commits.
/// </summary>
internal sealed record LogWriter
{
    /// <summary>What a commit costs, whatever is in it.</summary>
    public required double Fsync { get; init; }

    /// <summary>Of an entry, to stage it.</summary>
    public required double Staged { get; init; }

    /// <summary>Of an entry, to give it its place: read again, hashed, written as part of a tile.</summary>
    public double Sequenced { get; init; }

    /// <summary>Commits of a round of the sequencer, one after the other: the mark, the tiles, the checkpoint. None: nothing is signed.</summary>
    public int CommitsToSign { get; init; } = 3;

    /// <summary>Lookups in a commit.</summary>
    public int MostTogether { get; init; } = int.MaxValue;

    /// <summary>Of a chunk, in the writer: its records, profiles and entries.</summary>
    public double ChunkWritten { get; init; }

    /// <summary>Of a chunk, before it comes to the writer: read, checked, decided. A city's next chunk begins with it when the one before is durable.</summary>
    public double ChunkDecided { get; init; }

    /// <summary>Entries a second of lookups that would take all of the writer's time if commits cost nothing.</summary>
    public double Capacity => 1 / (Staged + Sequenced);
}
