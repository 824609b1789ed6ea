using CreditShare.Committee.Reading;
using CreditShare.Committee.Refusals;
using CreditShare.Committee.Statistics;
using CreditShare.Domain.Calendar;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Hosting.Workbooks;
using CreditShare.Pages.SigningIn;
using CreditShare.Storage.Seeds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Committee.Pages.Cities;

/// <summary>The monthly notices as workbooks, behind the pages.</summary>
internal static class NoticeEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/committee").BySession().RequireScope(Scopes.LogRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals))).ExcludeFromDescription();
        files.MapGet("notice.xlsx", OfAllAsync);
        files.MapGet("cities/{city}/notice.xlsx", OfCityAsync);
    }

    private static async Task<IResult> OfAllAsync([FromQuery] string? month, NoticeReader notices, AuditedReading reading, HttpContext context, TimeProvider time)
    {
        var (known, faults) = NoticeMonth.Read(month, ChinaCalendar.Today(time.GetUtcNow()));
        if (known is not { } first)
            return Refuse(faults);
        await reading.RecordAsync(context.User, "/committee/notice.xlsx", AuditedReading.Filters(("month", MonthSpan.Text(first))), context.RequestAborted);
        return File(await notices.SheetsAsync(first, context.RequestAborted), $"notice-{MonthSpan.Text(first)}.xlsx", context.RequestAborted);
    }

    private static async Task<IResult> OfCityAsync(string city, [FromQuery] string? month, NoticeReader notices, SeedFolder seeds, AuditedReading reading, HttpContext context, TimeProvider time)
    {
        if (!seeds.Cities.ContainsKey(city))
            return Problem.Of(404, "city-unknown", "没有这个城市。", "There is no such city.");
        var (known, faults) = NoticeMonth.Read(month, ChinaCalendar.Today(time.GetUtcNow()));
        if (known is not { } first)
            return Refuse(faults);
        await reading.RecordAsync(context.User, "/committee/cities/{city}/notice.xlsx", AuditedReading.Filters(("city", city), ("month", MonthSpan.Text(first))), context.RequestAborted);
        return File([(seeds.Cities[city].Name, await notices.OfCityAsync(city, first, context.RequestAborted))], $"notice-{city}-{MonthSpan.Text(first)}.xlsx", context.RequestAborted);
    }

    private static ProblemHttpResult Refuse(IReadOnlyList<ProblemError> faults) => Problem.Of(400, "query-invalid", "查询条件不正确，问题逐项列出。", "The query is wrong: each fault is listed.", [.. faults]);

    private static IResult File(IReadOnlyList<(string Name, Notice Notice)> sheets, string name, CancellationToken ct) =>
        Results.Stream(output => NoticeWorkbook.WriteAsync(output, sheets, ct), WorkbookXml.MediaType, name);
}
