using System.Collections.Immutable;
using System.Security.Claims;
using CreditShare.Committee.Entries;
using CreditShare.Committee.Exports;
using CreditShare.Committee.Proofs;
using CreditShare.Committee.Reading;
using CreditShare.Committee.Refusals;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Pages.Language;
using CreditShare.Pages.SigningIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Committee.Pages.Log;

/// <summary>Files that the pages of the log lead to: what a search finds, and the proof of one entry.</summary>
internal static class LogDownloads
{
    public const string Export = "/committee/log/export";

    public const string Proof = "/committee/log/entry/proof";

    public static void Map(IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("").BySession().RequireScope(Scopes.LogRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals))).ExcludeFromDescription();
        files.MapGet(Export, ExportAsync);
        files.MapGet(Proof, ProofAsync);
    }

    private static async Task<IResult> ExportAsync(string? format, EntryQueryValidator validator, ExportHandler exports, ClaimsPrincipal reader, HttpRequest request, CancellationToken ct)
    {
        var question = new LogQuestion(request.Query, validator);
        return question.Faults.Count > 0
            ? Problem.Of(400, "query-invalid", "查询条件不正确。", "The query is wrong.", question.Faults)
            : await exports.ExportAsync(question.Query, format, reader, Texts.IsChinese, ct);
    }

    private static async Task<IResult> ProofAsync(string? id, EntryReader entries, InclusionProofs proofs, AuditedReading reading, ClaimsPrincipal reader, CancellationToken ct)
    {
        if (id is null || await entries.ReadAsync(id, ct) is not { Stored: var stored })
            return Problem.Of(404, "entry-unknown", "日志中没有这个条目。", "The log has no such entry.");
        if (await proofs.BuildAsync(stored, ct) is not var (file, _))
            return Problem.Of(409, "entry-not-covered", "该条目尚未进入公布的检查点，请稍后再试。", "No checkpoint that is shown covers the entry yet; ask again in a moment.");
        await reading.RecordAsync(reader, "proof", ImmutableDictionary<string, string>.Empty.Add("entry", id), ct);
        return TypedResults.File(file.Encode(), "text/plain; charset=utf-8", $"{id}.tlog-proof");
    }
}
