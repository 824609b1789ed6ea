using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using System.Text;
using CreditShare.Committee.Reading;
using CreditShare.Committee.Refusals;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Proofs;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Pages.SigningIn;
using CreditShare.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Committee.Proofs;

/// <summary>Proofs out of the log, for whoever has to convince a third. An auditor may have any entry's, a bureau its own decisions', an agency its own lookups' and reports'.</summary>
internal static class ProofEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var proofs = app.MapGroup("/v1/log/proofs").WithTags("Committee").RequireScope(Scopes.ProofsRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)));
        proofs.MapGet("inclusion", InclusionAsync).WithSummary("That an entry stands in the log; as a file with Accept: text/plain")
            .Produces<InclusionAnswer>().Produces<string>(contentType: "text/plain").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        proofs.MapGet("answers", AnswerAsync).WithSummary("That a lookup of many named one code and gave one answer about it, without the others")
            .Produces<AnswerProof>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(410);
        proofs.MapGet("consistency", ConsistencyAsync).WithSummary("That the log of one size is the start of the log of another").Produces<ConsistencyAnswer>().ProducesProblem(400);
        app.MapGet("/proofs/{entry}", InclusionAsync).BySession().RequireScope(Scopes.ProofsRead).ExcludeFromDescription()
            .WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals))).AddEndpointFilter(AsFileAsync);
    }

    /// <summary>A person who follows a link from a page gets the file that a verifier reads.</summary>
    private static async ValueTask<object?> AsFileAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var http = invocation.HttpContext;
        http.Request.Headers.Accept = "text/plain";
        var result = await next(invocation);
        if (result is ContentHttpResult)
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{http.Request.RouteValues["entry"]}.tlog-proof\"";
        return result;
    }

    private static async Task<IResult> InclusionAsync(string? entry, HttpContext context, InclusionProofs proofs, ILogStore log, AuditedReading reading, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(entry))
            return Problem.Of(400, "entry-missing", "请用 entry 写明日志条目编号。", "Name the entry by its id: ?entry=…");
        // Somebody else's entry is as unknown as one that is not there.
        if (await log.FindEntryAsync(entry, ct) is not { } stored || !IsOwn(stored.Bytes, context.User))
            return Problem.Of(404, "entry-unknown", $"日志中没有条目 {entry}，或不属于您。", $"The log has no entry {entry}, or it is not yours.");
        if (await proofs.BuildAsync(stored, ct) is not var (proof, checkpoint))
        {
            context.Response.Headers.RetryAfter = "1";
            return Problem.Of(409, "entry-not-covered", "该条目尚未进入公布的检查点，请稍后再试。", "No checkpoint that is shown covers the entry yet; ask again in a moment.");
        }
        await reading.RecordAsync(context.User, "proof", ImmutableDictionary<string, string>.Empty.Add("entry", entry), ct);
        var file = Encoding.UTF8.GetString(proof.Encode());
        if (context.Request.GetTypedHeaders().Accept.Any(accept => accept.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase)))
            return TypedResults.Text(file, "text/plain; charset=utf-8");
        var kept = stored is { CommitKey: not null, Content: not null };
        return TypedResults.Ok(new InclusionAnswer(
            entry, proof.Index, checkpoint.Size, [.. proof.Path.Select(hash => hash.ToBase64())], Encoding.UTF8.GetString(proof.Note), file,
            kept ? Convert.ToBase64String(stored.CommitKey!) : null, kept ? Convert.ToBase64String(stored.Content!) : null));
    }

    private static async Task<IResult> AnswerAsync(string? entry, string? subject, ClaimsPrincipal caller, ILogStore log, AuditedReading reading, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(entry) || string.IsNullOrEmpty(subject))
            return Problem.Of(400, "question-incomplete", "请用 entry 写明日志条目编号，用 subject 写明代码。", "Name the entry by its id and the subject by its code: ?entry=…&subject=….");
        if (await log.FindEntryAsync(entry, ct) is not { } stored || !IsOwn(stored.Bytes, caller)
            || !EntryEncoding.TryDecode(stored.Bytes, out var read) || BatchLookupEntry.AnswersRoot(read) is null)
            return Problem.Of(404, "entry-unknown", $"日志中没有批量查询条目 {entry}，或不属于您。", $"The log has no entry {entry} of a lookup of many, or it is not yours.");
        if (stored is not { CommitKey: { } key, Content: { } content })
            return Problem.Of(410, "content-erased", "该次查询的清单已依法删除。", "The list of this lookup has been deleted by law.");
        var items = BatchLookupContent.Read(content).Items;
        var place = items.Select(item => item.Code).ToList().IndexOf(subject.ToUpperInvariant());
        if (place < 0)
            return Problem.Of(404, "subject-unknown", "该条目的清单中没有这个代码。", "The list of the entry does not have this code.");
        await reading.RecordAsync(caller, "proof", ImmutableDictionary<string, string>.Empty.Add("entry", entry), ct);
        return TypedResults.Ok(AnswerProof.Build(key, place, [.. items.Select(item => item.Code)], [.. items.Select(item => MerkleHash.Parse(item.Answer))]));
    }

    private static async Task<IResult> ConsistencyAsync(string? from, string? to, ShownLog shown, ILogStore log, CancellationToken ct)
    {
        var size = (await shown.ReadAsync(ct))?.Checkpoint.Size ?? 0;
        var (older, newer) = (Size(from), to is null ? size : Size(to));
        if (older is not { } first || newer is not { } second || first > second || second > size)
        {
            return Problem.Of(
                400, "sizes-wrong", $"from 和 to 是整数，0 ≤ from ≤ to ≤ {size}（当前公布的大小）。", $"from and to are whole numbers, 0 ≤ from ≤ to ≤ {size}, the size that is shown.",
                [new("from", "size", from, "a size of the log", "from 为日志大小。", "from is a size of the log."), new("to", "size", to, "a size of the log", "to 为日志大小。", "to is a size of the log.")]);
        }
        var tiles = await InclusionProofs.TilesAsync(log, ConsistencyProof.TilesFor(first, second), ct);
        return TypedResults.Ok(ConsistencyAnswer.Of(first, second, ConsistencyProof.Build(first, second, tile => tiles[tile])));

        // As the log's own texts write a size: no leading zero.
        static long? Size(string? text) =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (text is "0" || text![0] != '0') ? number : null;
    }

    private static bool IsOwn(byte[] bytes, ClaimsPrincipal caller) =>
        caller.HasScope(Scopes.LogRead)
        || (EntryEncoding.TryDecode(bytes, out var entry) && entry.Kind switch
        {
            EntryKind.RecordDecided => entry.Actor.City is { } city && city == caller.City(),
            EntryKind.LookupAnswered or EntryKind.BatchLookupAnswered or EntryKind.ReportIssued => entry.Actor.Agency is { } agency && agency == caller.Agency(),
            _ => false,
        });
}
