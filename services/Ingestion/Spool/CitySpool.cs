using System.Diagnostics;
using System.Text.Json;
using CreditShare.Contracts;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Deciding;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Witnessing;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Sqlite;

namespace CreditShare.Ingestion.Spool;

/// <summary>
/// A city's spool: what was taken and what became of it, on the disk of this machine. Every write is durable when its task ends; writes that
/// wait together share one fsync. Safe for concurrent callers.
/// </summary>
public sealed class CitySpool : IAsyncDisposable
{
    private const int ChunksInRemoval = 50;
    private const int NamesInRemoval = 5000;

    private readonly SqliteDatabase database;
    private readonly TimeProvider time;
    private readonly WorkingDays calendar;
    private readonly CatalogueEditions catalogue;
    private long lastStamp;

    // The clock by which chunks are sent and missed, in milliseconds since 1970: it begins behind all that was sent before and goes on by the time that passes, so setting the machine's clock makes no sent chunk an unsent one.
    private readonly long sendingFrom;
    private readonly long sendingBegin;

    // By that clock, of what happened since this process started: when the last decision came, when the chunk was sent that was sent last of those decided, and when one was sent last that had been sent before. Written by the writing thread.
    private long lastDecidedAt;
    private long passedSentAt;
    private long lastSentAgainAt;

    /// <param name="city">Its code.</param>
    /// <param name="folder">On a local disk.</param>
    /// <param name="time">Of stamps and receipts.</param>
    /// <param name="calendar">China's working days, by which times of pushing and of objections are counted; null for Monday to Friday.</param>
    /// <param name="catalogue">Says how long content may be kept; null for the usual years.</param>
    public CitySpool(string city, string folder, TimeProvider time, WorkingDays? calendar = null, CatalogueEditions? catalogue = null)
    {
        City = city;
        this.time = time;
        this.calendar = calendar ?? new WorkingDays([]);
        this.catalogue = catalogue ?? new CatalogueEditions([]);
        // Always, not where something is deleted: a page that was split leaves copies of rows behind.
        database = new SqliteDatabase(new SqliteOptions { File = Path.Combine(folder, $"spool-{city}.db"), SecureDelete = true }, SpoolSchema.Scripts);
        lastStamp = database.Read(session => session.Scalar<long>("SELECT stamp FROM stamped"));
        sendingFrom = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), 1 + database.Read(session => session.Scalar<long>("SELECT coalesce(max(sent_at), 0) FROM chunks WHERE decided_at IS NULL")));
        sendingBegin = time.GetTimestamp();
        Holdings = new SpooledHoldings(database);
        Comparisons = new SpooledComparisons(database);
        Objections = new SpooledObjections(database, time, this.calendar, this.catalogue);
        BatchList = new SpooledBatchList(database);
        Months = new SpooledMonths(database);
    }

    public string City { get; }

    /// <summary>What the registry must hold of the city.</summary>
    internal SpooledHoldings Holdings { get; }

    /// <summary>Comparisons of that with what it does hold.</summary>
    internal SpooledComparisons Comparisons { get; }

    /// <summary>Objections to the city's records.</summary>
    internal SpooledObjections Objections { get; }

    /// <summary>Batches as lists show them.</summary>
    internal SpooledBatchList BatchList { get; }

    /// <summary>What became of the city's records, by month.</summary>
    internal SpooledMonths Months { get; }

    /// <summary>
    /// The order of a record that brings no version number of its own: microseconds since 1970, always higher than the one before, and after a restart than that of any record that was kept, whatever became of the clock.
    /// </summary>
    public long NextStamp()
    {
        while (true)
        {
            var last = Interlocked.Read(ref lastStamp);
            var next = Math.Max(last + 1, (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
            if (Interlocked.CompareExchange(ref lastStamp, next, last) == last)
                return next;
        }
    }

    /// <summary>Removes what an interrupted push left behind: it was never answered, so nothing was promised.</summary>
    public Task RemoveUnfinishedAsync(CancellationToken ct) =>
        database.WriteAsync(session => session.Execute("DELETE FROM batches WHERE complete_at IS NULL"), ct);

    public Task BeginAsync(string batch, string account, string format, string? fileName, DateTimeOffset receivedAt, CancellationToken ct)
    {
        // The writing thread knows nothing of the push.
        var trace = Activity.Current?.Id;
        return database.WriteAsync(
            session => session.Execute(
                "INSERT INTO batches (id, account, format, received_at, trace, file_name) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)",
                batch, account, format, receivedAt.ToUnixTimeMilliseconds(), trace, fileName),
            ct);
    }

    /// <summary>The lists may be used again as soon as there is a task.</summary>
    internal Task AddChunkAsync(string batch, int chunk, IReadOnlyList<SubmittedRecord> records, ChunkExtras extras, CancellationToken ct)
    {
        var (count, body) = (records.Count, ChunkBody.Write(records));
        var rows = extras.Rows.Count == 0 ? null : PackedJson.Write(extras.Rows);
        var changes = extras.Changes.Count == 0 ? null : PackedJson.Write(extras.Changes);
        var rules = BatchTallies.OfRules(extras.Changes);
        var stamp = Interlocked.Read(ref lastStamp);
        return database.WriteAsync(session =>
        {
            session.Execute("UPDATE stamped SET stamp = @p0 WHERE stamp < @p0", stamp);
            session.Execute("INSERT INTO chunks (batch, chunk, count, body) VALUES (@p0, @p1, @p2, @p3)", batch, chunk, count, body);
            if (rows is not null || changes is not null)
                session.Execute("INSERT INTO kept VALUES (@p0, @p1, @p2, @p3)", batch, chunk, rows, changes);
            BatchTallies.Add(session, batch, BatchTallies.Rule, rules);
        }, ct);
    }

    /// <summary>
    /// Ends a push: from here its chunks may be sent. If the account used the idempotency key before, this push is removed and the earlier one returned.
    /// </summary>
    /// <returns>The batch that the key stands for, and whether its body was the same.</returns>
    internal Task<(string Batch, bool SameBody)> CompleteAsync(
        string batch, string account, string? idempotencyKey, byte[] bodyHash, IReadOnlyList<string> ignoredColumns, TableSource? source, CancellationToken ct) =>
        database.WriteAsync(session =>
        {
            if (Earlier(session, account, idempotencyKey) is { } earlier)
            {
                session.Execute("DELETE FROM batches WHERE id = @p0", batch);
                return (earlier.Batch, earlier.Hash.AsSpan().SequenceEqual(bodyHash));
            }
            session.Execute(
                "UPDATE batches SET complete_at = @p1, idempotency_key = @p2, body_hash = @p3, ignored_columns = @p4, source = @p5, " +
                "records = (SELECT coalesce(sum(count), 0) FROM chunks WHERE batch = id), chunks = (SELECT count(*) FROM chunks WHERE batch = id) WHERE id = @p0",
                batch, time.GetUtcNow().ToUnixTimeMilliseconds(), idempotencyKey, bodyHash, JsonSerializer.Serialize(ignoredColumns),
                source is null ? null : JsonSerializer.Serialize(source));
            return (batch, true);
        }, ct);

    public Task RemoveAsync(string batch, CancellationToken ct) =>
        database.WriteAsync(session => session.Execute("DELETE FROM batches WHERE id = @p0 AND complete_at IS NULL", batch), ct);

    /// <summary>The batch and body hash that an account's idempotency key stands for; null if it is new.</summary>
    public (string Batch, byte[] Hash)? FindByKey(string account, string? idempotencyKey) => database.Read(session => Earlier(session, account, idempotencyKey));

    public SpooledBatch? Find(string batch) => database.Read(session => session.Query(
        "SELECT b.id, b.account, b.format, b.received_at, b.records, " +
        "coalesce(sum(c.count) FILTER (WHERE c.sent_at IS NOT NULL), 0), coalesce(sum(c.count) FILTER (WHERE c.decided_at IS NOT NULL), 0), " +
        "coalesce(sum(c.accepted), 0), coalesce(sum(c.repeated), 0), coalesce(sum(c.duplicate), 0), coalesce(sum(c.rejected), 0), b.ignored_columns, b.source, b.rows_gone_at, b.file_name " +
        "FROM batches b LEFT JOIN chunks c ON c.batch = b.id WHERE b.id = @p0 AND b.complete_at IS NOT NULL GROUP BY b.id",
        row => new SpooledBatch(
            row.GetString(0), row.GetString(1), row.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), row.GetInt32(4),
            row.GetInt32(5), row.GetInt32(6), new(row.GetInt32(7), row.GetInt32(8), row.GetInt32(9), row.GetInt32(10)),
            JsonSerializer.Deserialize<List<string>>(row.GetString(11)) ?? [])
        {
            Source = row.IsDBNull(12) ? null : JsonSerializer.Deserialize<TableSource>(row.GetString(12)),
            RowsGone = !row.IsDBNull(13),
            FileName = row.IsDBNull(14) ? null : row.GetString(14),
        },
        batch).FirstOrDefault() is { } found
        ? found with { Reasons = BatchTallies.Read(session, batch, BatchTallies.Reason), Rules = BatchTallies.Read(session, batch, BatchTallies.Rule) }
        : null);

    /// <summary>Decisions of one chunk, as the registry sent them; null while undecided or if there is no such chunk.</summary>
    public IReadOnlyList<Decision>? Decisions(string batch, int chunk) => database.Read(session =>
        session.Scalar<byte[]>("SELECT decisions FROM chunks WHERE batch = @p0 AND chunk = @p1", batch, chunk)) is { } bytes
        ? DecisionJson.Read(bytes)
        : null;

    /// <summary>What is kept of a chunk for its bureau; nothing of what is gone, or if there is no such chunk.</summary>
    internal ChunkExtras Extras(string batch, int chunk)
    {
        var (rows, changes) = database.Read(session => session.Query<(byte[]?, byte[]?)>(
            "SELECT rows, changes FROM kept WHERE batch = @p0 AND chunk = @p1",
            row => (row.IsDBNull(0) ? null : (byte[])row.GetValue(0), row.IsDBNull(1) ? null : (byte[])row.GetValue(1)), batch, chunk).FirstOrDefault());
        return new(rows is null ? [] : PackedJson.Read<List<KeptRow>>(rows), changes is null ? [] : PackedJson.Read<List<RecordChanges>>(changes));
    }

    /// <summary>Records of the batch before a chunk's first one.</summary>
    internal int RecordsBefore(string batch, int chunk) =>
        database.Read(session => (int)session.Scalar<long>("SELECT coalesce(sum(count), 0) FROM chunks WHERE batch = @p0 AND chunk < @p1", batch, chunk));

    /// <summary>The lines on which a chunk's records stand, decided or not.</summary>
    internal IReadOnlyList<int> Lines(string batch, int chunk)
    {
        var (body, decisions) = database.Read(session => session.Query<(byte[]?, byte[]?)>(
            "SELECT body, decisions FROM chunks WHERE batch = @p0 AND chunk = @p1",
            row => (row.IsDBNull(0) ? null : (byte[])row.GetValue(0), row.IsDBNull(1) ? null : (byte[])row.GetValue(1)), batch, chunk).FirstOrDefault());
        return decisions is not null ? [.. DecisionJson.Read(decisions).Select(decision => decision.Line)]
            : body is not null ? [.. ChunkBody.Read(body).Select(record => record.Line)]
            : [];
    }

    /// <summary>
    /// Deletes the kept rows and changes of batches that came before an instant; decisions and counts stay. A few chunks a write, so that pushes do not wait; interrupted, the next call goes on.
    /// </summary>
    /// <returns>Batches whose rows went.</returns>
    internal async Task<int> RemoveRowsAsync(DateTimeOffset receivedBefore, CancellationToken ct)
    {
        var batches = database.Read(session => session.Query(
            "SELECT id, chunks FROM batches WHERE complete_at IS NOT NULL AND rows_gone_at IS NULL AND received_at < @p0 ORDER BY received_at",
            row => (Id: row.GetString(0), Chunks: row.GetInt32(1)), receivedBefore.ToUnixTimeMilliseconds()));
        foreach (var (batch, chunks) in batches)
        {
            for (var chunk = 0; chunk < chunks; chunk += ChunksInRemoval)
            {
                var (from, to) = (chunk, chunk + ChunksInRemoval);
                await database.WriteAsync(session => session.Execute("DELETE FROM kept WHERE batch = @p0 AND chunk >= @p1 AND chunk < @p2", batch, from, to), ct);
            }
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            await database.WriteAsync(session =>
            {
                session.Execute("UPDATE batches SET rows_gone_at = @p1 WHERE id = @p0", batch, now);
                UnmendedRecords.Forget(session, batch);
            }, ct);
        }
        return batches.Count;
    }

    /// <summary>Deletes what is kept of records and objections beyond the time for which the law allows to keep their content. A few records a write; interrupted, the next call goes on.</summary>
    internal async Task RemoveExpiredAsync(CancellationToken ct)
    {
        var today = ChinaCalendar.Today(time.GetUtcNow());
        await database.WriteAsync(session => SpooledObjections.RemoveExpired(session, today), ct);
        await database.WriteAsync(UnmendedRecords.ForgetGone, ct);
        while (await database.WriteAsync(session => RecordNames.RemoveExpired(session, today, NamesInRemoval), ct) == NamesInRemoval)
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    public int Chunks(string batch) => database.Read(session => (int)session.Scalar<long>("SELECT chunks FROM batches WHERE id = @p0", batch));

    /// <summary>
    /// Chunks of finished batches to be sent now: in order those that were not sent yet, as many as there is room for; behind them those that seem lost, the longest sent first. The registry takes a city's chunks in the order
    /// in which they were sent: while some are decided and none that was sent later, a chunk lies in the queue still, however long; once one was that was sent later, it was lost or set aside, and takes no place.
    /// </summary>
    /// <param name="started">What was sent before, by <see cref="SendingTime"/>, may have died with the broker or the registry's memory: it counts as not sent.</param>
    /// <param name="resendAfter">For how long a chunk that was sent takes a place, and may not be sent again.</param>
    /// <param name="mostInFlight">
    /// Chunks on their way. Lost ones fill half of that at most: one that is set aside each time must not keep out those that can be decided. However many wait to be sent, one place is for a lost one, once what was sent
    /// again before it has been passed.
    /// </param>
    internal IReadOnlyList<WaitingChunk> ToSend(DateTimeOffset started, TimeSpan resendAfter, int mostInFlight)
    {
        var from = started.ToUnixTimeMilliseconds();
        var lostBefore = (SendingTime() - resendAfter).ToUnixTimeMilliseconds();
        var (passed, decidedAt, sentAgain) = (Volatile.Read(ref passedSentAt), Volatile.Read(ref lastDecidedAt), Volatile.Read(ref lastSentAgainAt));
        return database.Read(session =>
        {
            var inFlight = (int)session.Scalar<long>("SELECT count(*) FROM chunks WHERE decided_at IS NULL AND sent_at >= @p0", Math.Max(Math.Max(from, lostBefore), passed));
            var room = Math.Max(0, mostInFlight - inFlight);
            // A queue that moves will come to what it has not passed.
            var lost = Waiting(
                session, "c.sent_at >= @p0 AND c.sent_at < @p1 ORDER BY c.sent_at, c.seq LIMIT @p2",
                from, decidedAt < lostBefore ? lostBefore : Math.Min(lostBefore, passed), Math.Min(room, (mostInFlight + 1) / 2));
            var kept = lost.Count > 0 && (sentAgain < passed || sentAgain < lostBefore) ? 1 : 0;
            var unsent = Waiting(session, "(c.sent_at IS NULL OR c.sent_at < @p0) ORDER BY c.seq LIMIT @p1", from, room - kept);
            return (IReadOnlyList<WaitingChunk>)[.. unsent, .. lost.Take(Math.Max(kept, (mostInFlight + 1) / 2 - inFlight - unsent.Count))];
        });
    }

    /// <summary>Records with a receipt and without a decision, and when the oldest batch was taken of which something is not sent; null if all is.</summary>
    internal (long Undecided, DateTimeOffset? OldestUnsent) Waiting() => database.Read(session => (
        session.Scalar<long>("SELECT coalesce(sum(c.count), 0) FROM chunks c JOIN batches b ON b.id = c.batch WHERE c.decided_at IS NULL AND b.complete_at IS NOT NULL"),
        session.Scalar<long?>(
            "SELECT min(b.received_at) FROM chunks c JOIN batches b ON b.id = c.batch WHERE c.decided_at IS NULL AND c.sent_at IS NULL AND b.complete_at IS NOT NULL")
            is { } oldest ? DateTimeOffset.FromUnixTimeMilliseconds(oldest) : (DateTimeOffset?)null));

    /// <summary>Writes to the disk and reads back.</summary>
    /// <returns>Whether what was read is what was written.</returns>
    internal async Task<bool> ProbeAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await database.WriteAsync(session => session.Execute("UPDATE probe SET at = max(at, @p0)", now), ct);
        return database.Read(session => session.Scalar<long>("SELECT at FROM probe")) >= now;
    }

    /// <summary>The instant, by the clock of sending: later than when anything was sent before this process began, and never set back.</summary>
    internal DateTimeOffset SendingTime() => DateTimeOffset.FromUnixTimeMilliseconds(sendingFrom + (long)time.GetElapsedTime(sendingBegin).TotalMilliseconds);

    internal Task MarkSentAsync(IReadOnlyList<long> seqs, CancellationToken ct)
    {
        var now = SendingTime().ToUnixTimeMilliseconds();
        return database.WriteAsync(session =>
        {
            foreach (var seq in seqs)
            {
                if (session.Execute("UPDATE chunks SET sent_at = @p1 WHERE seq = @p0 AND sent_at IS NULL", seq, now) == 1)
                    continue;
                session.Execute("UPDATE chunks SET sent_at = @p1 WHERE seq = @p0", seq, now);
                Volatile.Write(ref lastSentAgainAt, now);
            }
        }, ct);
    }

    /// <summary>Keeps a chunk's decisions, and in the same step what must be held by them. The first ones stay: the registry always gives the same.</summary>
    public Task DecidedAsync(string batch, int chunk, DateTimeOffset decidedAt, byte[] decisions, CancellationToken ct)
    {
        var decided = DecisionJson.Read(decisions);
        var counts = decided.CountBy(decision => decision.Outcome).ToDictionary();
        var (outcomes, reasons) = (BatchTallies.OfOutcomes(decided), BatchTallies.OfReasons(decided));
        var (now, clock) = (time.GetUtcNow(), SendingTime().ToUnixTimeMilliseconds());
        // A chunk's body stays the same until it is decided; the writing thread has better to do than to read it.
        var (seq, body, receivedAt, file, sentAt) = database.Read(session => session.Query<(long, byte[]?, long, string?, long)>(
            "SELECT c.seq, c.body, b.received_at, b.file_name, coalesce(c.sent_at, 0) FROM chunks c JOIN batches b ON b.id = c.batch WHERE c.batch = @p0 AND c.chunk = @p1",
            row => (row.GetInt64(0), row.IsDBNull(1) ? null : (byte[])row.GetValue(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetInt64(4)), batch, chunk).FirstOrDefault());
        IReadOnlyList<SubmittedRecord> records = body is null ? [] : ChunkBody.Read(body);
        var notes = SentNotes.Of(records, decided);
        var rows = RowTrace.Of(records, decided, database.Read(UnmendedRecords.HasRows));
        var tally = SpooledMonths.TallyOf(decided, notes, DateTimeOffset.FromUnixTimeMilliseconds(receivedAt), decidedAt, calendar);
        return database.WriteAsync(session =>
        {
            // Also one that came before says that the queue moves.
            Volatile.Write(ref lastDecidedAt, clock);
            Volatile.Write(ref passedSentAt, Math.Max(passedSentAt, sentAt));
            var isFirst = session.Execute(
                "UPDATE chunks SET decided_at = @p2, decisions = @p3, accepted = @p4, repeated = @p5, duplicate = @p6, rejected = @p7, " +
                "sent_at = coalesce(sent_at, @p8), body = NULL WHERE batch = @p0 AND chunk = @p1 AND decided_at IS NULL",
                batch, chunk, decidedAt.ToUnixTimeMilliseconds(), decisions,
                counts.GetValueOrDefault(Outcome.Accepted), counts.GetValueOrDefault(Outcome.Repeated),
                counts.GetValueOrDefault(Outcome.Duplicate), counts.GetValueOrDefault(Outcome.Rejected), clock) == 1;
            // Decisions that come a second time count no more.
            if (!isFirst)
                return;
            BatchTallies.Add(session, batch, BatchTallies.Outcome, outcomes);
            BatchTallies.Add(session, batch, BatchTallies.Reason, reasons);
            UnmendedRecords.Note(session, batch, file, rows);
            var noted = SpooledHoldings.Note(session, notes, seq);
            RecordNames.Note(session, noted, catalogue);
            Objections.Take(session, noted, decidedAt, now);
            SpooledMonths.Count(session, decidedAt, tally);
        }, ct);
    }

    internal Task AddRefusalAsync(byte[] body, CancellationToken ct) =>
        database.WriteAsync(session => session.Execute("INSERT INTO refusals (body) VALUES (@p0)", body), ct);

    internal IReadOnlyList<(long Seq, byte[] Body)> Refusals(int most) => database.Read(session =>
        session.Query("SELECT seq, body FROM refusals ORDER BY seq LIMIT @p0", row => (row.GetInt64(0), (byte[])row.GetValue(1)), most));

    internal Task RemoveRefusalsAsync(long upTo, CancellationToken ct) =>
        database.WriteAsync(session => session.Execute("DELETE FROM refusals WHERE seq <= @p0", upTo), ct);

    /// <summary>What this city cosigned last, as a witness of a log; null if nothing.</summary>
    internal CosignedCheckpoint? Cosigned(string origin) => database.Read(session => Cosigned(session, origin));

    /// <summary>Answers upon what was cosigned last, and keeps what is cosigned now: one step, so that two requests at once cannot take it back.</summary>
    internal Task<WitnessAnswer> CosignAsync(string origin, Func<CosignedCheckpoint?, WitnessAnswer> answer, CancellationToken ct) =>
        database.WriteAsync(session =>
        {
            var answered = answer(Cosigned(session, origin));
            if (answered.Cosigned is { } cosigned)
            {
                session.Execute(
                    "INSERT INTO cosigned VALUES (@p0, @p1, @p2, @p3, @p4) ON CONFLICT DO UPDATE SET size = excluded.size, root = excluded.root, note = excluded.note, at = excluded.at",
                    origin, cosigned.Checkpoint.Size, cosigned.Checkpoint.Root.ToArray(), cosigned.Note, cosigned.At.ToUnixTimeSeconds());
            }
            return answered;
        }, ct);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static List<WaitingChunk> Waiting(SqliteSession session, string which, params ReadOnlySpan<object?> values) => session.Query(
        $"SELECT c.seq, c.batch, c.chunk, b.account, b.received_at, b.trace, c.body FROM chunks c JOIN batches b ON b.id = c.batch WHERE c.decided_at IS NULL AND b.complete_at IS NOT NULL AND {which}",
        row => new WaitingChunk(
            row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetString(3), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            row.IsDBNull(5) ? null : row.GetString(5), (byte[])row.GetValue(6)),
        values);

    private static CosignedCheckpoint? Cosigned(SqliteSession session, string origin) => session.Query(
        "SELECT size, root, note, at FROM cosigned WHERE origin = @p0",
        row => new CosignedCheckpoint(
            new Checkpoint(origin, row.GetInt64(0), MerkleHash.FromBytes((byte[])row.GetValue(1))), (byte[])row.GetValue(2), DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(3))),
        origin).FirstOrDefault();

    private static (string Batch, byte[] Hash)? Earlier(SqliteSession session, string account, string? key) =>
        key is null ? null : session.Query<(string, byte[])?>(
            "SELECT id, body_hash FROM batches WHERE account = @p0 AND idempotency_key = @p1 AND complete_at IS NOT NULL",
            row => (row.GetString(0), (byte[])row.GetValue(1)), account, key).FirstOrDefault();
}
