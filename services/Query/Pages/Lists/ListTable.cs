using System.Globalization;
using System.Text;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Measures;
using CreditShare.Pages.Showing;
using static CreditShare.Pages.Language.Texts;

namespace CreditShare.Query.Pages.Lists;

/// <summary>The answers to a list as a CSV file that Excel and WPS open as it is: UTF-8 with its mark, cells that begin like a formula made harmless.</summary>
internal static class ListTable
{
    public static byte[] Write(ListShown list)
    {
        var text = new StringBuilder();
        Row(text, T("行", "Line"), T("统一社会信用代码", "Code"), T("名称", "Name"), T("结果", "Result"), T("本机构必须执行", "Your agency must"), T("本机构可以执行", "Your agency may"), T("本机构给予激励", "Your agency rewards"), T("最迟期限", "Latest end"), T("由其他机构执行", "For other agencies"), T("异议中的记录", "Disputed records"), T("说明", "Note"), T("日志条目", "Log entry"));
        foreach (var line in list.Lines)
        {
            var own = list.Own(line);
            Row(
                text, line.Number.ToString(CultureInfo.InvariantCulture), line.Code ?? line.Error?.Found ?? "", line.Answer?.Subject.Name ?? "", Word(line.Result),
                Titles(own.Where(measure => measure is { Binding: true, Kind: not MeasureKind.Reward })), Titles(own.Where(measure => measure is { Binding: false, Kind: not MeasureKind.Reward })),
                Titles(own.Where(measure => measure.Kind == MeasureKind.Reward)), Until(own), Others(list, line), Disputed(line.Answer?.Measures ?? []).ToString(CultureInfo.InvariantCulture), Note(line), list.Entry);
        }
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    public static string Word(ListResult result) => result switch
    {
        ListResult.Found => T("有措施", "Measures"),
        ListResult.None => T("无措施", "No measures"),
        ListResult.Wrong => T("代码有误", "Wrong code"),
        _ => T("重复", "Repeated"),
    };

    public static string Note(ListLine line) => line switch
    {
        { SameAs: { } sameAs } => T($"与第 {sameAs} 行相同", $"the same as line {sameAs}"),
        { Error: { } error } => T(error.Zh, error.En),
        { Answer: { } answer } when answer.Withheld.Count > 0 => T($"{answer.Withheld.Values.Sum()} 条记录因共享类别不予显示", $"left out by class: {Shown.Count(answer.Withheld.Values.Sum(), "record")}"),
        _ => "",
    };

    public static string Titles(IEnumerable<AnswerMeasure> measures) => string.Join(T("；", "; "), measures.Select(measure => T(measure.TitleZh, measure.TitleEn)));

    /// <summary>What is not the own agency's, each with the kinds of agency that are charged with it.</summary>
    public static string Others(ListShown list, ListLine line) => string.Join(T("；", "; "), list.Others(line).Select(list.Charges.Named));

    /// <summary>The last day of the measure that holds longest.</summary>
    public static string Until(IReadOnlyList<AnswerMeasure> measures) =>
        measures.Count == 0 ? "" : measures.Any(measure => measure.Until is null) ? T("无期限", "no end") : Shown.Date(measures.Max(measure => measure.Until));

    public static int Disputed(IReadOnlyList<AnswerMeasure> measures) => measures.SelectMany(measure => measure.Records).Where(record => record.Disputed).Select(record => record.Key).Distinct().Count();

    private static void Row(StringBuilder text, params IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string cell) => $"\"{(cell is ['=' or '+' or '-' or '@' or '\t', ..] ? "'" : "")}{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
