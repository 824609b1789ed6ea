using CreditShare.Domain.Calendar;
using CreditShare.Domain.Lookups;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Query.Lookups;
using CreditShare.Storage;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Query.Auditing;

/// <summary>
/// The only way to an answer with subject data: its entry is staged, durably, before a byte of it leaves. If that fails, the caller gets 503 and nothing else.
/// The entry commits to the answer's very bytes.
/// </summary>
internal sealed class AuditedAnswer(ILogStore log, LookupMetrics metrics, TimeProvider time)
{
    /// <param name="request">Who asks, what for.</param>
    /// <param name="make">Makes the answer, given the id of its log entry and the instant.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task<IResult> GiveAsync(LookupRequest request, Func<string, DateTimeOffset, LookupAnswer> make, CancellationToken ct)
    {
        var now = Instants.InMilliseconds(time.GetUtcNow());
        var id = $"lookup-{Guid.CreateVersion7(now):N}";
        var answer = make(id, now);
        var bytes = LookupAnswerJson.Write(answer);
        var entry = StagedEntries.Committing(
            new LogEntry
            {
                Kind = EntryKind.LookupAnswered,
                Id = id,
                At = now,
                Actor = new EntryActor(request.Question.City, request.Question.Agency, request.Account),
                Purpose = request.Question.Purpose,
                Case = request.Question.CaseNumber,
                Subject = request.Question.Subject,
                Outcome = answer.Result,
                Detail = LookupEntryDetail.Write(request.Question, answer),
                Blind = StagedEntries.NewBlind(),
            },
            bytes);
        await log.StageAsync([entry], ct);
        metrics.Ended(request.Question.Asked, answer.Result);
        return TypedResults.Bytes(bytes, "application/json; charset=utf-8");
    }
}
