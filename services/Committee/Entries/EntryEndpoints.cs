using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using CreditShare.Committee.Reading;
using CreditShare.Committee.Refusals;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditShare.Committee.Entries;

/// <summary>An auditor's side: search the exchange log, read an entry and what it commits to.</summary>
internal static class EntryEndpoints
{
    private const int UsualLimit = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        var log = app.MapGroup("/v1/log").WithTags("Committee").RequireScope(Scopes.LogRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)));
        log.MapGet("entries", FindAsync).WithSummary("Entries of the exchange log").Produces<EntryPage>().ProducesProblem(400);
        log.MapGet("entries/{id}", GetAsync).WithSummary("One entry and what it commits to").Produces<EntryDetail>().ProducesProblem(404);
    }

    private static async Task<IResult> FindAsync(
        [AsParameters] EntryQuery query, EntryQueryValidator validator, ILogStore log, AuditedReading reading, ClaimsPrincipal caller, HttpRequest request, CancellationToken ct)
    {
        if (QuestionCheck.Refuse(query, validator, request, EntryQuery.Names) is { } refused)
            return refused;
        await reading.RecordAsync(caller, "entries", ImmutableDictionary<string, string>.Empty.Add("query", query.Filters()), ct);
        var limit = (int)(EntryQueryValidator.Number(query.Limit) ?? UsualLimit);
        // One more than is shown tells whether there is a next page.
        var found = await log.FindEntriesAsync(
            query.Filter(limit + 1) with { After = EntryQueryValidator.Number(query.After), NewestFirst = query.Order == "newest" },
            ct);
        var entries = found.Take(limit).ToList();
        var next = found.Count > limit ? NextAddress(request, entries[^1].Index) : null;
        return TypedResults.Ok(new EntryPage([.. entries.Select(entry => new EntryInLog(entry.Index, Json(entry.Bytes)))], next));
    }

    private static async Task<IResult> GetAsync(string id, ILogStore log, AuditedReading reading, ClaimsPrincipal caller, CancellationToken ct)
    {
        if (await log.FindEntryAsync(id, ct) is not { } stored)
            return Problem.Of(404, "entry-unknown", $"日志中没有条目 {id}。", $"The log has no entry {id}.");
        await reading.RecordAsync(caller, "entry", ImmutableDictionary<string, string>.Empty.Add("entry", id), ct);
        var commit = EntryEncoding.TryDecode(stored.Bytes, out var entry) ? entry.Commit : null;
        var kept = stored is { CommitKey: not null, Content: not null };
        var state = commit is null ? "none"
            : kept ? "kept"
            : stored.Index is { } index && await ErasedContent.IsNamedAsync(log, index, ct) ? "erased"
            : "missing";
        return TypedResults.Ok(new EntryDetail(
            stored.Index,
            Json(stored.Bytes),
            MerkleHash.Leaf(stored.Bytes).ToBase64(),
            state,
            commit is { } commitment && kept ? commitment.Matches(stored.CommitKey, stored.Content) : null,
            kept ? Json(stored.Content!) : null));
    }

    private static string NextAddress(HttpRequest request, long after)
    {
        var parameters = QueryHelpers.ParseQuery(request.QueryString.Value);
        parameters["after"] = after.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString(request.Path, parameters);
    }

    private static JsonElement Json(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.Clone();
    }
}
