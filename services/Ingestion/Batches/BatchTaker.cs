using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using CreditShare.Contracts;
using CreditShare.Domain.Normalising;
using CreditShare.Ingestion.Imports;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Spool;
using Microsoft.Extensions.Options;

namespace CreditShare.Ingestion.Batches;

/// <summary>What became of a push.</summary>
/// <param name="Batch">The batch that answers it.</param>
/// <param name="Repeated">True if the idempotency key and body had come before.</param>
internal readonly record struct Taken(string Batch, bool Repeated);

/// <summary>Takes a body into the spool, chunk by chunk, and promises nothing before all of it is on the disk. Memory holds two chunks: the next is read while one is written.</summary>
internal sealed class BatchTaker(IOptions<IngestionOptions> options, IngestionMetrics metrics, TimeProvider time)
{
    /// <summary>Characters kept of one chunk's rows: a row may hold more than a record of it does.</summary>
    private const int MostKept = 8 * 1024 * 1024;

    /// <exception cref="UnreadableBodyException">The body cannot be read as a whole; nothing of it is kept.</exception>
    /// <exception cref="IdempotencyConflictException">The key was used for another body.</exception>
    public async Task<Taken> TakeAsync(CityNode node, string account, PushedBody pushed, string? idempotencyKey, CancellationToken ct)
    {
        var (format, encoding, body, fileName) = pushed;
        using var sha = SHA256.Create();
        // A stream that cannot be written, as a part of a form, refuses to be flushed; the one around it does not ask it to.
        var buffered = new BufferedStream(body);
        await using var hashed = new CryptoStream(buffered, sha, CryptoStreamMode.Read, leaveOpen: true);
        if (node.Spool.FindByKey(account, idempotencyKey) is { } earlier)
        {
            await hashed.CopyToAsync(Stream.Null, ct);
            return Answer(earlier.Batch, earlier.Hash.AsSpan().SequenceEqual(HashOf(sha, format, encoding)), repeated: true);
        }
        var batch = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        await node.Spool.BeginAsync(batch, account, format.ToString().ToUpperInvariant(), fileName, time.GetUtcNow(), ct);
        try
        {
            var (ignored, source) = await SpoolAsync(node, batch, format, encoding, hashed, ct);
            await hashed.CopyToAsync(Stream.Null, ct);
            // From here the batch is promised: a restart finds it whole and sends it.
            var (answered, sameBody) = await node.Spool.CompleteAsync(batch, account, idempotencyKey, HashOf(sha, format, encoding), ignored, source, CancellationToken.None);
            node.Signal.Wake();
            if (answered == batch)
                metrics.Taken(node.City, format.ToString().ToLowerInvariant());
            return Answer(answered, sameBody, repeated: answered != batch);
        }
        catch
        {
            await node.Spool.RemoveAsync(batch, CancellationToken.None);
            throw;
        }
    }

    private static Taken Answer(string batch, bool sameBody, bool repeated) =>
        sameBody ? new(batch, repeated) : throw new IdempotencyConflictException(batch);

    /// <summary>Format and stated encoding count: the same bytes read as another one are another batch.</summary>
    private static byte[] HashOf(SHA256 sha, BatchFormat format, Encoding? stated) =>
        [.. sha.Hash!, (byte)format, .. stated is null ? [] : BitConverter.GetBytes((ushort)stated.CodePage)];

    private async Task<(IReadOnlyList<string> Ignored, TableSource? Source)> SpoolAsync(
        CityNode node, string batch, BatchFormat format, Encoding? encoding, Stream body, CancellationToken ct)
    {
        var table = new TableReader();
        var rows = format switch
        {
            BatchFormat.Json => JsonArrayReader.ReadAsync(body, ct),
            BatchFormat.Ndjson => NdjsonReader.ReadAsync(PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true)), ct),
            BatchFormat.Csv => table.ReadCsvAsync(body, encoding, ct),
            _ => table.ReadWorkbookAsync(body, options.Value.DataFolder, ct),
        };
        var records = new List<SubmittedRecord>(MessageLimits.RecordsPerMessage);
        var kept = new List<KeptRow>(MessageLimits.RecordsPerMessage);
        var changed = new List<RecordChanges>();
        int chunk = 0, total = 0, bytes = 0, keptCharacters = 0;
        var adding = Task.CompletedTask;
        await foreach (var row in rows)
        {
            var changes = new List<CellChange>();
            var record = RowConverter.Convert(row, node.Spool.NextStamp, changes);
            if (++total > options.Value.MostRecords)
                throw TooMany(options.Value.MostRecords);
            var size = record.Content.Length + (record.Faults?.Length ?? 0);
            // Each sheet counts its rows anew, and a chunk has its records in the order of their lines: a sheet begins a chunk.
            if (records.Count == MessageLimits.RecordsPerMessage || (records.Count > 0 && record.Line <= records[^1].Line) || bytes + size > MessageLimits.MessageBytes || keptCharacters > MostKept)
            {
                await adding;
                adding = node.Spool.AddChunkAsync(batch, chunk++, records, new(kept, changed), ct);
                records.Clear();
                kept.Clear();
                changed.Clear();
                (bytes, keptCharacters) = (0, 0);
            }
            kept.Add(row.Kept);
            keptCharacters += row.Kept.Cells.Sum(cell => cell?.Length ?? 0) + (row.Kept.Fields?.Values.Sum(value => value.Length) ?? 0);
            if (changes.Count > 0)
                changed.Add(new(records.Count, changes));
            records.Add(record);
            bytes += size;
        }
        await adding;
        if (records.Count > 0)
            await node.Spool.AddChunkAsync(batch, chunk, records, new(kept, changed), ct);
        if (total == 0)
            throw new UnreadableBodyException("empty-body", "", null, "at least one record", "没有任何记录。", "There is no record in the body.");
        return (table.IgnoredColumns, table.Source);
    }

    private static UnreadableBodyException TooMany(int most) => new(
        "too-many-records", "", null, $"{most} records at most",
        $"一批最多 {most} 条记录，请拆分后再送。", $"A batch holds {most} records at most; split it.");
}

/// <summary>An idempotency key came again with another body.</summary>
internal sealed class IdempotencyConflictException(string batch) : Exception($"The key stands for batch {batch}.")
{
    public string Batch { get; } = batch;
}
