using System.Globalization;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Hosting.Workbooks;
using CreditShare.Ingestion.Batches;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Spool;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CreditShare.Ingestion.Answers;

/// <summary>What became of a batch, as a clerk reads it: faults with their cells, the table marked, the rows to mend, and what was read otherwise.</summary>
internal static class AnswerEndpoints
{
    private const string SheetParameter = "sheet";
    private const string CsvType = "text/csv; charset=utf-8";
    private const int RetryAfterSeconds = 5;

    private static readonly AnswerFormat[] Formats = [AnswerFormat.Json, AnswerFormat.Csv, AnswerFormat.Xlsx];

    public static void Map(RouteGroupBuilder batches)
    {
        batches.MapGet("{id}/errors", ErrorsAsync).RequireScope(Scopes.BatchesRead).WithSummary("What to mend: place, value found, what would be right")
            .WithDescription("format=json (pages), csv (all of it) or xlsx: the table that was sent, wrong cells marked and commented. The last two wait until all is decided (409).")
            .Produces<ErrorPage>().Produces(200, contentType: "text/csv", additionalContentTypes: [WorkbookXml.MediaType])
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(410);
        batches.MapGet("{id}/rows-to-mend", RowsToMendAsync).RequireScope(Scopes.BatchesRead).WithSummary("The refused rows of a table, ready to be mended and pushed again")
            .WithDescription("format=xlsx, csv (one sheet; sheet=its name if several have refused rows) or json (pages).")
            .Produces<MendPage>().Produces(200, contentType: "text/csv", additionalContentTypes: [WorkbookXml.MediaType])
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(410);
        batches.MapGet("{id}/normalised", NormalisedAsync).RequireScope(Scopes.BatchesRead).WithSummary("Cells that were read, by a stated rule, as something other than they say")
            .Produces<NormalisedPage>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(410);
    }

    // The parameters stand there for the reference's sake; they are read below, so that a wrong one is named.
    internal static async Task<IResult> ErrorsAsync(
        string id, HttpContext context, CityCheck cities, IOptions<IngestionOptions> options, TimeProvider time, [FromQuery] string? after = null, [FromQuery] string? format = null)
    {
        var (node, refused) = await cities.FindAsync(context);
        if (node is null)
            return refused!;
        if (node.Spool.Find(id) is not { } batch)
            return BatchEndpoints.NotFound(id);
        if (Faults(context.Request, AnswerFormat.Json, [], out var chunk, out var form) is { Count: > 0 } faults)
            return BatchEndpoints.Invalid(faults);
        if (form == AnswerFormat.Json)
            return TypedResults.Ok(AnswerPages.Errors(node.Spool, batch, chunk, IsGone(batch, options.Value.KeepRowsFor, time)));
        if (Undecided(context, batch) is { } undecided)
            return undecided;
        if (form == AnswerFormat.Csv)
            return File(context, output => CsvAnswers.WriteErrorsAsync(output, node.Spool, batch, IsGone(batch, options.Value.KeepRowsFor, time), context.RequestAborted), CsvType, $"{id}-错误.csv");
        if (Missing(batch, options.Value.KeepRowsFor, time) is { } missing)
            return missing;
        var source = batch.Source!;
        return AnswerWorkbook.IsTooLong(batch, source)
            ? Problem.Of(409, "too-many-rows", $"行数超过工作表的上限 {CellReference.MostRows}，请用 CSV 格式。", $"A sheet holds {CellReference.MostRows} rows at most; ask for CSV.")
            : File(context, output => AnswerWorkbook.WriteMarkedAsync(output, node.Spool, batch, source, context.RequestAborted), WorkbookXml.MediaType, $"{id}-标注.xlsx");
    }

    internal static async Task<IResult> RowsToMendAsync(
        string id, HttpContext context, CityCheck cities, IOptions<IngestionOptions> options, TimeProvider time,
        [FromQuery] string? after = null, [FromQuery] string? format = null, [FromQuery] string? sheet = null)
    {
        var (node, refused) = await cities.FindAsync(context);
        if (node is null)
            return refused!;
        if (node.Spool.Find(id) is not { } batch)
            return BatchEndpoints.NotFound(id);
        if (Faults(context.Request, AnswerFormat.Xlsx, [SheetParameter], out var chunk, out var form) is { Count: > 0 } faults)
            return BatchEndpoints.Invalid(faults);
        if (Undecided(context, batch) is { } undecided)
            return undecided;
        if (Missing(batch, options.Value.KeepRowsFor, time) is { } missing)
            return missing;
        return form switch
        {
            AnswerFormat.Json => TypedResults.Ok(AnswerPages.RowsToMend(node.Spool, batch, chunk)),
            AnswerFormat.Csv => CsvToMend(context, node.Spool, batch, batch.Source!, sheet),
            _ => File(context, output => AnswerWorkbook.WriteRowsToMendAsync(output, node.Spool, batch, batch.Source!, context.RequestAborted), WorkbookXml.MediaType, $"{id}-待改.xlsx"),
        };
    }

    private static async Task<IResult> NormalisedAsync(
        string id, HttpContext context, CityCheck cities, IOptions<IngestionOptions> options, TimeProvider time, [FromQuery] string? after = null)
    {
        var (node, refused) = await cities.FindAsync(context);
        if (node is null)
            return refused!;
        if (node.Spool.Find(id) is not { } batch)
            return BatchEndpoints.NotFound(id);
        if (PageStart.Read(context.Request.Query, out var chunk) is { Count: > 0 } faults)
            return BatchEndpoints.Invalid(faults);
        // Where nothing was read otherwise, nothing can be gone.
        return batch.Rules.Count > 0 && IsGone(batch, options.Value.KeepRowsFor, time)
            ? Gone(batch)
            : TypedResults.Ok(AnswerPages.Normalised(node.Spool, batch, chunk));
    }

    /// <summary>A file has no pages, and a parameter that is passed over would give an answer to another question.</summary>
    private static IReadOnlyList<ProblemError> Faults(HttpRequest request, AnswerFormat usual, IReadOnlyList<string> others, out int chunk, out AnswerFormat format)
    {
        var wrong = AnswerFormats.Read(request.Query, usual, Formats, out format);
        chunk = 0;
        var faults = format == AnswerFormat.Json
            ? PageStart.Read(request.Query, out chunk, AnswerFormats.Parameter)
            : QueryParameters.Faults(request, [AnswerFormats.Parameter, .. format == AnswerFormat.Csv ? others : []]);
        return wrong is null ? faults : [wrong, .. faults];
    }

    private static IResult CsvToMend(HttpContext context, CitySpool spool, SpooledBatch batch, TableSource source, string? named)
    {
        var all = CsvAnswers.SheetsToMend(spool, batch, source);
        var sheets = all.Where(sheet => named is null || source.Sheets[sheet].Name == named).ToList();
        if (sheets.Count > 1 || (named is not null && sheets.Count == 0))
        {
            var names = string.Join("、", all.Select(sheet => source.Sheets[sheet].Name));
            return Problem.Of(
                409, "several-sheets", $"CSV 只能有一个工作表，请用 sheet 指明，可选：{names}；或下载 XLSX。", $"A CSV file has one sheet; name it by sheet, one of {names}, or ask for XLSX.");
        }
        var chosen = sheets.Count == 1 ? sheets[0] : 0;
        return File(context, output => CsvAnswers.WriteRowsToMendAsync(output, spool, batch, source, chosen, context.RequestAborted), CsvType, $"{batch.Id}-待改.csv");
    }

    private static PushStreamHttpResult File(HttpContext context, Func<Stream, Task> write, string type, string name)
    {
        // The bureau's own data, for whoever asked and nobody between.
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(write, type, name);
    }

    private static ProblemHttpResult? Undecided(HttpContext context, SpooledBatch batch)
    {
        if (batch.Decided == batch.Records)
            return null;
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        var pending = batch.Records - batch.Decided;
        return Problem.Of(409, "batch-undecided", $"还有 {pending} 条记录没有认定，请稍后再取。", $"{pending} records are not decided yet; ask again later.");
    }

    private static ProblemHttpResult? Missing(SpooledBatch batch, TimeSpan keepFor, TimeProvider time) =>
        batch.Format is "JSON" or "NDJSON"
            ? Problem.Of(409, "not-a-table", "该批次不是表格，没有行可标注；错误清单可按 JSON 或 CSV 取得。", "The batch was no table; its faults come as JSON or CSV.")
            : batch.Source is null || IsGone(batch, keepFor, time) ? Gone(batch) : null;

    /// <summary>Whether the batch's rows, as they stood in the file, are no longer told.</summary>
    internal static bool IsGone(SpooledBatch batch, TimeSpan keepFor, TimeProvider time) => batch.RowsGone || batch.ReceivedAt + keepFor < time.GetUtcNow();

    private static ProblemHttpResult Gone(SpooledBatch batch) => Problem.Of(
        410, "rows-gone", $"批次 {batch.Id} 的原始行已过保存期并删除；认定结果和错误仍可查询。", $"The rows of batch {batch.Id} were kept as long as they may and are deleted; decisions and errors are still there.");
}
