using System.Collections.Immutable;
using System.Globalization;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Lookups;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Limits;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Asking;
using CreditShare.Query.Lookups;
using CreditShare.Storage;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Query.BatchLookups;

/// <summary>Answers a lookup of many: the call's form and right, each line's, the first pass over the profiles, the one entry, and then the answers.</summary>
internal sealed class BatchLookupHandler(AskingCheck check, CallerLimits limits, IProfileStore profiles, AnswerBuilder builder, AnswerRoom room, ILogStore log, LookupMetrics metrics, TimeProvider time)
{
    public async Task AnswerAsync(BatchLookupQuery query, HttpContext context, CancellationToken ct)
    {
        if (Form(context.Request) is not { } isNdjson)
        {
            await Problem.Of(406, "not-acceptable", "可用格式：application/json、application/x-ndjson。", "Answers are application/json or application/x-ndjson.").ExecuteAsync(context);
            return;
        }
        var (answered, refused) = await AskAsync(await BatchRequestReader.ReadAsync(context.Request, query, ct), context, ct);
        if (answered is null)
        {
            await refused!.ExecuteAsync(context);
            return;
        }
        using var batch = answered;
        context.Response.ContentType = isNdjson ? BatchRequestReader.Ndjson : "application/json; charset=utf-8";
        using var writer = new BatchAnswerWriter(context.Response.BodyWriter, isNdjson);
        await writer.WriteAsync(batch.Answers, batch.Lines, batch.Content, batch.Key, ct);
    }

    /// <summary>Until the entry is durable.</summary>
    /// <param name="request">As it came.</param>
    /// <param name="context">Whose caller asks, and has limits.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    /// <returns>What may leave, or the answer to give instead.</returns>
    public async Task<(AnsweredBatch? Answered, IResult? Refused)> AskAsync(BatchRequest request, HttpContext context, CancellationToken ct)
    {
        var (asking, refused) = await check.CheckAsync(context.User, request.Statement, request.Faults, null, ct);
        if (asking is null)
            return (null, refused);
        var lines = BatchLines.Of(request.Lines);
        // The call has taken one subject already; a list is answered whole or not at all.
        if (await limits.TakeSubjectsAsync(context, Math.Max(0, lines.Codes.Count - 1)) is { } exhausted)
            return (null, exhausted);
        var now = Instants.InMilliseconds(time.GetUtcNow());
        var answers = new BatchAnswers(profiles, builder, room, asking, request.Asked, lines.Codes, $"lookups-{Guid.CreateVersion7(now):N}", now);
        var key = BatchLookupEntry.NewKey();
        var content = await StageAsync(answers, lines, key, ct);
        // From here the log says that the answers were given, whether or not the caller stays to hear them.
        metrics.Ended(request.Asked, LookupMetrics.OfMany);
        return (new(answers, lines, content, key), null);
    }

    private async Task<BatchLookupContent> StageAsync(BatchAnswers answers, BatchLines lines, byte[] key, CancellationToken ct)
    {
        try
        {
            var (content, basis) = await answers.PrepareAsync(key, ct);
            var asking = answers.Asking;
            var detail = basis is null
                ? ImmutableDictionary<string, string>.Empty.Add("asked", answers.Asked)
                : LookupEntryDetail.WriteShared(asking.Question(answers.Asked, ""), basis);
            var entry = new LogEntry
            {
                Kind = EntryKind.BatchLookupAnswered,
                Id = answers.Entry,
                At = answers.Now,
                Actor = asking.Actor,
                Purpose = asking.Purpose.Code,
                Case = asking.CaseNumber,
                Detail = detail
                    .Add("lines", Text(lines.Lines.Count))
                    .Add("refused", Text(lines.Lines.Count(line => line.Error is not null))),
                Blind = StagedEntries.NewBlind(),
            };
            await log.StageAsync([BatchLookupEntry.Make(entry, key, content)], ct);
            return content;
        }
        catch (Exception fault)
        {
            answers.Dispose();
            if (fault is StoreUnavailableException)
                metrics.Ended(answers.Asked, LookupMetrics.Unavailable);
            throw;
        }
    }

    /// <summary>Whether the caller wants NDJSON; null if it wants neither form.</summary>
    private static bool? Form(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        if (accepted.Count == 0 || accepted.Any(accept => accept.MatchesMediaType("application/json")))
            return accepted.Any(accept => accept.MediaType.Equals(BatchRequestReader.Ndjson, StringComparison.OrdinalIgnoreCase) && accept.Quality is null or 1) ? true : false;
        return accepted.Any(accept => accept.MatchesMediaType(BatchRequestReader.Ndjson)) ? true : null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
