using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using CreditShare.Contracts;
using CreditShare.Domain.Deciding;

namespace CreditShare.Ingestion.Imports;

/// <summary>Reads a JSON array of records, streaming: memory holds one record. A fault of the array itself leaves nothing to rely on and refuses the body.</summary>
internal static class JsonArrayReader
{
    /// <summary>Bytes. An element longer than a record can be is that record's fault; one longer than this means that the body is no array of records at all.</summary>
    public const int LongestElement = 1024 * 1024;

    /// <exception cref="UnreadableBodyException">The body is not a JSON array, or an element is longer than <see cref="LongestElement"/>.</exception>
    public static async IAsyncEnumerable<ReadRow> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var measured = new MeasuredStream(body);
        await using var elements = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(measured, JsonSerializerOptions.Web, ct).GetAsyncEnumerator(ct);
        while (true)
        {
            try
            {
                if (!await elements.MoveNextAsync())
                    yield break;
            }
            catch (JsonException fault)
            {
                throw Malformed((fault.LineNumber ?? 0) + 1, (fault.BytePositionInLine ?? 0) + 1, measured.Elements + 1);
            }
            measured.EndElement();
            yield return ReadElement(measured.Elements, JsonMarshal.GetRawUtf8Value(elements.Current));
        }
    }

    private static ReadRow ReadElement(int place, ReadOnlySpan<byte> json) =>
        json.Length > LongestElement ? throw TooLong(place)
        : json.Length > MessageLimits.RecordBytes ? JsonRow.Unreadable(place, DecidingReasons.Unreadable(
            $"本条 {json.Length} 字节，超过 {MessageLimits.RecordBytes} 字节。", $"it has {json.Length} bytes, more than {MessageLimits.RecordBytes}."))
        : JsonRow.Read(place, json);

    private static UnreadableBodyException Malformed(long line, long position, int place) => new(
        "json-malformed", $"line {line}, byte {position}", null, "a JSON array of records: [{…},{…}]",
        $"内容不是有效的 JSON 数组（第 {line} 行，第 {position} 字节，第 {place} 条记录附近）。",
        $"The body is not a valid JSON array (line {line}, byte {position}, near record {place}).");

    private static UnreadableBodyException TooLong(int place) => new(
        "record-too-long", $"record {place}", null, $"{LongestElement} bytes at most, one object a record",
        $"第 {place} 条记录超过 {LongestElement} 字节，不像是记录的数组。", $"Record {place} is longer than {LongestElement} bytes; this does not look like an array of records.");

    /// <summary>Ends the reading of an element that does not end: the serializer keeps all of an unfinished one in memory.</summary>
    private sealed class MeasuredStream(Stream body) : ForwardStream
    {
        // The serializer hands over every element it has whole before it reads on, so all of these belong to one unfinished element and the space before it.
        private long unfinished;

        /// <summary>How many have been read.</summary>
        public int Elements { get; private set; }

        public void EndElement()
        {
            Elements++;
            unfinished = 0;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (unfinished > LongestElement)
                throw TooLong(Elements + 1);
            var read = await body.ReadAsync(buffer, cancellationToken);
            unfinished += read;
            return read;
        }
    }
}
