using System.Text.Json;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Auditing;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CreditShare.Query.Clocks;

/// <summary>A bureau's side: when may a record of ours be repaired, and when does it end? Served here because a city keeps no store of decided records.</summary>
internal static class ClockEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/records/{city}/{sourceId}/clocks", ReadAsync).WithTags("Query")
            .RequireScope(Scopes.RecordsRead).WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)))
            .WithSummary("The days that govern a record: publicity, earliest repair, expiry, deletion, and why")
            .WithDescription("For the bureau that sent the record.")
            .Produces<RecordClocksAnswer>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(503);

    private static async Task<IResult> ReadAsync(
        string city, string sourceId, HttpContext context, IProfileStore profiles, SeedFolder seeds, ILogStore log, StagedRefusals refusals, IOptions<JsonOptions> json, TimeProvider time, CancellationToken ct)
    {
        var now = Instants.InMilliseconds(time.GetUtcNow());
        if (context.User.City() != city)
        {
            await refusals.RecordAsync(
                new(now, context.User.Account(), context.User.City(), null, "GET /v1/records/{city}/{sourceId}/clocks", 403, "other-city"), ct);
            return Problem.Of(403, "other-city", $"令牌属于城市 {context.User.City()}，不能读取其他城市的记录。", $"The token speaks for city {context.User.City()}; it cannot read another city's record.");
        }
        var key = new RecordKey(city, Uri.UnescapeDataString(sourceId));
        if ((await profiles.FindByRecordAsync(key, ct))?.Find(key) is not { } held)
            return Problem.Of(404, "record-unknown", $"没有记录 {Reason.Show(key.ToString())}，或其内容已依法删除。", $"There is no record {Reason.Show(key.ToString())}, or its content has been deleted by law.");
        var id = $"read-{Guid.CreateVersion7(now):N}";
        var day = ChinaCalendar.Today(now);
        var answer = new RecordClocksAnswer(
            id, key.ToString(), held.Version, day, OwnRecord.Of(held, seeds.Lifecycle, day).State, held.Disputed, RecordClocks.Of(held.Record, held.Objection, seeds.Lifecycle));
        await log.StageAsync([Entry(context, id, now, key, held)], ct);
        return TypedResults.Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, json.Value.SerializerOptions), "application/json; charset=utf-8");
    }

    /// <summary>It commits to nothing: what was read is the bureau's own, and follows from record, editions and day.</summary>
    private static StagedEntry Entry(HttpContext context, string id, DateTimeOffset at, RecordKey key, HeldRecord held) => StagedEntries.Open(new LogEntry
    {
        Kind = EntryKind.RecordRead,
        Id = id,
        At = at,
        Actor = new EntryActor(context.User.City(), null, context.User.Account() ?? ""),
        Subject = held.Record.Subject?.Code,
        Record = new(key.ToString(), held.Version),
        Blind = StagedEntries.NewBlind(),
    });
}
