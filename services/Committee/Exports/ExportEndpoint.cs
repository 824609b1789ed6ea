using System.Security.Claims;
using CreditShare.Committee.Entries;
using CreditShare.Committee.Refusals;
using CreditShare.Hosting.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Committee.Exports;

/// <summary>A search as a file.</summary>
internal static class ExportEndpoint
{
    private static readonly IReadOnlyList<string> Names = [.. EntryQuery.FilterNames, "format"];

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/log/export", ExportAsync).WithTags("Committee").RequireScope(Scopes.LogRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)))
            .WithSummary("Entries of the exchange log as a file: format=ndjson (default) or csv").Produces<string>(contentType: "application/x-ndjson").ProducesProblem(400).ProducesProblem(404);

    private static async Task<IResult> ExportAsync(
        [AsParameters] EntryQuery query, [FromQuery] string? format, EntryQueryValidator validator, ExportHandler exports, ClaimsPrincipal caller, HttpRequest request, CancellationToken ct) =>
        (IResult?)QuestionCheck.Refuse(query, validator, request, Names) ?? await exports.ExportAsync(query, format, caller, chinese: false, ct);
}
