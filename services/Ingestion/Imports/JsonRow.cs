using System.Text;
using System.Text.Json;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;

namespace CreditShare.Ingestion.Imports;

/// <summary>Makes cells of one JSON object. Members nest one level (<c>subject.code</c>); values are texts, numbers, true or false, and lists of texts.</summary>
internal static class JsonRow
{
    private static readonly RecordField[] Fields = Enum.GetValues<RecordField>();

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 8 };

    public static ReadRow Read(int line, ReadOnlySpan<byte> json)
    {
        var cells = new RecordCells { AmountUnit = MoneyAmount.Yuan };
        var faults = new List<Reason>();
        try
        {
            var reader = new Utf8JsonReader(json, Strict);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return Unreadable(line, DecidingReasons.Unreadable("不是 JSON 对象。", "it is not a JSON object."));
            ReadObject(ref reader, "", cells, faults);
            if (reader.Read())
                return Unreadable(line, DecidingReasons.Unreadable("对象之后还有内容。", "something follows the object."));
            return new(line, cells, faults) { Kept = new(line, []) { Fields = Kept(cells) } };
        }
        catch (JsonException fault)
        {
            var place = (fault.BytePositionInLine ?? 0) + 1;
            return Unreadable(line, DecidingReasons.Unreadable($"第 {place} 个字节处不是有效的 JSON。", $"not valid JSON at byte {place}."));
        }
        catch (InvalidOperationException)
        {
            // What the reader throws for a text that is no Unicode: half a surrogate pair, or bytes that are not UTF-8.
            return Unreadable(line, DecidingReasons.Unreadable("含有无效的字符编码，应为 UTF-8。", "a text is not valid Unicode; send UTF-8."));
        }
    }

    /// <summary>Of what cannot be read nothing is kept but where it stood.</summary>
    public static ReadRow Unreadable(int line, Reason reason) => new(line, null, [reason]) { Kept = new(line, []) { Fields = new Dictionary<string, string>() } };

    /// <summary>As with a table's cells, none with an identity number.</summary>
    private static Dictionary<string, string> Kept(RecordCells cells) => Fields
        .Where(field => !string.IsNullOrWhiteSpace(cells[field]) && !PersonalData.ContainsIdentityNumber(cells[field]!))
        .ToDictionary(field => field.Path(), field => cells[field]!, StringComparer.Ordinal);

    private static void ReadObject(ref Utf8JsonReader reader, string prefix, RecordCells cells, List<Reason> faults)
    {
        var seen = new HashSet<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = prefix.Length == 0 ? reader.GetString()! : $"{prefix}.{reader.GetString()}";
            reader.Read();
            if (PersonalFields.IsJsonName(name))
                reader.Skip();
            else if (!seen.Add(name))
            {
                reader.Skip();
                faults.Add(DecidingReasons.RepeatedField(name));
            }
            else if (reader.TokenType == JsonTokenType.StartObject && prefix.Length == 0 && IsSection(name))
                ReadObject(ref reader, name, cells, faults);
            else if (RecordFields.TryFind(name, out var field))
                cells[field] = ReadValue(ref reader, name, faults);
            else
            {
                reader.Skip();
                faults.Add(DecidingReasons.UnknownField(name, Nearest(name)));
            }
        }
    }

    private static string? ReadValue(ref Utf8JsonReader reader, string name, List<Reason> faults)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return Encoding.ASCII.GetString(reader.ValueSpan);
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.StartArray:
                return ReadTexts(ref reader, name, faults);
            default:
                reader.Skip();
                faults.Add(DecidingReasons.WrongType(name, "文本、数字或文本列表。", "A text, a number or a list of texts."));
                return null;
        }
    }

    private static string? ReadTexts(ref Utf8JsonReader reader, string name, List<Reason> faults)
    {
        var texts = new List<string>();
        var wrong = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
                texts.Add(reader.GetString()!);
            else
            {
                wrong = true;
                reader.Skip();
            }
        }
        if (wrong)
            faults.Add(DecidingReasons.WrongType(name, "列表中只能是文本。", "The list may hold texts only."));
        return texts.Count == 0 ? null : string.Join(';', texts);
    }

    private static bool IsSection(string name) => name is "subject" or "identifiers" or "authority" or "source" or "penalty" or "licence" or "honour" or "dishonesty"
        or "repair" or "withdrawal" or "dispute" or "resolution";

    /// <summary>The field that a mistyped name most likely means: the same letters in another case, or one letter more, fewer or other.</summary>
    private static string? Nearest(string name) =>
        name.Length > 60 ? null : RecordFields.Paths.FirstOrDefault(path => Distance(path, name) <= 2);

    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost));
            }
        }
        return row[^1];
    }
}
