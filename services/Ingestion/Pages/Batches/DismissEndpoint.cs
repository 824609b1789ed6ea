using CreditShare.Hosting.Auth;
using CreditShare.Ingestion.Batches;
using CreditShare.Ingestion.Refusals;
using CreditShare.Pages.SigningIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Ingestion.Pages.Batches;

/// <summary>
/// A clerk wants to be reminded of a batch's refused records no more. Where a table has no ids of its own, one is made of authority, number and subject: mended in one of them, a row is another record, and nothing tells that it
/// took the first one's place.
/// </summary>
internal static class DismissEndpoint
{
    public const string Name = "dismiss";

    public static void Map(IEndpointRouteBuilder app)
    {
        var dismiss = app.MapGroup($"/bureau/batches/{{id}}/{Name}")
            .BySession().RequireScope(Scopes.BatchesWrite).WithMetadata(new RefusalsRecordedByAttribute(typeof(SpooledRefusals))).ExcludeFromDescription();
        dismiss.MapPost("", DismissAsync);
        // Whoever had to sign in first comes back by GET.
        dismiss.MapGet("", (string id) => Results.LocalRedirect($"/bureau/batches/{Uri.EscapeDataString(id)}"));
    }

    private static async Task<IResult> DismissAsync(string id, HttpContext context, CityCheck cities, CancellationToken ct)
    {
        var (node, refused) = await cities.FindAsync(context);
        if (node is null)
            return refused!;
        if (node.Spool.Find(id) is null)
            return BatchEndpoints.NotFound(id);
        await node.Spool.BatchList.DismissAsync(id, ct);
        return Results.LocalRedirect($"/bureau/batches/{id}");
    }
}
