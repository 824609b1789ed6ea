using CreditShare.Domain.Records;
using CreditShare.Pages.Language;

namespace CreditShare.Committee.Pages.Log;

/// <summary>What a version does, as the field calls it.</summary>
internal static class ChangeNames
{
    public static string Of(ChangeKind change) => change switch
    {
        ChangeKind.Submit => Texts.T("报送", "submitted"),
        ChangeKind.Correct => Texts.T("更正", "corrected"),
        ChangeKind.Withdraw => Texts.T("撤销", "withdrawn"),
        ChangeKind.Repair => Texts.T("信用修复", "repaired"),
        ChangeKind.Dispute => Texts.T("异议标注", "disputed"),
        ChangeKind.Resolve => Texts.T("异议办结", "settled"),
        _ => Texts.T("到期删除", "erased"),
    };
}
