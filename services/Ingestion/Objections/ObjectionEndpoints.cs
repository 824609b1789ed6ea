using System.Globalization;
using CreditShare.Contracts;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Ingestion.Batches;
using CreditShare.Ingestion.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Ingestion.Objections;

/// <summary>The bureau's list of objections to its city's records; it settles one by a <c>resolve</c> version.</summary>
internal static class ObjectionEndpoints
{
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/objections", ListAsync).WithTags("Ingestion").RequireScope(Scopes.BatchesRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(SpooledRefusals)))
            .WithSummary("Objections of subjects to the city's records, in the order in which they came").Produces<ObjectionList>().ProducesProblem(400).ProducesProblem(403);

    // The cursor is a parameter for the reference's sake; PageStart reads it, so that a wrong one is named.
    private static async Task<IResult> ListAsync(HttpContext context, CityCheck cities, [FromQuery] string? after = null)
    {
        var (node, refused) = await cities.FindAsync(context);
        if (node is null)
            return refused!;
        if (PageStart.Read(context.Request.Query, out var from) is { Count: > 0 } faults)
            return Problem.Of(400, "query-invalid", "查询条件不正确，问题逐项列出。", "The query is wrong: each fault is listed.", faults);
        var found = node.Spool.Objections.Filed(from, PageSize + 1);
        var next = found.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"/v1/objections?after={found[PageSize - 1].Seq}") : null;
        return TypedResults.Ok(new ObjectionList([.. found.Take(PageSize).Select(one => Row(one.Filed!, one.ReceivedAt))], next));
    }

    private static ObjectionRow Row(ObjectionFiled message, DateTimeOffset receivedAt) => new(
        message.Id, message.Subject, message.SourceId, message.FiledAt, receivedAt, message.SettleBy, message.AtLatest, message.Grounds, message.Contact);
}

/// <param name="Next">Address of the next page; absent on the last.</param>
internal sealed record ObjectionList(IReadOnlyList<ObjectionRow> Items, string? Next);

/// <param name="Id">Id of its entry in the exchange log.</param>
/// <param name="Subject">Code of the subject that objects.</param>
/// <param name="SourceId">The bureau's id of the record.</param>
/// <param name="FiledAt">UTC.</param>
/// <param name="ReceivedAt">When it came here (UTC).</param>
/// <param name="SettleBy">Five working days, China's calendar.</param>
/// <param name="AtLatest">Twenty working days.</param>
/// <param name="Grounds">Why.</param>
/// <param name="Contact">How the organisation is reached.</param>
internal sealed record ObjectionRow(
    string Id, string Subject, string SourceId, DateTimeOffset FiledAt, DateTimeOffset ReceivedAt, DateOnly SettleBy, DateOnly AtLatest, string Grounds, string Contact);
