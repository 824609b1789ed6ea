using System.Globalization;
using System.Text.Json;
using CreditShare.Committee.Refusals;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditShare.Committee.Entries;

/// <summary>An auditor's side: search the exchange log, read an entry and what it commits to.</summary>
internal static class EntryEndpoints
{
    private const int UsualLimit = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        var log = app.MapGroup("/v1/log").WithTags("Committee").RequireScope(Scopes.LogRead).WithMetadata(new RefusalsRecordedBy(typeof(StagedRefusals)));
        log.MapGet("entries", FindAsync).WithSummary("Entries of the exchange log").Produces<EntryPage>().ProducesProblem(400);
        log.MapGet("entries/{id}", GetAsync).WithSummary("One entry and what it commits to").Produces<EntryDetail>().ProducesProblem(404);
    }

    private static async Task<IResult> FindAsync(
        [AsParameters] EntryQuery query, EntryQueryValidator validator, ILogStore log, HttpRequest request, CancellationToken ct)
    {
        var form = validator.Validate(query);
        // A misspelt or repeated filter that is passed over would give an answer to another question.
        foreach (var (name, values) in request.Query.Where(parameter => !EntryQuery.Names.Contains(parameter.Key) || parameter.Value.Count > 1))
        {
            form.Errors.RemoveAll(fault => string.Equals(fault.PropertyName, name, StringComparison.OrdinalIgnoreCase));
            form.Errors.Add(new(name, values.Count > 1 ? "只能出现一次。|It may stand once." : $"没有这个参数，可用：{EntryQuery.NameList}。|There is no such parameter; one of {EntryQuery.NameList}.")
            {
                ErrorCode = values.Count > 1 ? "parameter-repeated" : "parameter-unknown",
            });
        }
        if (!form.IsValid)
            return Invalid(form);
        var limit = (int)(EntryQueryValidator.Number(query.Limit) ?? UsualLimit);
        // One more than is shown tells whether there is a next page.
        var found = await log.FindEntriesAsync(
            new EntryFilter
            {
                Kind = query.Kind, City = query.City, Agency = query.Agency, Subject = query.Subject?.ToUpperInvariant(),
                From = EntryQueryValidator.Instant(query.From), Until = EntryQueryValidator.Instant(query.Until),
                After = EntryQueryValidator.Number(query.After), NewestFirst = query.Order == "newest", Limit = limit + 1,
            },
            ct);
        var entries = found.Take(limit).ToList();
        var next = found.Count > limit ? NextAddress(request, entries[^1].Index) : null;
        return TypedResults.Ok(new EntryPage([.. entries.Select(entry => new EntryInLog(entry.Index, Json(entry.Bytes)))], next));
    }

    private static async Task<IResult> GetAsync(string id, ILogStore log, CancellationToken ct)
    {
        if (await log.FindEntryAsync(id, ct) is not { } stored)
            return Problem.Of(404, "entry-unknown", $"日志中没有条目 {id}。", $"The log has no entry {id}.");
        var commit = EntryEncoding.TryDecode(stored.Bytes, out var entry) ? entry.Commit : null;
        var kept = stored is { CommitKey: not null, Content: not null };
        return TypedResults.Ok(new EntryDetail(
            stored.Index,
            Json(stored.Bytes),
            MerkleHash.Leaf(stored.Bytes).ToBase64(),
            commit is null ? "none" : kept ? "kept" : "erased",
            commit is { } commitment && kept ? commitment.Matches(stored.CommitKey, stored.Content) : null,
            kept ? Json(stored.Content!) : null));
    }

    private static ProblemHttpResult Invalid(FluentValidation.Results.ValidationResult form) => Problem.Of(
        400, "query-invalid", "查询条件不正确，见 errors。", "The query is wrong, see errors.",
        [.. form.Errors.Select(fault =>
        {
            var texts = fault.ErrorMessage.Split('|');
            return new ProblemError(
                JsonNamingPolicy.CamelCase.ConvertName(fault.PropertyName), fault.ErrorCode,
                Convert.ToString(fault.AttemptedValue, CultureInfo.InvariantCulture), null, texts[0], texts[^1]);
        })]);

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
