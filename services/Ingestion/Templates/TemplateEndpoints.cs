using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Hosting.Workbooks;
using CreditShare.Ingestion.Answers;
using CreditShare.Ingestion.Batches;
using CreditShare.Ingestion.Imports.Tables;
using CreditShare.Ingestion.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Ingestion.Templates;

/// <summary>Tables to download and fill, made of the columns that the reader knows.</summary>
internal static class TemplateEndpoints
{
    private static readonly AnswerFormat[] Formats = [AnswerFormat.Xlsx, AnswerFormat.Csv];

    public static void Map(IEndpointRouteBuilder app)
    {
        var templates = app.MapGroup("/v1/templates").WithTags("Ingestion").RequireScope(Scopes.BatchesRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(SpooledRefusals)));
        templates.MapGet("", List).WithSummary("The tables that may be sent, with their columns").Produces<TemplateList>().ProducesProblem(400);
        templates.MapGet("{name}", Download).WithSummary("A table to fill: penalty, licence, red-list or black-list")
            .WithDescription("format=xlsx (the usual: lists, hints, an example above the titles, a sheet of explanations) or csv (titles alone).")
            .Produces(200, contentType: WorkbookXml.MediaType, additionalContentTypes: "text/csv").ProducesProblem(400).ProducesProblem(404);
    }

    private static IResult List(HttpContext context) => QueryParameters.Faults(context.Request, []) is { Count: > 0 } faults
        ? BatchEndpoints.Invalid(faults)
        : TypedResults.Ok(new TemplateList([.. TableTemplates.All.Select(TemplateAnswer.Of)]));

    // The parameter stands there for the reference's sake; it is read below, so that a wrong one is named.
    internal static IResult Download(string name, HttpContext context, [FromQuery] string? format = null)
    {
        if (TableTemplates.Find(name) is not { } template)
        {
            var names = string.Join(", ", TableTemplates.All.Select(known => known.Name));
            return Problem.Of(404, "template-unknown", $"没有这个模板，可用：{names}。", $"There is no such template; one of {names}.");
        }
        var wrong = AnswerFormats.Read(context.Request.Query, AnswerFormat.Xlsx, Formats, out var form);
        var faults = QueryParameters.Faults(context.Request, [AnswerFormats.Parameter]);
        if (wrong is not null || faults.Count > 0)
            return BatchEndpoints.Invalid(wrong is null ? faults : [wrong, .. faults]);
        return form == AnswerFormat.Csv
            ? TypedResults.Stream(output => WriteTitlesAsync(output, template), "text/csv; charset=utf-8", $"{template.Chinese}.csv")
            : TypedResults.Stream(output => TemplateWorkbook.WriteAsync(output, template, context.RequestAborted), WorkbookXml.MediaType, $"{template.Chinese}.xlsx");
    }

    private static async Task WriteTitlesAsync(Stream output, TableTemplate template)
    {
        await using var csv = new CsvAnswer(output);
        await csv.RowAsync(template.Columns.Select(column => column.Title));
    }
}
