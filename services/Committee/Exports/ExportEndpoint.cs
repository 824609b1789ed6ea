using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using CreditShare.Committee.Entries;
using CreditShare.Committee.Reading;
using CreditShare.Committee.Refusals;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Committee.Exports;

/// <summary>Everything that a search finds, up to the checkpoint that is shown, as a file. That it was taken is an entry before its first byte leaves.</summary>
internal static class ExportEndpoint
{
    private const int PageSize = 500;

    private static readonly IReadOnlyList<string> Names = [.. EntryQuery.FilterNames, "format"];

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/log/export", ExportAsync).WithTags("Committee").RequireScope(Scopes.LogRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)))
            .WithSummary("Entries of the exchange log as a file: format=ndjson (default) or csv").Produces<string>(contentType: "application/x-ndjson").ProducesProblem(400).ProducesProblem(404);

    private static async Task<IResult> ExportAsync(
        [AsParameters] EntryQuery query, [FromQuery] string? format, EntryQueryValidator validator, ILogStore log, ShownLog shown, AuditedReading reading, ClaimsPrincipal caller, HttpRequest request,
        CancellationToken ct)
    {
        if (QuestionCheck.Refuse(query, validator, request, Names) is { } refused)
            return refused;
        if (format is not (null or "ndjson" or "csv"))
        {
            return Problem.Of(400, "query-invalid", "查询条件不正确，见 errors。", "The query is wrong, see errors.",
                new ProblemError("format", "format", format, "ndjson, csv", "format 为 ndjson 或 csv。", "format is ndjson or csv."));
        }
        if (await shown.ReadAsync(ct) is not var (note, checkpoint))
            return Problem.Of(404, "no-checkpoint", "日志尚无检查点。", "The log has no checkpoint yet.");
        var isCsv = format == "csv";
        var entry = await reading.RecordAsync(
            caller, "export", ImmutableDictionary<string, string>.Empty.Add("format", isCsv ? "csv" : "ndjson").Add("query", query.Filters()).Add("size", checkpoint.Size.ToString(CultureInfo.InvariantCulture)), ct);
        var head = new ExportHead(entry, query.Filters(), note);
        return Results.Stream(
            output => WriteAsync(output, isCsv, head, query.Filter(PageSize) with { Below = checkpoint.Size }, log, ct),
            isCsv ? "text/csv; charset=utf-8" : "application/x-ndjson", $"exchange-log-{checkpoint.Size.ToString(CultureInfo.InvariantCulture)}.{(isCsv ? "csv" : "ndjson")}");
    }

    /// <summary>Page by page, so that memory does not grow with the log. If the store fails on the way the answer ends without its end.</summary>
    private static async Task WriteAsync(Stream output, bool isCsv, ExportHead head, EntryFilter filter, ILogStore log, CancellationToken ct)
    {
        await using IExportForm form = isCsv ? new CsvForm(output) : new NdjsonForm(output);
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
