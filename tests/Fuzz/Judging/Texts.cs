using System.Text.Json;
using CreditShare.Domain.Deciding;

namespace CreditShare.Fuzz.Judging;

/// <summary>Every text of an outcome that would reach a disk, a log or an answer.</summary>
internal static class Texts
{
    public static IEnumerable<string> Of(Outcome outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            foreach (var text in (string?[])[refusal.Pointer, refusal.Found, refusal.Expected, refusal.Zh, refusal.En, refusal.Message])
                yield return text ?? "";
        }
        foreach (var title in outcome.IgnoredColumns)
            yield return title;
        foreach (var text in outcome.Source is { } source ? Strings(JsonSerializer.SerializeToElement(source)) : [])
            yield return text;
        foreach (var record in outcome.Records)
        {
            foreach (var text in Of(record))
                yield return text;
        }
    }

    public static IEnumerable<string> Of(ReadRecord record)
    {
        var made = record.Record;
        if (made.Content.Length > 0)
        {
            using var content = JsonDocument.Parse(made.Content);
            foreach (var text in Strings(content.RootElement.Clone()))
                yield return text;
        }
        foreach (var reason in made.Faults is { } faults ? DecisionJson.ReadReasons(faults) : [])
        {
            foreach (var text in (string?[])[reason.Field, reason.Found, reason.Zh, reason.En, reason.RightZh, reason.RightEn])
                yield return text ?? "";
        }
        foreach (var cell in record.Row.Kept?.Cells ?? [])
            yield return cell ?? "";
        foreach (var change in record.Changes)
        {
            yield return change.Found;
            yield return change.ReadAs ?? "";
        }
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Strings(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Number => [element.GetRawText()],
        _ => [],
    };
}
