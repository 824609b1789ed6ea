using CreditShare.Domain.Deciding;
using CreditShare.Sqlite;

namespace CreditShare.Ingestion.Spool;

/// <summary>Records that were refused when they came last, with the batch in which that was. One without a readable id is in none: nothing that comes later could be known for it.</summary>
internal static class UnmendedRecords
{
    /// <summary>Within the transaction in which a chunk becomes decided.</summary>
    public static void Note(SqliteSession session, string batch, IReadOnlyList<Decision> decisions)
    {
        foreach (var decision in decisions)
        {
            if (decision.Key is not { } key)
                continue;
            var sourceId = SentNotes.SourceId(key);
            if (decision.Outcome == Outcome.Rejected)
                session.Execute("INSERT INTO unmended VALUES (@p0, @p1) ON CONFLICT DO UPDATE SET batch = excluded.batch", sourceId, batch);
            else
                session.Execute("DELETE FROM unmended WHERE source_id = @p0", sourceId);
        }
    }

    /// <summary>Forgets those of a batch, whose rows go: there is nothing left to mend by.</summary>
    public static void Forget(SqliteSession session, string batch) => session.Execute("DELETE FROM unmended WHERE batch = @p0", batch);
}
