using System.Collections.Immutable;
using System.Text.Json;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Members;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Problems;
using CreditShare.Storage;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Query.Auditing;

/// <summary>
/// As <see cref="AuditedAnswer"/>, for answers that are not about one subject, or not computed from a profile: their entry too is durable before a byte leaves, and commits to the very bytes. What was asked and
/// answered stands in the content alone, which can be erased, and not in the entry, which cannot.
/// </summary>
internal sealed class AuditedListing(ILogStore log, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = Options();

    /// <summary>Now, UTC in milliseconds: as an answer states it.</summary>
    public DateTimeOffset Now => Instants.InMilliseconds(time.GetUtcNow());

    /// <param name="asker">Who asks: the token's agency and account.</param>
    /// <param name="stated">Purpose and case, and the subject where there is one.</param>
    /// <param name="kind">Of the entry; the word before its point begins the entry's id.</param>
    /// <param name="detail">Facts of the kind.</param>
    /// <param name="named">Subjects that the answer tells of: the entry is found by them.</param>
    /// <param name="make">Makes the answer, given the id of its entry and the instant.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task<IResult> GiveAsync<T>(
        (Agency Agency, string Account) asker, (string? Purpose, string? Case, string? Subject) stated, string kind, ImmutableDictionary<string, string> detail, IReadOnlyList<string> named, Func<string, DateTimeOffset, T> make, CancellationToken ct)
    {
        var now = Now;
        var id = $"{kind[..kind.IndexOf('.', StringComparison.Ordinal)]}-{Guid.CreateVersion7(now):N}";
        var bytes = JsonSerializer.SerializeToUtf8Bytes(make(id, now), Json);
        var entry = new LogEntry
        {
            Kind = kind,
            Id = id,
            At = now,
            Actor = new EntryActor(asker.Agency.City, asker.Agency.Code, asker.Account),
            Purpose = stated.Purpose,
            Case = stated.Case,
            Subject = stated.Subject,
            Outcome = "answered",
            Detail = detail,
            Blind = StagedEntries.NewBlind(),
        };
        await log.StageAsync([StagedEntries.Committing(entry, bytes) with { Named = named }], ct);
        return TypedResults.Bytes(bytes, "application/json; charset=utf-8");
    }

    /// <summary>The answer again, out of the bytes that were committed to.</summary>
    public static T Read<T>(ReadOnlyMemory<byte> bytes) => JsonSerializer.Deserialize<T>(bytes.Span, Json) ?? throw new JsonException("An answer cannot be null.");

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions();
        ProblemsExtensions.Json(options);
        return options;
    }
}
