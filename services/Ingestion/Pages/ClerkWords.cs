using System.Globalization;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Answers;
using CreditShare.Pages.Language;
using CreditShare.Pages.Showing;

namespace CreditShare.Ingestion.Pages;

/// <summary>Outcomes and changes in a clerk's words, the same on every page.</summary>
internal static class ClerkWords
{
    private const string YuanMark = " 元";

    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Accepted => OutcomeWords.Accepted.Text,
        Outcome.Repeated => OutcomeWords.Repeated.Text,
        Outcome.Duplicate => OutcomeWords.Duplicate.Text,
        _ => OutcomeWords.Rejected.Text,
    };

    /// <summary>How it is shown beside its word.</summary>
    public static string Tone(Outcome outcome) => outcome switch
    {
        Outcome.Accepted => "good",
        Outcome.Repeated => "plain",
        Outcome.Duplicate => "warn",
        _ => "bad",
    };

    public static string Of(ChangeKind change) => ChangeWords.Of(RecordWords.Word(change));

    /// <summary>The unit in which a bare amount stands in its column, to be shown behind it; null of all else.</summary>
    /// <param name="error">What is wrong with it.</param>
    /// <param name="isTable">Whether it stands in a table; JSON counts in yuan.</param>
    public static string? UnitOf(ErrorRow error, bool isTable) =>
        isTable && error is { ReadAs: not null, Found: { } found } && RecordFields.TryFind(error.Field, out var field) && field is RecordField.Fine or RecordField.Confiscated && MoneyAmount.IsPlain(found)
            ? Texts.T(" 万元", " × 10,000 yuan (万元)") : null;

    /// <summary>What a cell was read as, with an amount as the reader writes it.</summary>
    public static string ReadAs(string text) =>
        text == OpenEnd.ReadAs ? Texts.T(text, "no end")
        : text.EndsWith(YuanMark, StringComparison.Ordinal) && decimal.TryParse(text[..^YuanMark.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) ? Shown.Yuan(yuan) : text;

    /// <summary>Of a reason's code, where what was told of a value is not at hand.</summary>
    public static string Reason(string code) => ReasonWords.Of(code);

    public static string Of(RecordKind kind) => Texts.T(RecordWords.Kinds.ChineseOf(kind), kind switch
    {
        RecordKind.Penalty => "Penalty",
        RecordKind.Licence => "Licence",
        RecordKind.Honour => "Red list",
        _ => "Black list",
    });
}
