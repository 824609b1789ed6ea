using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using CreditShare.Contracts;
using CreditShare.Domain.Deciding;

namespace CreditShare.Ingestion.Imports;

/// <summary>Reads one JSON object a line, streaming: memory holds one line. Empty lines are passed over but counted.</summary>
internal static class NdjsonReader
{
    /// <summary>A line longer than a record can be is that record's fault; one longer than this means that the body is no NDJSON at all.</summary>
    public const int LongestLine = 1024 * 1024;

    /// <exception cref="UnreadableBodyException">A line is longer than <see cref="LongestLine"/>.</exception>
    public static async IAsyncEnumerable<ReadRow> ReadAsync(PipeReader body, [EnumeratorCancellation] CancellationToken ct)
    {
        var line = 0;
        while (true)
        {
            var result = await body.ReadAsync(ct);
            var buffer = result.Buffer;
            while (TakeLine(ref buffer, result.IsCompleted, out var bytes))
            {
                line++;
                if (ReadLine(line, bytes) is { } row)
                    yield return row;
            }
            if (buffer.Length > LongestLine)
                throw TooLong(line + 1);
            body.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
                yield break;
        }
    }

    private static bool TakeLine(ref ReadOnlySequence<byte> buffer, bool last, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }
        line = buffer;
        if (!last || buffer.IsEmpty)
            return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    private static ReadRow? ReadLine(int line, ReadOnlySequence<byte> bytes)
    {
        if (bytes.Length > LongestLine)
            throw TooLong(line);
        if (bytes.Length > MessageLimits.RecordBytes)
            return JsonRow.Unreadable(line, DecidingReasons.Unreadable(
                $"本行 {bytes.Length} 字节，超过 {MessageLimits.RecordBytes} 字节。", $"it has {bytes.Length} bytes, more than {MessageLimits.RecordBytes}."));
        var span = bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray();
        if (line == 1 && (span.StartsWith("PK\x03\x04"u8) || span.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])))
            throw new UnreadableBodyException(
                "not-ndjson", "line 1", null, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet for a workbook",
                "这是工作簿（XLSX、XLS）或压缩文件，不是 NDJSON：请按 XLSX 类型发送。", "This is a workbook or a ZIP file, not NDJSON: send a workbook under its own content type.");
        if (line == 1 && span.StartsWith("\uFEFF"u8))
            span = span[3..];
        span = span.Trim(" \t\r"u8);
        return span.IsEmpty ? null : JsonRow.Read(line, span);
    }

    private static UnreadableBodyException TooLong(int line) => new(
        "line-too-long", $"line {line}", null, $"{LongestLine} bytes at most, one JSON object a line",
        $"第 {line} 行超过 {LongestLine} 字节，不像是每行一个对象的 NDJSON。", $"Line {line} is longer than {LongestLine} bytes; this does not look like NDJSON.");
}
