using System.Globalization;
using System.Text;
using CreditShare.Domain.Equality;
using CreditShare.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditShare.Ingestion.Spool;

/// <summary>What the registry must hold of a city, by all decisions that came back: hashes, by which it is compared without being sent again. Safe for concurrent callers.</summary>
internal sealed class SpooledHoldings(SqliteDatabase database)
{
    private const int PageSize = 5000;

    private const string KnownColumns =
        "SELECT h.source_id, item, day, erased, versions, c.batch, c.chunk, line, n.name, n.code, n.number FROM holdings h LEFT JOIN chunks c ON c.seq = h.chunk LEFT JOIN record_names n ON n.source_id = h.source_id ";

    /// <summary>The order of SQLite, which is not that of UTF-16.</summary>
    private static readonly Comparer<string> InBytes = Comparer<string>.Create((one, other) => Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other)));

    private const string Columns = "SELECT source_id, revision, item, day, hash, erased FROM holdings ";

    /// <summary>Grows with every noting.</summary>
    public long Revision() => database.Read(session => session.Scalar<long>("SELECT revision FROM holdings_revision"));

    /// <summary>The chunk that was taken last; 0 if none ever was.</summary>
    public long LastChunk() => database.Read(session => session.Scalar<long>("SELECT coalesce(max(seq), 0) FROM chunks"));

    /// <summary>Whether something has no decision yet that was taken up to a chunk and has a receipt.</summary>
    public bool HasUndecided(long upTo) => database.Read(session => session.Scalar<long>(
        "SELECT EXISTS (SELECT 1 FROM chunks c JOIN batches b ON b.id = c.batch WHERE c.decided_at IS NULL AND c.seq <= @p0 AND b.complete_at IS NOT NULL)", upTo)) == 1;

    /// <summary>Records that the registry has erased because their retention ended.</summary>
    public long Erased() => database.Read(session => session.Scalar<long>("SELECT count(*) FROM holdings WHERE erased = 1"));

    public HoldingRow? Find(string sourceId) => database.Read(session => session.Query(Columns + "WHERE source_id = @p0", Row, sourceId).FirstOrDefault());

    /// <summary>Own records in the order of their ids, those whose ids begin with a text; the first after an id.</summary>
    public IReadOnlyList<KnownRecord> Records(string prefix, string after, int most) => database.Read(session => session.Query(
        KnownColumns + "WHERE h.source_id > @p0 AND h.source_id >= @p1 AND h.source_id < @p2 ORDER BY h.source_id LIMIT @p3", Known, after, prefix, prefix + SpoolColumns.LastCharacter, most));

    /// <summary>
    /// Own records in the order of their ids, the first after an id: those whose id begins with a text, whose subject has it as its code or within its name, or whose document has it as its number (or, if it has a digit, as the
    /// beginning of it). All but what stands within names is read off an index; of names one call looks at <see cref="RecordNames.MostExamined"/>.
    /// </summary>
    public FoundRecords Search(string asked, string after, int most) => database.Read(session =>
    {
        var ids = session.Query(
            "SELECT source_id FROM holdings WHERE source_id > @p0 AND source_id >= @p1 AND source_id < @p2 ORDER BY source_id LIMIT @p3", row => row.GetString(0), after, asked, asked + SpoolColumns.LastCharacter, most + 1);
        var (named, examined) = RecordNames.Find(session, asked, after, most + 1);
        // Behind the last name that was looked at nobody knows yet.
        var found = ids.Union(named).Where(id => examined is null || InBytes.Compare(id, examined) <= 0).Order(InBytes).ToList();
        var records = found.Take(most).Select(id => session.Query(KnownColumns + "WHERE h.source_id = @p0", Known, id).First()).ToList();
        return new FoundRecords(records, found.Count > most ? found[most - 1] : examined);
    });

    /// <summary>One of them; null if nothing was ever accepted under the id.</summary>
    public KnownRecord? Record(string sourceId) => database.Read(session => session.Query(KnownColumns + "WHERE h.source_id = @p0", Known, sourceId).FirstOrDefault());

    /// <summary>All that must be held, page after page in the order of the ids; each page is one state, all of them together need not be.</summary>
    public IEnumerable<HoldingLine> Lines()
    {
        var after = "";
        while (database.Read(session => session.Query(Columns + "WHERE source_id > @p0 AND hash IS NOT NULL ORDER BY source_id LIMIT @p1", Row, after, PageSize)) is { Count: > 0 } page)
        {
            foreach (var row in page)
                yield return row.Line!;
            after = page[^1].SourceId;
        }
    }

    /// <summary>What must be held of one item and day.</summary>
    public IEnumerable<HoldingRow> OfDay(ItemDay asked)
    {
        var after = "";
        while (database.Read(session => session.Query(
            Columns + "WHERE item = @p0 AND day = @p1 AND hash IS NOT NULL AND source_id > @p2 ORDER BY source_id LIMIT @p3", Row, asked.Item, SpoolColumns.Day(asked.Day), after, PageSize)) is { Count: > 0 } page)
        {
            foreach (var row in page)
                yield return row;
            after = page[^1].SourceId;
        }
    }

    /// <summary>The registry has erased these: there is nothing to compare any more, nor anything to remember of them but that. Unknown ones are no error.</summary>
    public Task EraseAsync(IReadOnlyCollection<string> sourceIds, CancellationToken ct) => database.WriteAsync(session =>
    {
        var revision = NextRevision(session);
        RecordNames.Remove(session, sourceIds);
        SpooledObjections.Remove(session, sourceIds);
        foreach (var id in sourceIds)
            session.Execute("UPDATE holdings SET erased = 1, revision = @p1, versions = x'', item = NULL, day = NULL, hash = NULL, chunk = NULL, line = NULL WHERE source_id = @p0", id, revision);
    }, ct);

    /// <summary>Takes notes in, within the transaction in which their chunk becomes decided.</summary>
    /// <param name="session">Of the transaction.</param>
    /// <param name="notes">Of the chunk's records.</param>
    /// <param name="chunk">Its sequence number.</param>
    /// <returns>The notes, each with what the city knows of the record by it.</returns>
    public static IReadOnlyList<NotedRecord> Note(SqliteSession session, IReadOnlyList<SentNote> notes, long chunk)
    {
        if (notes.Count == 0)
            return [];
        var noted = new List<NotedRecord>(notes.Count);
        var revision = NextRevision(session);
        foreach (var note in notes)
        {
            var (sourceId, version, raises, place) = (note.SourceId, note.Version, note.Raises, note.Line);
            var before = Sent(session, sourceId) ?? SentRecord.Unknown;
            var after = before.With(version);
            if (raises)
                after = after.Raised(version.Version, version.Order);
            var line = after.Line(sourceId);
            noted.Add(new(note, after, line));
            // Sent again and known: nothing changes, and a comparison that is on its way need not wait for it.
            if (ReferenceEquals(before, after))
                continue;
            // What only says what becomes of the record leaves its content where it came from.
            var statesFact = version.Item is not null;
            session.Execute(
                "INSERT INTO holdings (source_id, revision, versions, item, day, hash, chunk, line) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7) ON CONFLICT DO UPDATE SET " +
                "revision = excluded.revision, versions = excluded.versions, item = excluded.item, day = excluded.day, hash = excluded.hash, chunk = coalesce(excluded.chunk, chunk), line = coalesce(excluded.line, line) WHERE erased = 0",
                sourceId, revision, SentVersions.Write(after), line?.Item, line is null ? null : SpoolColumns.Day(line.Day), line?.Hash, statesFact ? chunk : null, statesFact ? place : null);
        }
        return noted;
    }

    /// <summary>What the city knows of a record; null if that is nothing, or no more than that it was erased.</summary>
    public static SentRecord? Sent(SqliteSession session, string sourceId) =>
        session.Scalar<byte[]>("SELECT versions FROM holdings WHERE source_id = @p0 AND erased = 0", sourceId) is { } bytes ? SentVersions.Read(bytes) : null;

    private static long NextRevision(SqliteSession session)
    {
        session.Execute("UPDATE holdings_revision SET revision = revision + 1");
        return session.Scalar<long>("SELECT revision FROM holdings_revision");
    }

    private static HoldingRow Row(SqliteDataReader row) => new(
        row.GetString(0), row.GetInt64(1),
        row.IsDBNull(4) ? null : new(row.GetString(0), row.GetString(2), DateOnly.ParseExact(row.GetString(3), "yyyy-MM-dd", CultureInfo.InvariantCulture), (byte[])row.GetValue(4)),
        row.GetInt64(5) == 1);

    private static KnownRecord Known(SqliteDataReader row) => new(
        row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? null : DateOnly.ParseExact(row.GetString(2), "yyyy-MM-dd", CultureInfo.InvariantCulture),
        row.GetInt64(3) == 1, SentVersions.Read((byte[])row.GetValue(4)), row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetInt32(6), row.IsDBNull(7) ? null : row.GetInt32(7))
    {
        Name = row.IsDBNull(8) ? null : row.GetString(8), Code = row.IsDBNull(9) ? null : row.GetString(9), Number = row.IsDBNull(10) ? null : row.GetString(10),
    };
}

/// <param name="SourceId">The bureau's own id.</param>
/// <param name="Revision">Of the noting that changed it last.</param>
/// <param name="Line">What must be held; null if that was never noted, or is erased.</param>
/// <param name="IsErased">Whether the registry has erased it.</param>
internal sealed record HoldingRow(string SourceId, long Revision, HoldingLine? Line, bool IsErased);

/// <summary>A record of the city, as far as the city itself knows it.</summary>
/// <param name="SourceId">The bureau's own id.</param>
/// <param name="Item">Id of its catalogue item; null if that was never noted, or is erased.</param>
/// <param name="Day">Day of its decision; null likewise.</param>
/// <param name="IsErased">Whether the registry has erased it.</param>
/// <param name="Sent">The versions that were accepted.</param>
/// <param name="Batch">The batch in which its content came last; null if that was not noted.</param>
/// <param name="Chunk">Which of its chunks.</param>
/// <param name="Line">On which line.</param>
internal sealed record KnownRecord(string SourceId, string? Item, DateOnly? Day, bool IsErased, SentRecord Sent, string? Batch, int? Chunk, int? Line)
{
    /// <summary>Of its subject; null where none was ever kept, or no longer is.</summary>
    public string? Name { get; init; }

    /// <summary>Of its subject; null likewise.</summary>
    public string? Code { get; init; }

    /// <summary>Of its document; null likewise.</summary>
    public string? Number { get; init; }
}

/// <param name="Records">In the order of their ids.</param>
/// <param name="Next">Where the next page goes on; null on the last. A page may be short, or empty, before that.</param>
internal sealed record FoundRecords(IReadOnlyList<KnownRecord> Records, string? Next);

/// <param name="Note">What was noted.</param>
/// <param name="Sent">All versions that the city knows then.</param>
/// <param name="Line">What must be held then; null if that was never noted.</param>
internal sealed record NotedRecord(SentNote Note, SentRecord Sent, HoldingLine? Line);
