using CreditShare.Domain.Codes;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Deciding;

/// <summary>Why a record was refused, in words that a clerk can act on. A refusal gives all its reasons at once.</summary>
/// <param name="Code">Stable, in kebab case; statistics count by it.</param>
/// <param name="Field">Path of the field, see <see cref="RecordFields"/>; empty when the whole record is meant.</param>
/// <param name="Found">What was sent, shortened; never personal data. Null if nothing was.</param>
/// <param name="Zh">What is wrong, in Chinese.</param>
/// <param name="En">The same in English.</param>
/// <param name="RightZh">What would be right, in Chinese.</param>
/// <param name="RightEn">The same in English.</param>
public sealed record Reason(string Code, string Field, string? Found, string Zh, string En, string RightZh, string RightEn)
{
    /// <summary>Longest text echoed; the clerk has the file itself.</summary>
    private const int FoundLength = 120;

    /// <summary>A reason about one field.</summary>
    public static Reason About(RecordField field, string code, string? found, string zh, string en, string rightZh, string rightEn) =>
        new(code, field.Path(), Show(found), zh, en, rightZh, rightEn);

    /// <summary>A refusal of one value, placed on its field.</summary>
    public static Reason From(CodeFault fault, RecordField field) =>
        new(fault.Code, field.Path(), Show(fault.Found), fault.Chinese, fault.English, fault.ExpectedChinese, fault.ExpectedEnglish);

    /// <summary>The text as it may be shown: cut, and hidden altogether where it holds an identity number.</summary>
    public static string? Show(string? text) => text switch
    {
        null => null,
        _ when PersonalData.ContainsIdentityNumber(text) => "（含身份证号码，不予显示 / contains an identity number, not shown）",
        { Length: > FoundLength } => string.Concat(text.AsSpan(0, FoundLength), "…"),
        _ => text,
    };
}
