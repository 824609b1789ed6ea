using System.Globalization;
using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditShare.Storage.Sqlite;

/// <summary>Records, identities and profiles in SQLite. A chunk is one transaction, shared with whatever else waits for the disk.</summary>
public sealed class SqliteRecordStore(SqliteStore store) : IRecordStore, IProfileStore, IStoreContents
{
    public Task<DecidedChunk?> FindDecidedAsync(ChunkKey chunk, CancellationToken ct) =>
        Task.FromResult(store.Read(session => Decided(session, chunk)));

    public Task<HeldState> LoadAsync(
        IReadOnlyCollection<RecordKey> keys, IReadOnlyCollection<byte[]> identities, IReadOnlyCollection<string> subjects, CancellationToken ct) =>
        Task.FromResult(store.Read(session => new HeldState(Histories(session, keys), Identities(session, identities), Profiles(session, subjects))));

    public Task<DecidedChunk> ApplyAsync(DecidedChunk chunk, ChunkEffects effects, CancellationToken ct)
    {
        // Written out here: all others wait while the writer works.
        var profiles = effects.Profiles.Select(profile => (Profile: profile, Body: ProfileJson.Write(profile.After))).ToList();
        var names = NameChanges.Of(effects);
        return store.WriteAsync(session =>
        {
            if (!InsertChunk(session, chunk))
                return Decided(session, chunk.Key)!;
            foreach (var (key, before) in effects.Changed)
                CheckHistory(session, key, before);
            foreach (var version in effects.Versions)
                InsertVersion(session, version);
            foreach (var (key, version, order) in effects.Raised)
            {
                session.Execute(
                    "UPDATE versions SET source_order = max(source_order, @p3) WHERE city = @p0 AND source_id = @p1 AND version = @p2",
                    key.City, key.SourceId, version, order);
            }
            foreach (var (identity, key) in effects.Identities)
                InsertIdentity(session, identity, key);
            foreach (var (profile, body) in profiles)
                ReplaceProfile(session, profile, body);
            SqliteNameStore.Apply(session, names);
            SqliteLogStore.Stage(session, effects.Entries);
            return chunk;
        }, ct);
    }

    public Task EraseDecisionsAsync(IReadOnlyCollection<ChunkKey> chunks, CancellationToken ct) => store.WriteAsync(session =>
    {
        foreach (var chunk in chunks)
            session.Execute("UPDATE chunks SET decisions = @p3 WHERE city = @p0 AND batch = @p1 AND chunk = @p2", chunk.City, chunk.Batch, chunk.Chunk, DecisionJson.Write([]));
    }, ct);

    public ValueTask<SubjectProfile?> FindAsync(string code, CancellationToken ct) =>
        ValueTask.FromResult(store.Read(session => Profile(session, code)));

    public Task<SubjectProfile?> FindByRecordAsync(RecordKey key, CancellationToken ct) => Task.FromResult(store.Read(session =>
        Histories(session, [key]).GetValueOrDefault(key)?.Current is { } current ? Profile(session, current.Subject) : null));

    public Task<IReadOnlyDictionary<string, SubjectProfile>> FindManyAsync(IReadOnlyCollection<string> codes, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<string, SubjectProfile>>(store.Read(session => Profiles(session, codes)));

    public Task<IReadOnlyList<PastVersion>> HistoryAsync(string code, CancellationToken ct) => Task.FromResult<IReadOnlyList<PastVersion>>(store.Read(session => session.Query(
        "SELECT v.version, v.source_order, v.hash, v.subject, v.change, v.city, v.source_id, v.decided_at, e.content, v.entry FROM versions v LEFT JOIN entries e ON e.id = v.entry " +
        "WHERE (v.city, v.source_id) IN (SELECT city, source_id FROM versions WHERE subject = @p0) ORDER BY e.seq",
        row => new PastVersion(
            new(row.GetString(5), row.GetString(6)), Version(row), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)), row.IsDBNull(8) ? null : RecordJson.Read((byte[])row.GetValue(8)),
            row.GetString(9)),
        code)));

    public Task<IReadOnlyList<KeptRecord>> RecordsAsync(string? after, int most, CancellationToken ct)
    {
        var (city, sourceId) = after?.IndexOf('/', StringComparison.Ordinal) is { } slash ? (after[..slash], after[(slash + 1)..]) : ("", "");
        return Task.FromResult(store.Read<IReadOnlyList<KeptRecord>>(session =>
            [.. session.Query(
                "SELECT city || '/' || source_id, version, source_order, iif(typeof(hash) = 'blob', hex(hash), typeof(hash)), subject, change, revision, decided_at, entry FROM versions WHERE (city, source_id) IN " +
                "(SELECT DISTINCT city, source_id FROM versions WHERE (city, source_id) > (@p0, @p1) ORDER BY city, source_id LIMIT @p2) ORDER BY city, source_id, version",
                row => (
                    Key: row.GetString(0),
                    Version: new KeptVersion(
                        row.GetInt32(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt64(6),
                        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)), row.GetString(8))),
                city, sourceId, most)
                .GroupBy(row => row.Key).Select(rows => new KeptRecord(rows.Key, [.. rows.Select(row => row.Version)]))]));
    }

    public Task<IReadOnlyList<KeptProfile>> ProfilesAsync(string? after, int most, CancellationToken ct) => Task.FromResult<IReadOnlyList<KeptProfile>>(store.Read(session => session.Query(
        "SELECT code, revision, body FROM profiles WHERE code > @p0 ORDER BY code LIMIT @p1",
        row => new KeptProfile(row.GetString(0), row.GetInt64(1), row.Bytes(2)), after ?? "", most)));

    public Task<IReadOnlyList<KeptIdentity>> IdentitiesAsync(byte[]? after, int most, CancellationToken ct) => Task.FromResult<IReadOnlyList<KeptIdentity>>(store.Read(session => session.Query(
        // What is no BLOB stands before all that are.
        $"SELECT identity, city || '/' || source_id FROM identities {(after is null ? "WHERE @p0 IS NULL" : "WHERE identity > @p0")} ORDER BY identity LIMIT @p1",
        row => new KeptIdentity(row.Bytes(0), row.GetString(1)), after, most)));

    public Task<IReadOnlyList<KeptTile>> TilesAsync(string? after, int most, CancellationToken ct)
    {
        var behind = after?.Split('/').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray() ?? [long.MinValue, long.MinValue];
        return Task.FromResult<IReadOnlyList<KeptTile>>(store.Read(session => session.Query(
            "SELECT level || '/' || number, width FROM tiles WHERE (level, number) > (@p0, @p1) ORDER BY level, number LIMIT @p2",
            row => new KeptTile(row.GetString(0), row.GetInt64(1)), behind[0], behind[1], most)));
    }

    private static DecidedChunk? Decided(SqliteSession session, ChunkKey chunk) => session.Query(
        "SELECT decided_at, decisions FROM chunks WHERE city = @p0 AND batch = @p1 AND chunk = @p2",
        row => new DecidedChunk(chunk, DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), (byte[])row.GetValue(1)),
        chunk.City, chunk.Batch, chunk.Chunk).FirstOrDefault();

    /// <returns>False if the chunk was applied before.</returns>
    private static bool InsertChunk(SqliteSession session, DecidedChunk chunk) => session.Execute(
        "INSERT INTO chunks VALUES (@p0, @p1, @p2, @p3, @p4) ON CONFLICT DO NOTHING",
        chunk.Key.City, chunk.Key.Batch, chunk.Key.Chunk, chunk.DecidedAt.ToUnixTimeMilliseconds(), chunk.Decisions) == 1;

    private static void CheckHistory(SqliteSession session, RecordKey key, RecordHistory before)
    {
        // Of a record that was unknown, inserting its first version says whether it still is.
        if (before.Current is not { } current)
            return;
        var (count, order) = session.Query(
            "SELECT count(*), max(source_order) FROM versions WHERE city = @p0 AND source_id = @p1", row => (row.GetInt32(0), row.GetInt64(1)), key.City, key.SourceId)[0];
        if ((count, order) != (before.Versions.Count, current.Order))
            throw new StoreConflictException($"A record has {count} versions up to order {order}, not {before.Versions.Count} up to {current.Order}.");
    }

    private static void InsertVersion(SqliteSession session, NewVersion version)
    {
        var inserted = session.Execute(
            "INSERT INTO versions VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9) ON CONFLICT DO NOTHING",
            version.Key.City, version.Key.SourceId, version.Version.Version, version.Version.Order, version.Version.Hash, version.Version.Subject,
            RecordWords.Word(version.Version.Change), version.Revision, version.DecidedAt.ToUnixTimeMilliseconds(), version.LogEntry);
        if (inserted != 1)
            throw new StoreConflictException($"A record has a version {version.Version.Version} already.");
    }

    private static void InsertIdentity(SqliteSession session, byte[] identity, RecordKey key)
    {
        if (session.Execute("INSERT INTO identities VALUES (@p0, @p1, @p2) ON CONFLICT DO NOTHING", identity, key.City, key.SourceId) != 1)
            throw new StoreConflictException("A decision is held under another key already.");
    }

    private static void ReplaceProfile(SqliteSession session, ChangedProfile changed, byte[] body)
    {
        var written = changed.Before == 0
            ? session.Execute("INSERT INTO profiles VALUES (@p0, @p1, @p2) ON CONFLICT DO NOTHING", changed.After.Code, changed.After.Revision, body)
            : session.Execute(
                "UPDATE profiles SET revision = @p2, body = @p3 WHERE code = @p0 AND revision = @p1",
                changed.After.Code, changed.Before, changed.After.Revision, body);
        if (written != 1)
            throw new StoreConflictException($"A profile has left revision {changed.Before.ToString(CultureInfo.InvariantCulture)}.");
    }

    private static Dictionary<RecordKey, RecordHistory> Histories(SqliteSession session, IReadOnlyCollection<RecordKey> keys) =>
        keys.GroupBy(key => key.City, key => key.SourceId).SelectMany(city => session.Query(
                "SELECT version, source_order, hash, subject, change, source_id FROM versions WHERE city = @p0 AND source_id IN (SELECT value FROM json_each(@p1)) ORDER BY source_id, version",
                row => (Key: new RecordKey(city.Key, row.GetString(5)), Version: Version(row)),
                city.Key, JsonSerializer.Serialize(city)))
            .GroupBy(row => row.Key, row => row.Version).ToDictionary(versions => versions.Key, versions => new RecordHistory([.. versions]));

    /// <summary>Of the first five columns.</summary>
    private static HeldVersion Version(SqliteDataReader row) =>
        new(row.GetInt32(0), row.GetInt64(1), (byte[])row.GetValue(2), row.GetString(3), RecordWords.HeldChange(row.GetString(4)) ?? throw new InvalidDataException($"There is no change {row.GetString(4)}."));

    private static Dictionary<string, RecordKey> Identities(SqliteSession session, IReadOnlyCollection<byte[]> identities) =>
        session.Query(
                "SELECT hex(identity), city, source_id FROM identities WHERE identity IN (SELECT unhex(value) FROM json_each(@p0))",
                row => (Identity: row.GetString(0), Key: new RecordKey(row.GetString(1), row.GetString(2))),
                JsonSerializer.Serialize(identities.Select(Convert.ToHexString)))
            .ToDictionary(row => row.Identity, row => row.Key);

    private static Dictionary<string, SubjectProfile> Profiles(SqliteSession session, IReadOnlyCollection<string> subjects) =>
        session.Query("SELECT code, body FROM profiles WHERE code IN (SELECT value FROM json_each(@p0))", row => (Code: row.GetString(0), Body: row.Bytes(1)), JsonSerializer.Serialize(subjects))
            .ToDictionary(row => row.Code, row => ProfileJson.Read(row.Body));

    private static SubjectProfile? Profile(SqliteSession session, string code) =>
        session.Scalar<byte[]>("SELECT body FROM profiles WHERE code = @p0", code) is { } body ? ProfileJson.Read(body) : null;
}
