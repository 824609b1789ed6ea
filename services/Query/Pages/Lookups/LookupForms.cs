using CreditShare.Domain.Lookups;
using CreditShare.Hosting.Auth;
using CreditShare.Pages.Frame;
using CreditShare.Query.Auditing;
using CreditShare.Query.Charging;
using CreditShare.Query.Lookups;
using CreditShare.Query.Reports;
using CreditShare.Query.Search;
using CreditShare.Storage.Seeds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.Pages.Lookups;

/// <summary>
/// A lookup by form. It is a POST whose answer is the page: an address with code and case would stay behind in proxies' logs and browsers' histories, and loading it again would be another lookup and
/// another entry without anybody meaning it.
/// </summary>
internal static class LookupForms
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost("lookup", AnswerAsync).RequireScope(Scopes.SubjectsRead);
        pages.MapPost("report", ReportAsync).RequireScope(Scopes.SubjectsRead);
        pages.MapGet("report", () => AgencyPages.To("/agency")).RequireScope(Scopes.SubjectsRead);
    }

    private static async Task<IResult> AnswerAsync([AsParameters] LookupFields fields, HttpContext context, LookupHandler lookups, SearchHandler search, SeedFolder seeds, CancellationToken ct)
    {
        if (fields.IsName)
        {
            return await search.FindAsync(fields.Search, context.Request, context.User, ct) is var found && found is FileContentHttpResult names
                ? PageResult.Of<NamesPage>(200, (nameof(NamesPage.Fields), fields), (nameof(NamesPage.Answer), AuditedListing.Read<SearchAnswer>(names.FileContents)))
                : Again(fields, found);
        }
        // Two questions, and so two entries: measures of punishment, and rewards.
        var punishments = await lookups.AnswerAsync(Asked.Punishments, fields.Lookup, context.Request, context.User, ct);
        if (punishments is not FileContentHttpResult first)
            return Again(fields, punishments);
        var rewards = await lookups.AnswerAsync(Asked.Rewards, fields.Lookup, context.Request, context.User, ct);
        if (rewards is not FileContentHttpResult second)
            return Again(fields, rewards);
        var answer = LookupAnswerJson.Read(first.FileContents.Span);
        var shown = new AnswerShown(answer, LookupAnswerJson.Read(second.FileContents.Span), MeasureCharges.Of(seeds, answer.Asked.Agency, answer.Registry));
        return PageResult.Of<AnswerPage>(200, (nameof(AnswerPage.Fields), fields), (nameof(AnswerPage.Answer), shown));
    }

    private static async Task<IResult> ReportAsync([AsParameters] LookupFields fields, [FromForm] string? format, HttpContext context, ReportHandler reports, CancellationToken ct) =>
        Again(fields, await reports.IssueAsync(fields.Report(format), context.User, context.Response, ct));

    /// <summary>The form again where something in it is wrong; anything else as it is.</summary>
    private static IResult Again(LookupFields fields, IResult result) => result is ProblemHttpResult { StatusCode: StatusCodes.Status400BadRequest } refused
        ? PageResult.Of<LookupPage>(refused.StatusCode, (nameof(LookupPage.Fields), fields), (nameof(LookupPage.Errors), Refusals.AtForm(refused)))
        : result;
}
