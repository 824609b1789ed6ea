using System.Buffers.Binary;
using CreditShare.Contracts;

namespace CreditShare.Ingestion.Spool;

/// <summary>A chunk's records in the spool: for each its line, order, content and faults, lengths in front.</summary>
internal static class ChunkBody
{
    private const int Header = 4 + 8 + 4 + 4;

    public static byte[] Write(IReadOnlyList<SubmittedRecord> records)
    {
        var body = new byte[records.Sum(record => Header + record.Content.Length + (record.Faults?.Length ?? 0))];
        var rest = body.AsSpan();
        foreach (var record in records)
        {
            var faults = record.Faults ?? [];
            BinaryPrimitives.WriteInt32BigEndian(rest, record.Line);
            BinaryPrimitives.WriteInt64BigEndian(rest[4..], record.Order);
            BinaryPrimitives.WriteInt32BigEndian(rest[12..], record.Content.Length);
            BinaryPrimitives.WriteInt32BigEndian(rest[16..], faults.Length);
            record.Content.CopyTo(rest[Header..]);
            faults.CopyTo(rest[(Header + record.Content.Length)..]);
            rest = rest[(Header + record.Content.Length + faults.Length)..];
        }
        return body;
    }

    public static List<SubmittedRecord> Read(ReadOnlySpan<byte> body)
    {
        var records = new List<SubmittedRecord>();
        while (body.Length > 0)
        {
            var content = BinaryPrimitives.ReadInt32BigEndian(body[12..]);
            var faults = BinaryPrimitives.ReadInt32BigEndian(body[16..]);
            records.Add(new SubmittedRecord
            {
                Line = BinaryPrimitives.ReadInt32BigEndian(body),
                Order = BinaryPrimitives.ReadInt64BigEndian(body[4..]),
                Content = body.Slice(Header, content).ToArray(),
                Faults = faults == 0 ? null : body.Slice(Header + content, faults).ToArray(),
            });
            body = body[(Header + content + faults)..];
        }
        return records;
    }
}
