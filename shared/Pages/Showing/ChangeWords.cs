using CreditShare.Pages.Language;

namespace CreditShare.Pages.Showing;

/// <summary>What a version does to a record, as a noun: one word for it on every page, whoever reads.</summary>
public static class ChangeWords
{
    /// <param name="change">As contracts and entries write it; one that is not known is shown as it is.</param>
    public static string Of(string change) => change switch
    {
        "submit" => Texts.T("报送", "Statement"),
        "correct" => Texts.T("更正", "Correction"),
        "withdraw" => Texts.T("撤销", "Withdrawal"),
        "repair" => Texts.T("信用修复", "Repair"),
        "dispute" => Texts.T("异议标注", "Objection"),
        "resolve" => Texts.T("异议办结", "Settlement"),
        "erase" => Texts.T("到期删除", "Erasure"),
        _ => change,
    };
}
