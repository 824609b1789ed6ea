using CreditShare.Domain.Normalising;
using CreditShare.Ingestion.Imports.Tables;

namespace CreditShare.Ingestion.Spool;

/// <summary>What the spool keeps of a chunk for its bureau alone; nothing of it is sent.</summary>
/// <param name="Rows">The rows as they stood in the file, one for each record of the chunk and in the same order; empty where they are gone.</param>
/// <param name="Changes">What was read as something other than it says.</param>
internal sealed record ChunkExtras(IReadOnlyList<KeptRow> Rows, IReadOnlyList<RecordChanges> Changes)
{
    public static ChunkExtras None { get; } = new([], []);
}

/// <param name="Record">Which of the chunk's records, from 0.</param>
/// <param name="Changes">Its cells.</param>
internal sealed record RecordChanges(int Record, IReadOnlyList<CellChange> Changes);
