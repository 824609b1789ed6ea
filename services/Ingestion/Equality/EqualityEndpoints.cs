using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Ingestion.Batches;
using CreditShare.Ingestion.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Ingestion.Equality;

/// <summary>A bureau asks whether the registry holds exactly what its city sent.</summary>
internal static class EqualityEndpoints
{
    internal const int MostListed = 20;

    public static void Map(IEndpointRouteBuilder app)
    {
        var equality = app.MapGroup("/v1/equality").WithTags("Ingestion").WithMetadata(new RefusalsRecordedByAttribute(typeof(SpooledRefusals)));
        equality.MapPost("", StartAsync).RequireScope(Scopes.BatchesWrite)
            .WithSummary("Compare what the registry holds with what the city sent")
            .WithDescription("Digests go over, no records. The verdict covers whatever had a receipt when this was asked: while a comparison is under way, asking again queues one more, and who asks meanwhile gets that one.")
            .Produces<ComparisonStatus>(StatusCodes.Status202Accepted).ProducesProblem(403).ProducesProblem(503);
        equality.MapGet("", ListAsync).RequireScope(Scopes.BatchesRead).WithSummary("The last comparisons").Produces<ComparisonList>().ProducesProblem(403);
        equality.MapGet("{id}", FindAsync).RequireScope(Scopes.BatchesRead).WithSummary("How a comparison stands, and what differs")
            .Produces<ComparisonStatus>().ProducesProblem(403).ProducesProblem(404);
    }

    private static async Task<IResult> StartAsync(HttpContext context, CityCheck cities, TimeProvider time, CancellationToken ct)
    {
        var (node, refused) = await cities.FindAsync(context);
        if (node is null)
            return refused!;
        var begun = await BeginAsync(node, context.User.Account() ?? "", time, ct);
        return TypedResults.Accepted($"/v1/equality/{begun.Id}", ComparisonStatus.Of(begun, node.Spool.Holdings.Erased()));
    }

    /// <summary>Asks for a comparison.</summary>
    /// <returns>The one whose verdict is to be awaited; durable.</returns>
    internal static async Task<Comparison> BeginAsync(CityNode node, string account, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var begun = await node.Spool.Comparisons.BeginAsync(
            new() { Id = Guid.CreateVersion7(now).ToString("N"), Account = account, StartedAt = now, AskAfter = node.Spool.Holdings.LastChunk() }, ct);
        node.Comparing.Wake();
        return begun;
    }

    private static async Task<IResult> ListAsync(HttpContext context, CityCheck cities)
    {
        var (node, refused) = await cities.FindAsync(context);
        if (node is null)
            return refused!;
        var erased = node.Spool.Holdings.Erased();
        return TypedResults.Ok(new ComparisonList([.. node.Spool.Comparisons.Before(null, MostListed).Select(comparison => ComparisonStatus.Of(comparison, erased))]));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, CityCheck cities)
    {
        var (node, refused) = await cities.FindAsync(context);
        return node is null ? refused!
            : node.Spool.Comparisons.Find(id) is { } comparison ? TypedResults.Ok(ComparisonStatus.Of(comparison, node.Spool.Holdings.Erased()))
            : Problem.Of(404, "equality-unknown", $"本市没有比对 {id}。", $"The city has no comparison {id}.");
    }
}
