using System.Globalization;
using System.Text;
using CreditShare.Domain.Deciding;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Tiles;
using CreditShare.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditShare.Storage.Sqlite;

/// <summary>The exchange log in SQLite: staging fixes the order, appending moves the mark behind which entries have an index.</summary>
public sealed class SqliteLogStore(SqliteStore store) : ILogStore
{
    private const string Filed = "seq, bytes, commit_key, content, id, at, kind, city, agency, subject, account, purpose, case_number";

    public Task StageAsync(IReadOnlyList<StagedEntry> entries, CancellationToken ct) =>
        // A lookup's entry is one row and no more.
        entries is [{ Named.Count: 0 }] ? store.WriteStatementAsync(session => Stage(session, entries), ct) : store.WriteAsync(session => Stage(session, entries), ct);

    public Task<long> SizeAsync(CancellationToken ct) => Task.FromResult(store.Read(Size));

    public async Task<long> AppendStagedAsync(long size, int most, CancellationToken ct)
    {
        // Most rounds find nothing: they must not cost a commit.
        var (held, staged) = store.Read(session => (Size(session), session.Scalar<long>("SELECT max(seq) FROM entries")));
        if (staged < held)
            throw new InvalidDataException($"The log has {held} entries with an index, but only {staged} are there.");
        if (held == size && staged == size)
            return size;
        return await store.WriteAsync(session =>
        {
            var next = Math.Min(session.Scalar<long>("SELECT max(seq) FROM entries"), size + most);
            if (session.Execute("UPDATE log_head SET size = @p1 WHERE size = @p0", size, next) != 1)
                throw new StoreConflictException($"The log has {Size(session)} entries, not {size}: another sequencer moved it.");
            return next;
        }, ct);
    }

    public Task<IReadOnlyList<byte[]>> ReadEntriesAsync(long from, long until, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<byte[]>>(store.Read(session =>
        {
            if (until > Size(session))
                throw new ArgumentOutOfRangeException(nameof(until), until, "The log is shorter.");
            var entries = session.Query("SELECT bytes FROM entries WHERE seq > @p0 AND seq <= @p1 ORDER BY seq", row => row.Bytes(0), from, until);
            return entries.Count == until - from
                ? entries
                : throw new InvalidDataException($"Entries are missing between {from} and {until}.");
        }));

    public Task<IReadOnlyList<FiledEntry>> ReadStoredAsync(long from, long until, CancellationToken ct, long mostBytes = long.MaxValue) =>
        Task.FromResult(store.Read<IReadOnlyList<FiledEntry>>(session =>
        {
            using var rows = session.Command($"SELECT {Filed} FROM entries WHERE seq > @p0 AND seq <= @p1 AND seq <= (SELECT size FROM log_head) ORDER BY seq", from, until).ExecuteReader();
            var entries = new List<FiledEntry>();
            for (long bytes = 0; bytes < mostBytes && rows.Read(); bytes += entries[^1].Stored.Size)
                entries.Add(ReadFiled(rows, rows.GetInt64(0) - 1));
            return entries;
        }));

    public Task<IReadOnlyList<FiledEntry>> ReadWaitingAsync(long from, int most, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<FiledEntry>>(store.Read(session => session.Query(
            $"SELECT {Filed} FROM entries WHERE seq > max(@p0, (SELECT size FROM log_head)) ORDER BY seq LIMIT @p1", row => ReadFiled(row, null), from, most)));

    public Task EraseContentAsync(IReadOnlyCollection<long> indexes, CancellationToken ct) =>
        store.WriteAsync(session =>
        {
            foreach (var index in indexes)
            {
                session.Execute("UPDATE entries SET commit_key = NULL, content = NULL WHERE seq = @p0 AND seq <= (SELECT size FROM log_head)", index + 1);
                session.Execute("DELETE FROM named WHERE seq = @p0 AND seq <= (SELECT size FROM log_head)", index + 1);
            }
        }, ct);

    public Task<IReadOnlyList<Tile?>> ReadTilesAsync(IReadOnlyList<TilePath> paths, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Tile?>>(store.Read(session => paths.Select(path => ReadTile(session, path)).ToList()));

    public Task WriteTilesAsync(IReadOnlyList<Tile> tiles, CancellationToken ct) =>
        store.WriteAsync(session =>
        {
            foreach (var tile in tiles)
            {
                session.Execute(
                    "INSERT INTO tiles VALUES (@p0, @p1, @p2, @p3) ON CONFLICT DO UPDATE SET width = excluded.width, bytes = excluded.bytes WHERE excluded.width > width",
                    tile.Path.Level, tile.Path.Index, tile.Width, tile.Bytes.ToArray());
            }
        }, ct);

    public Task<string?> ReadCheckpointAsync(CancellationToken ct) =>
        Task.FromResult(store.Read(session => session.Scalar<string>("SELECT checkpoint FROM log_head")));

    public Task ReplaceCheckpointAsync(string? before, string after, CancellationToken ct) =>
        store.WriteAsync(session =>
        {
            if (session.Execute("UPDATE log_head SET checkpoint = @p1 WHERE checkpoint IS @p0", before, after) != 1)
                throw new StoreConflictException("The checkpoint is not the one expected: another sequencer moved it.");
        }, ct);

    public Task<Lead> LeadAsync(string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken ct, Lead? unrenewed = null) =>
        store.WriteAsync(
            session =>
            {
                session.Execute(
                    "UPDATE log_leader SET holder = @p0, until = @p2 WHERE holder = @p0 OR until <= @p1 OR (holder = @p3 AND until = @p4)",
                    holder, now.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds(), unrenewed?.Holder, unrenewed?.Until.ToUnixTimeMilliseconds());
                return session.Query("SELECT holder, until FROM log_leader", row => new Lead(row.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))))[0];
            },
            ct);

    public Task<IReadOnlyList<SequencedEntry>> FindEntriesAsync(EntryFilter filter, CancellationToken ct)
    {
        var (sql, values) = Query(filter);
        return Task.FromResult<IReadOnlyList<SequencedEntry>>(
            store.Read(session => session.Query(sql, row => new SequencedEntry(row.GetInt64(0) - 1, row.Bytes(1)), [.. values])));
    }

    public Task<StoredEntry?> FindEntryAsync(string id, CancellationToken ct) =>
        Task.FromResult(store.Read(session =>
        {
            var size = Size(session);
            return session.Query(
                "SELECT seq, bytes, commit_key, content FROM entries WHERE id = @p0",
                row => new StoredEntry(row.GetInt64(0) <= size ? row.GetInt64(0) - 1 : null, row.Bytes(1), Blob(row, 2), Blob(row, 3)),
                id).FirstOrDefault();
        }));

    /// <summary>Puts entries at the end of the order; one whose id is there already is left as it was.</summary>
    internal static void Stage(SqliteSession session, IReadOnlyList<StagedEntry> entries)
    {
        foreach (var staged in entries)
        {
            var (entry, bytes, key, content) = staged;
            var filing = EntryFiling.Of(entry);
            var added = session.Execute(
                "INSERT INTO entries (id, at, kind, city, agency, subject, bytes, commit_key, content, account, purpose, case_number) " +
                "VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11) ON CONFLICT (id) DO NOTHING",
                filing.Id, filing.At, filing.Kind, filing.City, filing.Agency, filing.Subject, bytes, key, content, filing.Account, filing.Purpose, filing.Case);
            if (added == 0 || staged.Named.Count == 0)
                continue;
            var seq = session.Scalar<long>("SELECT last_insert_rowid()");
            foreach (var subject in staged.Named)
                session.Execute("INSERT INTO named VALUES (@p0, @p1) ON CONFLICT DO NOTHING", subject, seq);
        }
    }

    private static long Size(SqliteSession session) => session.Scalar<long>("SELECT size FROM log_head");

    private static Tile? ReadTile(SqliteSession session, TilePath path)
    {
        var bytes = session.Scalar<byte[]>("SELECT bytes FROM tiles WHERE level = @p0 AND number = @p1 AND width >= @p2", path.Level, path.Index, path.Width);
        return bytes is null || bytes.Length < path.Width * ExchangeLog.Merkle.MerkleHash.Size ? null : Tile.Read(path, bytes.AsMemory(0, path.Width * ExchangeLog.Merkle.MerkleHash.Size));
    }

    private static (string Sql, List<object?> Values) Query(EntryFilter filter)
    {
        // One bound on each side: of two SQLite takes one to find where to begin, and reads all that the other one excludes. An index is one less than seq.
        var (from, until) = filter.Indexes(long.MaxValue);
        var sql = new StringBuilder("SELECT seq, bytes FROM entries WHERE seq > @p0 AND seq <= MIN(@p1, (SELECT size FROM log_head))");
        var values = new List<object?> { from, until };
        // A subject or a case has few entries beside what has the rest: by an index of the rest SQLite would look at all of them.
        var other = filter.Subject is null && filter.Case is null ? "" : "+";
        Where($"{other}kind =", filter.Kind);
        // Nearly all that a city does is a decision: its other entries are found by their kind. SQLite would take the city's index for them, and read all of its decisions where there are few.
        Where(filter.Kind is null or EntryKind.RecordDecided ? $"{other}city =" : "+city =", filter.City);
        Where($"{other}agency =", filter.Agency);
        if (filter.Subject is { } subject)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND (subject = @p{values.Count} OR seq IN (SELECT seq FROM named WHERE subject = @p{values.Count}))");
            values.Add(subject);
        }
        if (filter.Batch is var (city, batch))
        {
            var (behind, before) = DecisionEntryId.OfBatch(city, batch);
            sql.Append(CultureInfo.InvariantCulture, $" AND seq IN (SELECT seq FROM entries WHERE id > @p{values.Count} AND id < @p{values.Count + 1})");
            values.AddRange([behind, before]);
        }
        Where($"{other}account =", filter.Account);
        Where($"{other}purpose =", filter.Purpose);
        Where("case_number =", filter.Case);
        Where("at >=", filter.From?.ToUnixTimeMilliseconds());
        Where("at <", filter.Until?.ToUnixTimeMilliseconds());
        sql.Append(filter.NewestFirst ? " ORDER BY seq DESC" : " ORDER BY seq").Append(CultureInfo.InvariantCulture, $" LIMIT {filter.Limit}");
        return (sql.ToString(), values);

        void Where(string condition, object? value)
        {
            if (value is null)
                return;
            sql.Append(CultureInfo.InvariantCulture, $" AND {condition} @p{values.Count}");
            values.Add(value);
        }
    }

    private static FiledEntry ReadFiled(SqliteDataReader row, long? index) => new(
        new(index, row.Bytes(1), Blob(row, 2), Blob(row, 3)),
        new(row.GetString(4), row.GetInt64(5), row.GetString(6), Text(row, 7), Text(row, 8), Text(row, 9), Text(row, 10), Text(row, 11), Text(row, 12)));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static byte[]? Blob(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Bytes(column);
}
