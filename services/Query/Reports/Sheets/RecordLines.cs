using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Records;

namespace CreditShare.Query.Reports.Sheets;

/// <summary>The lines of a record in a report's table.</summary>
internal static class RecordLines
{
    public static IReadOnlyList<SheetLine> What(AnswerRecord record, string city)
    {
        var stated = record.Record;
        var lines = new List<SheetLine> { new(record.ItemTitle, Strong: true) };
        if (record.Disputed)
            lines.Add(new("【异议中】", Strong: true));
        if (stated.Kind is { } kind)
            lines.Add(new(SheetWords.Of(kind)));
        Add(lines, "文号：", stated.DocumentNumber ?? stated.Licence?.Number);
        Add(lines, "认定机关：", stated.Authority?.Name);
        lines.Add(new($"报送城市：{city}"));
        lines.Add(new($"记录 {record.Key} 第 {record.Version} 版", Small: true));
        return lines;
    }

    public static IReadOnlyList<SheetLine> Content(CreditRecord stated)
    {
        var lines = new List<SheetLine>();
        if (stated.Penalty is { } penalty)
        {
            Add(lines, "违法行为：", penalty.OffenceType);
            Add(lines, "事实：", penalty.Facts);
            Add(lines, "处罚种类：", penalty.Kinds is { Count: > 0 } kinds ? string.Join("、", kinds.Select(SheetWords.Of)) : null);
            Add(lines, "处罚内容：", penalty.Content);
            Add(lines, "罚款：", penalty.Fine is { } fine ? SheetWords.Yuan(fine) : null);
            Add(lines, "没收：", penalty.Confiscated is { } taken ? SheetWords.Yuan(taken) : null);
            Add(lines, "涉及证照：", penalty.LicenceAffected);
        }
        if (stated.Licence is { } licence)
        {
            Add(lines, "文书：", licence.DocumentName);
            Add(lines, "许可类别：", licence.Type);
            Add(lines, "证书：", licence.Certificate);
            Add(lines, "许可编号：", licence.Number);
            Add(lines, "许可内容：", licence.Content);
        }
        if (stated.Honour is { } honour)
        {
            Add(lines, "类别：", honour.Category);
            Add(lines, "称号：", honour.Title);
            Add(lines, "年度：", honour.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        if (stated.Dishonesty is { } listing)
        {
            Add(lines, "类别：", listing.Category);
            Add(lines, "案号：", listing.CaseNumber);
            Add(lines, "地域：", listing.Region);
        }
        Add(lines, "依据：", stated.LegalBasis);
        Add(lines, "备注：", stated.Note);
        return lines;
    }

    /// <summary>The days that govern it; of an adverse record each with the rule that gives it.</summary>
    public static IReadOnlyList<SheetLine> Days(AnswerRecord record)
    {
        var lines = new List<SheetLine> { new($"决定日期：{SheetWords.Day(record.Record.DecidedOn!.Value)}") };
        if (record.Clocks is not { } clocks)
        {
            lines.Add(new(record.SharedUntil is { } until ? $"共享至：{SheetWords.Day(until)}" : "共享：无截止日"));
            return lines;
        }
        Add(lines, $"失信程度：{SheetWords.Of(clocks.Severity)}", clocks.SeverityRule);
        if (clocks is { PublicFrom.Day: { } first, PublicUntil: { Day: { } to } end })
            Add(lines, $"公示：{SheetWords.Day(first)}至{SheetWords.Day(to)}", end.Rule);
        Add(lines, clocks.EarliestRepair.Day is { } repair ? $"最早可修复：{SheetWords.Day(repair)}" : "不得提前修复", clocks.EarliestRepair.Rule);
        lines.Add(new(clocks.Expiry?.Day is { } last ? $"共享至：{SheetWords.Day(last)}" : "共享：无截止日"));
        if (clocks.KeptUntil.Day is { } kept)
            Add(lines, $"保存至：{SheetWords.Day(kept)}", clocks.KeptUntil.Rule);
        if (clocks.Objection is { } objection)
            Add(lines, $"{(objection.Stage == DisputeStage.Review ? "复核" : "异议")}受理：{SheetWords.Day(objection.ReceivedOn)}，应于{SheetWords.Day(objection.DueOn)}前（含当日）办结，最迟{SheetWords.Day(objection.LatestOn)}", objection.Rule);
        return lines;
    }

    private static void Add(List<SheetLine> lines, string text, ClockRule rule)
    {
        lines.Add(new(text));
        lines.Add(new($"{rule.Zh}{rule.Basis}", Small: true));
    }

    private static void Add(List<SheetLine> lines, string label, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            lines.Add(new(label + text));
    }
}
