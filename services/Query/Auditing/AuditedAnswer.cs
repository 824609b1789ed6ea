using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Query.Lookups;
using CreditShare.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace CreditShare.Query.Auditing;

/// <summary>
/// The only way to an answer with subject data: its entry is staged, durably, before a byte of it leaves. If that fails, the caller gets 503 and nothing else.
/// The entry commits to the answer's very bytes.
/// </summary>
internal sealed class AuditedAnswer(ILogStore log, LookupMetrics metrics, TimeProvider time, IOptions<JsonOptions> json)
{
    /// <param name="request">Who asks, what for.</param>
    /// <param name="make">Makes the answer, given the id of its log entry and the instant.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task<IResult> GiveAsync(LookupRequest request, Func<string, DateTimeOffset, LookupAnswer> make, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var id = $"lookup-{Guid.CreateVersion7(now):N}";
        var answer = make(id, now);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, json.Value.SerializerOptions);
        var entry = StagedEntries.Committing(
            new LogEntry
            {
                Kind = EntryKind.LookupAnswered,
                Id = id,
                At = now,
                Actor = new EntryActor(request.Agency.City, request.Agency.Code, request.Account),
                Purpose = request.Purpose.Code,
                Case = request.CaseNumber,
                Subject = request.Subject,
                Outcome = answer.Result,
                Detail = Detail(request, answer),
                Blind = StagedEntries.NewBlind(),
            },
            bytes);
        await log.StageAsync([entry], ct);
        metrics.Ended(request.Asked, answer.Result);
        return TypedResults.Bytes(bytes, "application/json; charset=utf-8");
    }

    private static ImmutableDictionary<string, string> Detail(LookupRequest request, LookupAnswer answer) =>
        ImmutableDictionary<string, string>.Empty
            .Add("asked", request.Asked)
            .Add("revision", answer.Registry.Revision.ToString(CultureInfo.InvariantCulture))
            .Add("catalogue", answer.Registry.Catalogue ?? "")
            .Add("measures", answer.Registry.Measures ?? "")
            .Add("laws", answer.Registry.Laws)
            .Add("day", answer.Registry.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
