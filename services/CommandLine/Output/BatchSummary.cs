using CreditShare.CommandLine.Server;

namespace CreditShare.CommandLine.Output;

/// <summary>What became of a batch, for a clerk: counts, reasons, and what to do about them. Chinese first.</summary>
internal static class BatchSummary
{
    public static string Verdict(BatchAnswer batch) => batch switch
    {
        { IsDecided: false } => "未全部认定 / PENDING",
        { Counts.Rejected: > 0 } => $"有记录{OutcomeWords.Rejected} / ROWS REFUSED",
        _ => $"没有{OutcomeWords.Rejected} / ALL GOOD",
    };

    public static void Print(TextWriter output, string? file, BatchAnswer batch, IReadOnlyList<ReasonCount> reasons)
    {
        var counts = batch.Counts;
        output.WriteLine($"{Verdict(batch)}{(file is null ? "" : $" {file}")}");
        Line(output, "批次 / batch", batch.Id);
        Line(output, "收到 / received", counts.Received);
        if (!batch.IsDecided)
        {
            Line(output, "已发送 / sent", counts.Sent);
            Line(output, "已认定 / decided", counts.Decided);
        }
        Line(output, $"{OutcomeWords.Accepted} / accepted", counts.Accepted);
        Line(output, $"{OutcomeWords.Repeated} / repeated", counts.Repeated);
        Line(output, $"{OutcomeWords.Duplicate} / duplicate", counts.Duplicate);
        Line(output, $"{OutcomeWords.Rejected} / rejected", counts.Rejected);
        foreach (var reason in reasons)
            output.WriteLine($"    {reason.Count,6} × {reason.Code}  {reason.Zh}");
        About(output, batch);
        if (counts.Rejected > 0)
            Advise(output, batch);
    }

    /// <summary>How the file was read, where that is not plain.</summary>
    private static void About(TextWriter output, BatchAnswer batch)
    {
        if (batch.Encoding is { } encoding)
            Line(output, "编码 / encoding", encoding);
        if (batch.Sheets is { Count: > 1 } sheets)
            Line(output, "工作表 / sheets", string.Join("、", sheets.Select(sheet => $"{sheet.Name} ({sheet.Records})")));
        if (string.Join("、", batch.SkippedNames()) is { Length: > 0 } skipped)
            Line(output, "未读的工作表 / sheets passed over", skipped);
        if (batch.IgnoredColumns is { Count: > 0 } ignored)
            Line(output, "未读的列 / columns passed over", string.Join("、", ignored));
        if (batch.Normalised is > 0 and var cells)
            Line(output, "规范化的单元格 / cells read otherwise", cells);
    }

    private static void Advise(TextWriter output, BatchAnswer batch)
    {
        output.WriteLine($"  逐条查看 / every fault: creditshare errors {batch.Id}");
        if (!batch.IsTable)
            return;
        output.WriteLine($"  标注的工作簿 / marked workbook: creditshare errors {batch.Id} -o {batch.Id}.xlsx");
        output.WriteLine($"  待改的行 / rows to mend: creditshare mend {batch.Id} -o mend-{batch.Id}.xlsx");
    }

    private static void Line(TextWriter output, string what, object value) => output.WriteLine($"  {what}: {value}");
}
