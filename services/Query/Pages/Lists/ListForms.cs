using CreditShare.Hosting.Auth;
using CreditShare.Pages.Frame;
using CreditShare.Query.BatchLookups;
using CreditShare.Storage.Seeds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.Pages.Lists;

/// <summary>A lookup of many by form. As that of one, its answer is the page and is kept nowhere; so the table to take away is in the page.</summary>
internal static class ListForms
{
    /// <summary>More than the API takes: here the codes stand in tables, with names and anything else beside them.</summary>
    public const int MostMebibytes = 8;

    public static void Map(RouteGroupBuilder pages) => pages.MapPost("list", AnswerAsync).RequireScope(Scopes.SubjectsRead).WithMetadata(new RequestSizeLimitAttribute(MostMebibytes << 20));

    private static async Task<IResult> AnswerAsync([AsParameters] ListFields fields, BatchLookupHandler handler, SeedFolder seeds, HttpContext context, CancellationToken ct)
    {
        var text = string.IsNullOrWhiteSpace(fields.Codes) ? await FileAsync(fields.File, ct) : fields.Codes;
        var request = BatchRequestReader.Of(fields.Body, CodeLines.Of(text, BatchRequestReader.MostCodes), []);
        var (answered, refused) = await handler.AskAsync(request, context, ct);
        using (answered)
        {
            if (answered is not null)
                return PageResult.Of<ListAnswerPage>(200, (nameof(ListAnswerPage.List), await ListShown.MakeAsync(answered, seeds, ct)));
        }
        return refused is ProblemHttpResult { StatusCode: StatusCodes.Status400BadRequest } wrong
            ? PageResult.Of<ListPage>(wrong.StatusCode, (nameof(ListPage.Fields), fields), (nameof(ListPage.Errors), Refusals.AtForm(wrong)))
            : refused!;
    }

    private static async Task<string> FileAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is null)
            return "";
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, ct);
        return CodeLines.Text(bytes.ToArray());
    }
}
