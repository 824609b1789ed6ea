using System.Collections.Frozen;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Normalising;

/// <summary>
/// Every rule that can change what a cell says, in one place. What is no change: an empty cell; a plain number in its column's unit (0.5 under 万元); the code of the JSON form for a word or the
/// template's own Chinese word for it (<c>general</c>, 一般); the penalty kinds' order, and the separators that the template names.
/// </summary>
public static class CellRules
{
    /// <summary><see cref="Normalising.CellText"/></summary>
    public static CellRule CellText { get; } = new(
        "cell-text", "去掉首尾空白和不可见字符，全角字母、数字改为半角，连续空白和换行合并为一个空格", "Outer blanks and invisible characters go, full-width letters and digits become half-width, blanks and line breaks in a row become one blank",
        RecordField.Facts, "经查，\n当事人ＡＢＣ", "经查， 当事人ABC");

    /// <summary><see cref="NothingMarks"/></summary>
    public static CellRule NothingMark { get; } = new(
        "nothing-mark", "表示“没有”的符号或文字按空白处理", "A mark or word for nothing means nothing", RecordField.Note, "— —", null);

    /// <summary><see cref="ChineseDate"/></summary>
    public static CellRule Date { get; } = new(
        "date", "日期统一为年-月-日，去掉时间；表格的日期序号换算为日期", "A day is written yyyy-MM-dd; times go, a spreadsheet's serial number becomes its day", RecordField.DecidedOn, "2024年3月5日", "2024-03-05");

    /// <summary><see cref="Normalising.OpenEnd"/></summary>
    public static CellRule OpenEnd { get; } = new(
        "open-end", "表示长期有效的文字或日期按“没有截止日期”处理", "A word or day for \"no end\" means that there is none", RecordField.ValidUntil, "2099-12-31", Normalising.OpenEnd.ReadAs);

    /// <summary><see cref="MoneyAmount"/></summary>
    public static CellRule Amount { get; } = new(
        "amount", "按金额自带的单位、千分位和货币符号换算为元", "An amount with a unit, separators, a currency mark or in Chinese numerals becomes yuan", RecordField.Fine, "0.5万元", "5000 元");

    /// <summary><see cref="Codes.DocumentNumber"/></summary>
    public static CellRule DocumentNumber { get; } = new(
        "document-number", "文号的括号统一为〔〕，全角改为半角，去掉空白、重复的“号”和末尾标点", "A document number's brackets become 〔〕; widths are folded; blanks, a doubled 号 and punctuation at the end go",
        RecordField.DocumentNumber, "杭环罚[2024]12号", "杭环罚〔2024〕12号");

    /// <summary><see cref="Codes.UnifiedSocialCreditCode"/></summary>
    public static CellRule CreditCode { get; } = new(
        "credit-code", "统一社会信用代码改为半角大写", "A Unified Social Credit Code is written half-width and in capitals", RecordField.SubjectCode, "91330100799655058b", "91330100799655058B");

    /// <summary><see cref="NameText"/></summary>
    public static CellRule Name { get; } = new(
        "organisation-name", "中文名称中的括号统一为全角，去掉汉字之间的空白和换行", "Brackets in a Chinese name become full-width; blanks and line breaks between Chinese characters go",
        RecordField.SubjectName, "样例(杭州) 有限公司", "样例（杭州）有限公司");

    /// <summary><see cref="PenaltyKindText"/></summary>
    public static CellRule PenaltyKinds { get; } = new(
        "penalty-kinds", "处罚类别的别名改为规定名称，分隔符统一为“；”", "Other names of penalty kinds become the law's own, whatever parts them becomes ；",
        RecordField.PenaltyKinds, "罚款/吊销营业执照", "罚款；吊销许可证件");

    /// <summary><see cref="RecordWords"/></summary>
    public static CellRule Word { get; } = new(
        "known-word", "类别、状态、程度等的别名改为规定取值", "Another name of a class, status, severity or kind becomes the word that is meant", RecordField.SubjectClass, "法人", "法人及非法人组织");

    /// <summary><see cref="YearText"/></summary>
    public static CellRule Year { get; } = new(
        "year", "年份只保留四位数字", "A year is its four digits", RecordField.HonourYear, "2024年度", "2024");

    /// <summary>Ids of catalogue items are written in capitals.</summary>
    public static CellRule ItemCode { get; } = new(
        "item-code", "目录事项编码改为大写", "The id of a catalogue item is written in capitals", RecordField.Item, "gen-03", "GEN-03");

    public static IReadOnlyList<CellRule> All { get; } =
        [CellText, NothingMark, Date, OpenEnd, Amount, DocumentNumber, CreditCode, Name, PenaltyKinds, Word, Year, ItemCode];

    private static readonly FrozenDictionary<string, CellRule> ByName = All.ToFrozenDictionary(rule => rule.Name, StringComparer.Ordinal);

    /// <summary>The rule of a change; null for a name that there is not.</summary>
    public static CellRule? Find(string name) => ByName.GetValueOrDefault(name);
}
