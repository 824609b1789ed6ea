using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using CreditShare.Committee.Reading;
using CreditShare.Committee.Refusals;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditShare.Committee.Entries;

/// <summary>An auditor's side: search the exchange log, read an entry and what it commits to.</summary>
internal static class EntryEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var log = app.MapGroup("/v1/log").WithTags("Committee").RequireScope(Scopes.LogRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)));
        log.MapGet("entries", FindAsync).WithSummary("Entries of the exchange log").Produces<EntryPage>().ProducesProblem(400);
        log.MapGet("entries/{id}", GetAsync).WithSummary("One entry and what it commits to").Produces<EntryDetail>().ProducesProblem(404);
    }

    private static async Task<IResult> FindAsync(
        [AsParameters] EntryQuery query, EntryQueryValidator validator, EntrySearch search, AuditedReading reading, ClaimsPrincipal caller, HttpRequest request, CancellationToken ct)
    {
        if (QuestionCheck.Refuse(query, validator, request, EntryQuery.Names) is { } refused)
            return refused;
        await reading.RecordAsync(caller, "entries", ImmutableDictionary<string, string>.Empty.Add("query", query.Asked()), ct);
        var found = await search.FindAsync(query.Page(), ct);
        return TypedResults.Ok(new EntryPage([.. found.Entries.Select(entry => new EntryInLog(entry.Index, Json(entry.Bytes)))], found.Next is { } after ? NextAddress(request, after) : null));
    }

    private static async Task<IResult> GetAsync(string id, EntryReader entries, AuditedReading reading, ClaimsPrincipal caller, CancellationToken ct)
    {
        if (await entries.ReadAsync(id, ct) is not var (stored, _, state, holds))
            return Problem.Of(404, "entry-unknown", $"日志中没有条目 {id}。", $"The log has no entry {id}.");
        await reading.RecordAsync(caller, "entry", ImmutableDictionary<string, string>.Empty.Add("entry", id), ct);
        return TypedResults.Ok(new EntryDetail(
            stored.Index, Json(stored.Bytes), MerkleHash.Leaf(stored.Bytes).ToBase64(), state, holds, state == ContentState.Kept ? Content(stored.Content!) : null));
    }

    private static string NextAddress(HttpRequest request, long after)
    {
        var parameters = QueryHelpers.ParseQuery(request.QueryString.Value);
        parameters["after"] = after.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString(request.Path, parameters);
    }

    /// <summary>Null where somebody made it no JSON: then it is not what the entry commits to.</summary>
    private static JsonElement? Content(byte[] bytes)
    {
        try
        {
            return Json(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement Json(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.Clone();
    }
}
