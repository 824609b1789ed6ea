using CreditShare.Domain.Lookups;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Limits;
using CreditShare.Query.Auditing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Query.Lookups;

/// <summary>An agency's side: one subject, one question, with a purpose and a case.</summary>
internal static class LookupEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var subjects = app.MapGroup("/v1/subjects/{uscc}").WithTags("Query")
            .RequireScope(Scopes.SubjectsRead).LimitPerCaller().WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)));
        Map(subjects, Asked.Punishments, "Which measures of joint punishment hold for a subject");
        Map(subjects, Asked.Rewards, "Which rewards hold for a subject");
        Map(subjects, Asked.Records, "Which records about a subject are shared");
    }

    private static void Map(RouteGroupBuilder subjects, string asked, string summary) =>
        subjects.MapGet(
                asked,
                ([AsParameters] LookupQuery query, HttpContext context, LookupHandler handler, CancellationToken ct) =>
                    handler.AnswerAsync(asked, query, context.Request, context.User, ct))
            .WithSummary(summary)
            .WithDescription("Every answer, \"nothing found\" included, is an entry in the exchange log before it leaves.")
            .Produces<LookupAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(429).ProducesProblem(503);
}
