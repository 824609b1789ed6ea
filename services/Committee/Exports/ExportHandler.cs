using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using CreditShare.Committee.Entries;
using CreditShare.Committee.Reading;
using CreditShare.Hosting.Problems;
using CreditShare.Storage;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Committee.Exports;

/// <summary>Everything that a search finds, up to the checkpoint that is shown, as a file. That it was taken is an entry before its first byte leaves.</summary>
internal sealed class ExportHandler(ILogStore log, ShownLog shown, LogTimes times, AuditedReading reading)
{
    private const int PageSize = 500;

    /// <summary>Of a batch, whose pages each read all of its ids.</summary>
    private const int BatchPageSize = 10_000;

    /// <param name="query">What to find; was found right.</param>
    /// <param name="format">ndjson (default) or csv.</param>
    /// <param name="reader">Who takes it.</param>
    /// <param name="chinese">Whether a table's titles and times are those of the Chinese pages.</param>
    /// <param name="ct">Ends when the reader has gone.</param>
    public async Task<IResult> ExportAsync(EntryQuery query, string? format, ClaimsPrincipal reader, bool chinese, CancellationToken ct)
    {
        if (format is not (null or "ndjson" or "csv"))
        {
            return Problem.Of(400, "query-invalid", "查询条件不正确，问题逐项列出。", "The query is wrong: each fault is listed.",
                new ProblemError("format", "format", format, "ndjson, csv", "文件格式（format）为 ndjson 或 csv。", "The form of the file (format) is ndjson or csv."));
        }
        if (await shown.ReadAsync(ct) is not var (note, checkpoint))
            return Problem.Of(404, "no-checkpoint", "日志尚无检查点。", "The log has no checkpoint yet.");
        var isCsv = format == "csv";
        var filter = await times.NarrowAsync(query.Filter(query.Batch is null ? PageSize : BatchPageSize) with { Below = checkpoint.Size }, ct);
        var entry = await reading.RecordAsync(
            reader, "export", ImmutableDictionary<string, string>.Empty.Add("format", isCsv ? "csv" : "ndjson").Add("query", query.Filters()).Add("size", checkpoint.Size.ToString(CultureInfo.InvariantCulture)), ct);
        var head = new ExportHead(entry, query.Filters(), note);
        return Results.Stream(
            output => WriteAsync(isCsv ? new CsvForm(output, chinese) : new NdjsonForm(output), head, filter, ct),
            isCsv ? "text/csv; charset=utf-8" : "application/x-ndjson", $"exchange-log-{checkpoint.Size.ToString(CultureInfo.InvariantCulture)}.{(isCsv ? "csv" : "ndjson")}");
    }

    /// <summary>Page by page, so that memory does not grow with the log. If the store fails on the way the answer ends without its end.</summary>
    private async Task WriteAsync(IExportForm written, ExportHead head, EntryFilter filter, CancellationToken ct)
    {
        await using var form = written;
        await form.BeginAsync(head);
        var count = 0L;
        while (await log.FindEntriesAsync(filter, ct) is { Count: > 0 } page)
        {
            await form.WriteAsync(page, ct);
            count += page.Count;
            filter = filter with { After = page[^1].Index };
        }
        await form.EndAsync(count);
    }
}
