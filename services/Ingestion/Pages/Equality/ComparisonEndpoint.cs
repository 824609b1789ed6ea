using CreditShare.Hosting.Auth;
using CreditShare.Ingestion.Batches;
using CreditShare.Ingestion.Equality;
using CreditShare.Ingestion.Refusals;
using CreditShare.Pages.SigningIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Ingestion.Pages.Equality;

/// <summary>The button that asks for a comparison; it leads to how that stands.</summary>
internal static class ComparisonEndpoint
{
    public const string Path = "/bureau/equality";

    // Before the page at the same address, which would take a form too.
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost(Path, BeginAsync).WithOrder(-1).BySession().RequireScope(Scopes.BatchesWrite).WithMetadata(new RefusalsRecordedByAttribute(typeof(SpooledRefusals))).ExcludeFromDescription();

    private static async Task<IResult> BeginAsync(HttpContext context, CityCheck cities, TimeProvider time, CancellationToken ct)
    {
        var (node, refused) = await cities.FindAsync(context);
        return node is null ? refused! : Results.LocalRedirect($"{Path}/{(await EqualityEndpoints.BeginAsync(node, context.User.Account() ?? "", time, ct)).Id}");
    }
}
