using System.Collections.Immutable;
using CreditShare.Domain.Calendar;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Query.SubjectSide;

/// <summary>What a subject is told about itself is an entry of the log too, durable before it leaves. It commits to nothing: nothing is decided about anybody by it.</summary>
internal sealed class SubjectAudit(ILogStore log, TimeProvider time)
{
    /// <param name="who">Who is told.</param>
    /// <param name="what">own, inquiries or objections.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    /// <returns>The entry's id, and the instant it states (UTC).</returns>
    public async Task<(string Entry, DateTimeOffset At)> StageAsync(Representative who, string what, CancellationToken ct)
    {
        var now = Instants.InMilliseconds(time.GetUtcNow());
        var id = $"own-{Guid.CreateVersion7(now):N}";
        var entry = new LogEntry
        {
            Kind = EntryKind.SubjectAnswered,
            Id = id,
            At = now,
            Actor = new EntryActor(null, null, who.Account),
            Subject = who.Subject,
            Detail = ImmutableDictionary<string, string>.Empty.Add("asked", what).Add("authorisation", who.Authorisation),
            Blind = StagedEntries.NewBlind(),
        };
        await log.StageAsync([StagedEntries.Open(entry)], ct);
        return (id, now);
    }
}
