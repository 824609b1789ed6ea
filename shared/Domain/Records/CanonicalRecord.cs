using System.Globalization;
using System.Text.Json;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Normalising;

namespace CreditShare.Domain.Records;

/// <summary>
/// Reads a record that claims to be in canonical form, and believes nothing of it: every rule for a cell is applied again, and what comes out must be the same bytes.
/// So it does not matter who wrote them, or with which program.
/// </summary>
public static class CanonicalRecord
{
    /// <param name="content">The bytes as they came.</param>
    /// <param name="known">What their sender found wrong; a record with faults lacks what could not be read.</param>
    /// <returns>The record, and every reason against its form; no record if nothing of the bytes may be kept.</returns>
    public static (CreditRecord? Record, IReadOnlyList<Reason> Reasons) Read(ReadOnlySpan<byte> content, IReadOnlyList<Reason> known)
    {
        // Nearly every record that nobody found wrong: what its cells say, written, are its bytes.
        if (known.Count == 0 && Whole(content) is { } whole)
            return (whole, known);
        CreditRecord record;
        try
        {
            record = RecordJson.Read(content);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return (null, [.. known, NotCanonical]);
        }
        if (!RecordJson.Write(record).AsSpan().SequenceEqual(content))
            return (null, [.. known, NotCanonical]);
        var reasons = new List<Reason>();
        RecordReader.Read(Cells(content), reasons);
        if (reasons.Count > 0)
            return (null, [.. known, .. reasons]);
        // A word that could not be read left its default behind; a whole record must come out the same, and this one did not.
        return known.Count == 0 ? (null, [NotCanonical]) : (record, known);
    }

    private static CreditRecord? Whole(ReadOnlySpan<byte> content)
    {
        try
        {
            var reasons = new List<Reason>();
            var record = RecordReader.Read(Cells(content), reasons);
            return reasons.Count == 0 && RecordJson.Write(record).AsSpan().SequenceEqual(content) ? record : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static Reason NotCanonical => DecidingReasons.Unreadable("不是规定的规范格式。", "it is not in canonical form.");

    /// <summary>The cells that the canonical form states; it is known to have no other members. Read again, they give the same record and no change.</summary>
    public static RecordCells Cells(ReadOnlySpan<byte> content)
    {
        var cells = new RecordCells { AmountUnit = MoneyAmount.Yuan };
        var reader = new Utf8JsonReader(content);
        using var document = JsonDocument.ParseValue(ref reader);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Object)
                Set(member.Name, member.Value);
            else
                foreach (var inner in member.Value.EnumerateObject())
                    Set($"{member.Name}.{inner.Name}", inner.Value);
        }
        return cells;

        void Set(string path, JsonElement value)
        {
            // The one member that has another name than the cell it is read from.
            if (RecordFields.TryFind(path == "licence.inForce" ? "licence.status" : path, out var field))
                cells[field] = Text(value);
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(';', value.EnumerateArray().Select(Text)),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetDecimal().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
