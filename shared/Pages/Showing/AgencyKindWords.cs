using CreditShare.Pages.Language;

namespace CreditShare.Pages.Showing;

/// <summary>Kinds of agency as a reader calls them.</summary>
public static class AgencyKindWords
{
    /// <summary>In the reader's language; one that is not known as it stands.</summary>
    public static string Of(string kind) => Words(kind) is var (zh, en) ? Texts.T(zh, en) : kind;

    /// <summary>Several, in their order.</summary>
    public static string Of(IEnumerable<string> kinds) => string.Join(Texts.T("、", ", "), kinds.Select(Of));

    /// <summary>Several in Chinese, whatever the reader's language: for what is printed.</summary>
    public static string Chinese(IEnumerable<string> kinds) => string.Join('、', kinds.Select(kind => Words(kind)?.Zh ?? kind));

    private static (string Zh, string En)? Words(string kind) => kind switch
    {
        "licensing" => ("行政审批", "licensing"),
        "procurement" => ("政府采购", "procurement"),
        "tendering" => ("招标投标", "tendering"),
        "market-regulation" => ("市场监管", "market regulation"),
        "environment" => ("生态环境", "environment"),
        "funds" => ("财政资金", "funds"),
        "tourism" => ("文化旅游", "tourism"),
        "quality" => ("产品质量", "quality"),
        "food-drug" => ("食品药品", "food and drugs"),
        "tax" => ("税务", "tax"),
        "human-resources" => ("人力社保", "human resources"),
        "emergency" => ("应急管理", "emergency"),
        _ => null,
    };
}
