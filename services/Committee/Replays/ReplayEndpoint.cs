using System.Collections.Immutable;
using System.Security.Claims;
using CreditShare.Committee.Reading;
using CreditShare.Committee.Refusals;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Committee.Replays;

/// <summary>Whether an answer given in the past was the one that followed from what was known then.</summary>
internal static class ReplayEndpoint
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/log/entries/{id}/replay", ReplayAsync).WithTags("Committee").RequireScope(Scopes.LogRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)))
            .WithSummary("An answer computed again, and whether it is the one that the log commits to")
            .WithDescription("Of a lookup of many: counts, and the answers that do not match; with subject, the one about that code.")
            .Produces<ReplayAnswer>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(422);

    private static async Task<IResult> ReplayAsync(
        string id, string? subject, ILogStore log, LookupReplay replay, BatchLookupReplay replayMany, AuditedReading reading, ClaimsPrincipal caller, CancellationToken ct)
    {
        if (await log.FindEntryAsync(id, ct) is not { } stored || !EntryEncoding.TryDecode(stored.Bytes, out var entry))
            return Problem.Of(404, "entry-unknown", $"日志中没有条目 {id}。", $"The log has no entry {id}.");
        await reading.RecordAsync(caller, "replay", ImmutableDictionary<string, string>.Empty.Add("entry", id), ct);
        if (entry.Kind == EntryKind.BatchLookupAnswered)
        {
            return await replayMany.ReplayAsync(entry, stored, subject?.ToUpperInvariant(), ct) is { } answers
                ? TypedResults.Ok(answers)
                : Problem.Of(404, "subject-unknown", "该条目的清单中没有这个代码。", "The list of the entry does not have this code.");
        }
        return await replay.ReplayAsync(entry, stored, ct) is { } answer
            ? TypedResults.Ok(answer)
            : Problem.Of(422, "not-an-answer", "该条目不是查询答复。", "The entry is not one of an answer to a lookup.");
    }
}
