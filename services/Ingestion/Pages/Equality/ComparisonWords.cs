using CreditShare.Ingestion.Equality;
using CreditShare.Pages.Language;

namespace CreditShare.Ingestion.Pages.Equality;

/// <summary>How a comparison stands, in a clerk's words.</summary>
internal static class ComparisonWords
{
    public static string Of(ComparisonState state) => state switch
    {
        ComparisonState.Comparing => Texts.T("比对中", "Comparing"),
        ComparisonState.Equal => Texts.T("一致", "Equal"),
        ComparisonState.Different => Texts.T("不一致", "Different"),
        _ => Texts.T("没有结论", "No verdict"),
    };

    /// <summary>How it is shown beside its word.</summary>
    public static string Tone(ComparisonState state) => state switch
    {
        ComparisonState.Comparing => "warn",
        ComparisonState.Equal => "good",
        ComparisonState.Different => "bad",
        _ => "plain",
    };
}
