using CreditShare.Committee.Refusals;
using CreditShare.Hosting.Auth;
using CreditShare.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CreditShare.Committee.Witnesses;

/// <summary>Who vouches for the checkpoint that is shown.</summary>
internal static class WitnessEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var log = app.MapGroup("/v1/log").WithTags("Committee").RequireScope(Scopes.LogRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)));
        log.MapGet("witnesses", WitnessesAsync).WithSummary("Who cosigned, and whether the policy is met").Produces<WitnessReport>();
    }

    private static async Task<IResult> WitnessesAsync(IWitnessStore witnesses, CancellationToken ct)
    {
        var published = await witnesses.ReadPublishedAsync(ct);
        var standings = await witnesses.ReadWitnessesAsync(ct);
        return TypedResults.Ok(new WitnessReport(
            published?.Note, published?.Cosignatures ?? 0, published?.Quorum ?? 0, published is { } shown && shown.Cosignatures >= shown.Quorum, published?.WitnessedAt,
            [.. standings.OrderBy(standing => standing.Name, StringComparer.Ordinal)
                .Select(standing => new WitnessReportLine(standing.Name, standing.Size, standing.At, standing.Evidence))]));
    }
}

/// <summary>Who vouches for the log.</summary>
/// <param name="Checkpoint">The note that is shown; absent before the first.</param>
/// <param name="Cosignatures">How many are in it.</param>
/// <param name="Quorum">How many the policy asks for.</param>
/// <param name="Met">Whether the checkpoint that is shown has as many.</param>
/// <param name="WitnessedAt">When a checkpoint last had as many, UTC.</param>
/// <param name="Witnesses">Every witness that ever answered, by name.</param>
public sealed record WitnessReport(
    string? Checkpoint, int Cosignatures, int Quorum, bool Met, DateTimeOffset? WitnessedAt, IReadOnlyList<WitnessReportLine> Witnesses);

/// <param name="Name">Of its key.</param>
/// <param name="Size">What it cosigned last.</param>
/// <param name="At">When it last said so, UTC.</param>
/// <param name="Evidence">What it has against the log: absent, or the log has stopped.</param>
public sealed record WitnessReportLine(string Name, long Size, DateTimeOffset At, string? Evidence);
