using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Pages.Language;
using CreditShare.Pages.Showing;

namespace CreditShare.Ingestion.Pages;

/// <summary>Outcomes and changes in a clerk's words, the same on every page.</summary>
internal static class ClerkWords
{
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Accepted => Texts.T("已收存", "Accepted"),
        Outcome.Repeated => Texts.T("以前报送过", "Held already"),
        Outcome.Duplicate => Texts.T("与已有决定相同", "Duplicate"),
        _ => Texts.T("退回", "Refused"),
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
