using CreditShare.Committee.Refusals;
using CreditShare.ExchangeLog.Tiles;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Committee.Tiles;

/// <summary>
/// The log as static files, exactly as C2SP tlog-tiles has them. Checkpoint and hash tiles are open: they say nothing about anybody. Entries need the auditor's
/// scope. What a checkpoint has covered never changes.
/// </summary>
internal static class TileEndpoints
{
    private const string Immutable = "max-age=31536000, immutable";
    private const string Octets = "application/octet-stream";

    public static void Map(IEndpointRouteBuilder app)
    {
        var open = app.MapGroup("/log").WithTags("Exchange log").AllowAnonymous();
        open.MapGet("checkpoint", CheckpointAsync).WithSummary("The checkpoint that is shown, with its cosignatures (C2SP tlog-checkpoint)")
            .Produces<string>(contentType: "text/plain").ProducesProblem(404);
        open.MapGet("tile/{**path}", HashesAsync).WithSummary("A tile of hashes: <level>/<index>[.p/<width>] (C2SP tlog-tiles)")
            .Produces<byte[]>(contentType: Octets).ProducesProblem(404);
        app.MapGet("/log/tile/entries/{**path}", EntriesAsync).WithTags("Exchange log").RequireScope(Scopes.LogRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)))
            .WithSummary("A bundle of entries: <index>[.p/<width>] (C2SP tlog-tiles)").Produces<byte[]>(contentType: Octets).ProducesProblem(404);
    }

    private static async Task<IResult> CheckpointAsync(HttpResponse response, ShownLog shown, CancellationToken ct)
    {
        response.Headers.CacheControl = "no-cache";
        return await shown.ReadAsync(ct) is { } log
            ? TypedResults.Text(log.Note, "text/plain; charset=utf-8")
            : Problem.Of(404, "no-checkpoint", "日志尚无检查点。", "The log has no checkpoint yet.");
    }

    private static async Task<IResult> HashesAsync(string path, HttpResponse response, ShownLog shown, ILogStore log, CancellationToken ct)
    {
        if (!TilePath.TryParse($"tile/{path}", out var tile) || tile.IsEntries || !await IsShownAsync(tile, shown, ct)
            || (await log.ReadTilesAsync([tile], ct))[0] is not { } found)
            return NoResource(response, $"tile/{path}");
        response.Headers.CacheControl = $"public, {Immutable}";
        return TypedResults.Bytes(found.Bytes, Octets);
    }

    private static async Task<IResult> EntriesAsync(string path, HttpResponse response, ShownLog shown, ILogStore log, CancellationToken ct)
    {
        if (!TilePath.TryParse($"tile/entries/{path}", out var tile) || !await IsShownAsync(tile, shown, ct))
            return NoResource(response, $"tile/entries/{path}");
        var first = tile.Index * Tile.FullWidth;
        var entries = await log.ReadEntriesAsync(first, first + tile.Width, ct);
        response.Headers.CacheControl = $"private, {Immutable}";
        return TypedResults.Bytes(EntryBundle.Encode([.. entries.Select(entry => new ReadOnlyMemory<byte>(entry))]), Octets);
    }

    /// <summary>Whether the checkpoint that is shown covers all of it. A narrower tile than there is now was the widest of some checkpoint before.</summary>
    private static async Task<bool> IsShownAsync(TilePath tile, ShownLog shown, CancellationToken ct) =>
        await shown.ReadAsync(ct) is { } log && tile.Width <= Tile.WidthAt(tile.Level, tile.Index, log.Checkpoint.Size);

    private static ProblemHttpResult NoResource(HttpResponse response, string path)
    {
        // It may be there with the next checkpoint.
        response.Headers.CacheControl = "no-store";
        return Problem.Of(404, "resource-unknown", $"日志中没有 {path}。", $"The log has no {path}.");
    }
}
