using System.Globalization;
using System.Text.Json;
using CreditShare.Committee.Pages.Catalogue;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Pages.Showing;
using static CreditShare.Pages.Language.Texts;

namespace CreditShare.Committee.Pages.Log;

/// <summary>A field of the record that was decided, as an auditor reads it.</summary>
/// <param name="Name">Of the field.</param>
/// <param name="Value">What it says: words, days and amounts as the reader writes them.</param>
/// <param name="Code">The code that the value names; null of all else.</param>
/// <param name="IsQuoted">Whether the value is the bureau's own text, which is Chinese.</param>
internal sealed record StatedField(string Name, string Value, string? Code = null, bool IsQuoted = false)
{
    /// <param name="kind">Of the entry.</param>
    /// <param name="content">What the entry commits to.</param>
    /// <param name="names">Of catalogue items.</param>
    /// <returns>What the record states, in the order of its fields; null for an entry of another kind, and for content of a form that is not known here.</returns>
    public static IReadOnlyList<StatedField>? Of(string? kind, byte[] content, MemberNames names)
    {
        if (kind != EntryKind.RecordDecided)
            return null;
        try
        {
            var cells = CanonicalRecord.Cells(content);
            IReadOnlyList<StatedField> fields = [.. Enum.GetValues<RecordField>().Where(field => cells[field] is not null).Select(field => Of(field, cells[field]!, names))];
            return fields.Count > 0 ? fields : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static StatedField Of(RecordField field, string text, MemberNames names)
    {
        var name = T(field.Chinese(), field.English());
        return field switch
        {
            RecordField.Change => new(name, ChangeWords.Of(text)),
            RecordField.Kind => new(name, CatalogueNames.Word(text)),
            RecordField.Item => new(name, names.Item(text), text),
            RecordField.Severity => new(name, RecordWords.SeverityOf(text) is { } severity ? CatalogueNames.Of(severity) : text),
            RecordField.PenaltyKinds => new(name, CatalogueNames.Words(text.Split(';'))),
            RecordField.LicenceStatus => new(name, text == "true" ? T("有效", "in force") : T("无效", "not in force")),
            RecordField.DisputeStage => new(name, Word(RecordWords.Stages, text)),
            RecordField.ResolutionResult => new(name, Word(RecordWords.Results, text)),
            RecordField.Fine or RecordField.Confiscated => new(name, decimal.TryParse(text, CultureInfo.InvariantCulture, out var yuan) ? Shown.Yuan(yuan) : text),
            RecordField.HonourYear => new(name, text),
            RecordField.DecidedOn or RecordField.ValidFrom or RecordField.ValidUntil or RecordField.PublicUntil or RecordField.ListFiledOn
                or RecordField.RepairDutyMetOn or RecordField.RepairDecidedOn or RecordField.WithdrawalSetAsideOn or RecordField.DisputeReceivedOn or RecordField.ResolutionSettledOn
                => new(name, Shown.Iso(text)),
            _ => new(name, text, IsQuoted: true),
        };
    }

    /// <summary>A word whose code is English enough.</summary>
    private static string Word<TWord>(WordTable<TWord> words, string code) where TWord : struct, Enum => T(words.Find(code) is { } word ? words.ChineseOf(word) : code, code);
}
