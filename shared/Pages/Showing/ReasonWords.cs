using System.Collections.Frozen;
using CreditShare.Pages.Language;

namespace CreditShare.Pages.Showing;

/// <summary>Codes of reasons in a few words, for places that have the code alone: entries of the log, sums and counts. Where what was told of a value is at hand, that is shown instead.</summary>
public static class ReasonWords
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Words = new Dictionary<string, (string, string)>
    {
        // Of access.
        ["token-missing"] = ("没有访问令牌", "no access token"),
        ["token-invalid"] = ("访问令牌无效或已过期", "access token not valid or expired"),
        ["account-missing"] = ("没有账号", "no account is named"),
        ["role-missing"] = ("没有角色", "no role is named"),
        ["city-missing"] = ("令牌中没有城市", "the token names no city"),
        ["agency-missing"] = ("令牌中没有机构", "the token names no agency"),
        ["subject-missing"] = ("令牌中没有信用主体", "the token names no subject"),
        ["authorisation-missing"] = ("令牌中没有授权书编号", "the token names no authorisation"),
        ["scope-missing"] = ("没有这项权限", "no right to it"),
        ["no-scope-named"] = ("不对任何人开放", "open to nobody"),
        ["city-not-served"] = ("不接收该城市的数据", "the city is not served there"),
        ["other-city"] = ("属于另一个城市", "of another city"),
        ["purpose-not-allowed"] = ("该机构不能使用这个用途", "the agency may not state the purpose"),
        ["agency-unknown"] = ("名录中没有该机构", "the register has no such agency"),
        ["subject-other"] = ("不是所代表的主体", "not the subject that is represented"),
        ["rate-limited"] = ("超过频率限制", "above the limit of calls"),
        // Of messages and keeping.
        ["sender-refused"] = ("发送方不可信", "the sender is not believed"),
        ["unreadable"] = ("无法读取", "cannot be read"),
        ["not-processed"] = ("未能处理", "could not be processed"),
        ["retention-ended"] = ("保存期限届满", "retention has ended"),
        // Of a record as a whole.
        ["record-unreadable"] = ("整行无法读取", "the line cannot be read"),
        ["unknown-field"] = ("没有这个字段", "no such field"),
        ["repeated-field"] = ("字段重复", "a field stands twice"),
        ["wrong-type"] = ("值的类型不对", "a value of the wrong type"),
        ["more-faults"] = ("还有更多问题", "more faults than are listed"),
        ["section-missing"] = ("缺少该类记录的内容", "the section of its kind is missing"),
        ["section-of-other-kind"] = ("填写了其他类型的内容", "a section of another kind"),
        ["section-of-other-change"] = ("填写了其他变更的内容", "a section of another change"),
        ["same-decision"] = ("同一决定已有记录", "the decision is held already"),
        ["subject-full"] = ("该主体的信息总量已达上限", "all that is held of the subject has reached its bound"),
        ["too-much-at-once"] = ("一次涉及的信息过多", "too much to be changed in one step"),
        ["too-many-versions"] = ("版本数已达上限", "the bound of versions is reached"),
        // Of rows and cells as they are read.
        ["wrong-encoding"] = ("字符编码不对", "read in the wrong encoding"),
        ["cells-beyond-titles"] = ("标题之外还有内容", "cells beyond the titles"),
        ["cell-unreadable"] = ("单元格无法读取", "a cell that cannot be read"),
        ["formula-error"] = ("公式结果是错误值", "a formula's error"),
        ["formula-without-result"] = ("公式没有结果", "a formula without its result"),
        ["digits-lost"] = ("数字的末几位已丢失", "digits that the spreadsheet lost"),
        ["no-such-serial-day"] = ("日期序号没有对应的日子", "a serial number of no day"),
        // Of values.
        ["missing"] = ("缺少必填内容", "a required field is missing"),
        ["not-filled-in"] = ("尚未填写", "not filled in yet"),
        ["too-long"] = ("内容过长", "too long"),
        ["unseen-character"] = ("含有不可见字符", "characters that cannot be seen"),
        ["spreadsheet-error"] = ("表格公式错误", "a spreadsheet's error value"),
        ["unknown-word"] = ("没有这个取值", "no such value"),
        ["not-a-number"] = ("不是有效的数字", "not a valid number"),
        ["amount-form"] = ("金额无法识别", "the amount cannot be read"),
        ["amount-missing"] = ("缺少金额", "the amount is missing"),
        ["amount-negative"] = ("金额为负数", "a negative amount"),
        ["amount-too-fine"] = ("金额精确到分以下", "an amount finer than a fen"),
        ["amount-too-large"] = ("金额过大", "the amount is too large"),
        ["amount-without-kind"] = ("有金额而无相应处罚类别", "an amount without its kind of penalty"),
        ["no-such-day"] = ("日历上没有这一天", "no such day"),
        ["date-form"] = ("日期无法识别", "the form of the date is not known"),
        ["date-range"] = ("年份超出范围", "the year is out of range"),
        ["date-in-the-future"] = ("日期晚于今天", "the date lies in the future"),
        ["date-out-of-order"] = ("日期先后不对", "dates out of order"),
        ["document-number"] = ("文号不正确", "not a document number"),
        ["licence-not-named"] = ("没有写明证照", "the licence is not named"),
        ["severity-too-low"] = ("失信程度偏低", "the severity is too low"),
        ["publicity-too-short"] = ("公示期过短", "the publicity period is too short"),
        ["publicity-too-long"] = ("公示期过长", "the publicity period is too long"),
        // Of codes and names.
        ["code-length"] = ("代码位数不对", "a code of the wrong length"),
        ["code-blank"] = ("代码中有空格", "a blank inside the code"),
        ["code-character"] = ("代码中有不可用的字符", "a character that no code has"),
        ["code-division"] = ("代码中的区划不对", "the code's division is wrong"),
        ["code-is-a-name"] = ("代码处填了名称", "a name instead of the code"),
        ["check-character-wrong"] = ("代码校验位不对", "the code's check character is wrong"),
        ["organisation-check-wrong"] = ("组织机构代码校验位不对", "the organisation code's check character is wrong"),
        ["subject-not-a-name"] = ("主体名称处填的不是名称", "the subject's name is none"),
        ["authority-not-a-name"] = ("机关名称处填的不是名称", "the authority's name is none"),
        ["authority-elsewhere"] = ("机关不属于本市或本省", "an authority of elsewhere"),
        ["not-a-public-body"] = ("不是公共机构的代码", "not a public body's code"),
        ["natural-person"] = ("涉及自然人", "about a natural person"),
        ["individual-business"] = ("个体工商户", "an individual business"),
        ["identity-number"] = ("含有身份证号码", "an identity number in it"),
        // Of law and catalogue.
        ["unknown-item"] = ("目录中没有该事项", "no such item in the catalogue"),
        ["item-of-other-kind"] = ("事项与记录类型不符", "the item takes other kinds of record"),
        ["no-catalogue-edition"] = ("当日没有有效的目录", "no catalogue in force that day"),
        ["legal-basis-unreadable"] = ("依据无法识别", "the legal basis cannot be read"),
        ["law-unknown"] = ("法规库中没有该法规", "the law is not in the register"),
        ["law-not-in-force"] = ("决定时该法规无效", "the law was not in force"),
        ["law-of-other-province"] = ("外省法规不适用", "a law of another province"),
        ["no-such-article"] = ("该法规没有这一条", "no such article"),
        // Of changes.
        ["change-of-unknown-record"] = ("要变更的记录不存在", "no such record to change"),
        ["fact-differs"] = ("与登记的事实不一致", "the fact differs from what is held"),
        ["version-conflict"] = ("版本号已有不同内容", "the version number was used for other content"),
        ["versions-mixed"] = ("版本号时有时无", "version numbers now and then"),
        ["record-ended"] = ("记录已撤销或修复", "the record was withdrawn or repaired"),
        ["record-erased"] = ("记录已依法删除", "the record was deleted by law"),
        ["ended-already"] = ("已撤销或已修复", "withdrawn or repaired already"),
        ["nothing-to-repair"] = ("无需修复", "nothing to repair"),
        ["repair-barred"] = ("依法不得提前修复", "the law bars an early repair"),
        ["repair-too-early"] = ("尚不到可修复的时间", "too early to be repaired"),
        ["repair-by-another"] = ("应由认定机关修复", "repaired by another authority"),
        ["no-open-objection"] = ("没有待办结的异议", "no objection is open"),
        ["objection-open"] = ("已有未办结的异议", "an objection is open already"),
        ["review-before-settlement"] = ("异议尚未办结就复核", "a review before the settlement"),
        ["upheld-unchanged"] = ("异议成立但内容未更正", "upheld, but not corrected"),
    }.ToFrozenDictionary();

    /// <summary>The words with the code in brackets; the code alone for one that has none here.</summary>
    public static string Of(string code) => Words.TryGetValue(code, out var words) ? Texts.T($"{words.Zh}（{code}）", $"{words.En} ({code})") : code;

    /// <summary>Several, in their order.</summary>
    public static string Of(IEnumerable<string> codes) => string.Join(Texts.T("；", "; "), codes.Select(Of));
}
