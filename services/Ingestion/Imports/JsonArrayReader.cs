using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using CreditShare.Contracts;
using CreditShare.Domain.Deciding;

namespace CreditShare.Ingestion.Imports;

/// <summary>Reads a JSON array of records, streaming: memory holds one record. A fault of the array itself leaves nothing to rely on and refuses the body.</summary>
internal static class JsonArrayReader
{
    /// <exception cref="UnreadableBodyException">The body is not a JSON array.</exception>
    public static async IAsyncEnumerable<ReadRow> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken ct)
    {
        var place = 0;
        await using var elements = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(body, JsonSerializerOptions.Web, ct).GetAsyncEnumerator(ct);
        while (true)
        {
            try
            {
                if (!await elements.MoveNextAsync())
                    yield break;
            }
            catch (JsonException fault)
            {
                throw new UnreadableBodyException(
                    "json-malformed", $"line {(fault.LineNumber ?? 0) + 1}, byte {(fault.BytePositionInLine ?? 0) + 1}", null, "a JSON array of records: [{…},{…}]",
                    $"内容不是有效的 JSON 数组（第 {(fault.LineNumber ?? 0) + 1} 行，第 {(fault.BytePositionInLine ?? 0) + 1} 字节，第 {place + 1} 条记录附近）。",
                    $"The body is not a valid JSON array (line {(fault.LineNumber ?? 0) + 1}, byte {(fault.BytePositionInLine ?? 0) + 1}, near record {place + 1}).");
            }
            place++;
            var json = JsonMarshal.GetRawUtf8Value(elements.Current).ToArray();
            yield return json.Length > MessageLimits.RecordBytes
                ? new(place, null, [DecidingReasons.Unreadable(
                    $"本条 {json.Length} 字节，超过 {MessageLimits.RecordBytes} 字节。", $"it has {json.Length} bytes, more than {MessageLimits.RecordBytes}.")])
                : JsonRow.Read(place, json);
        }
    }
}
