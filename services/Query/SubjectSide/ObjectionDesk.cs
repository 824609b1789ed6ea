using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Objections;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Problems;
using CreditShare.Storage;
using CreditShare.Storage.Seeds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Query.SubjectSide;

/// <summary>
/// Takes objections and says what became of them. The entry in the log is the objection: once it is durable it is filed, and filing it again adds nothing. The registry sets the mark
/// and sends it to the city that settles it.
/// </summary>
internal sealed class ObjectionDesk(ILogStore log, IProfileStore profiles, SeedFolder seeds, ObjectionValidator validator, SubjectAudit audit, TimeProvider time)
{
    private const int LongestKey = 200;

    /// <param name="who">Who objects.</param>
    /// <param name="request">To what, and why.</param>
    /// <param name="idempotencyKey">Makes two filings with the same text two objections, and a repeated call one; without, the same text is the same objection.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task<IResult> FileAsync(Representative who, ObjectionRequest request, string? idempotencyKey, CancellationToken ct)
    {
        if (idempotencyKey?.Length > LongestKey)
            return Problem.Of(400, "idempotency-key", "Idempotency-Key 最多 200 个字符。", "An Idempotency-Key has 200 characters at most.");
        if (Faults(request) is { Count: > 0 } faults)
            return Problem.Of(400, "objection-invalid", "异议内容不完整或不正确，问题逐项列出。", "The objection is incomplete or wrong: each fault is listed.", faults);
        var (grounds, contact) = (request.Grounds!.Trim(), request.Contact!.Trim());
        var id = Id(who, idempotencyKey, request.Key!, grounds, contact);
        if (await log.FindEntryAsync(id, ct) is { } earlier && EntryEncoding.TryDecode(earlier.Bytes, out var entry))
            return Repeated(who, earlier, entry, request.Key!, grounds, contact, await profiles.HistoryAsync(who.Subject, ct));
        var profile = await profiles.FindAsync(who.Subject, ct);
        if (profile?.Records.FirstOrDefault(record => record.Key.ToString() == request.Key) is not { } held)
            return Unprocessable("record-unknown", $"登记库中没有贵单位的记录 {Reason.Show(request.Key)}。", $"The registry holds no record {Reason.Show(request.Key)} about the organisation.", request.Key!);
        if (!held.Stands)
            return Unprocessable("record-ended", $"记录 {Reason.Show(request.Key)} 已撤销或已修复，不再使用。", $"The record {Reason.Show(request.Key)} was withdrawn or repaired and is in no use.", request.Key!);
        var now = Instants.InMilliseconds(time.GetUtcNow());
        var objection = new FiledObjection(id, who.Subject, request.Key!, held.Version, held.Record.Item, held.Record.DecidedOn, grounds, contact);
        entry = new LogEntry
        {
            Kind = EntryKind.ObjectionFiled,
            Id = id,
            At = now,
            Actor = new EntryActor(null, null, who.Account),
            Subject = who.Subject,
            Record = new(request.Key!, held.Version),
            Detail = ImmutableDictionary<string, string>.Empty.Add("authorisation", who.Authorisation).Add("city", objection.City),
            Blind = StagedEntries.NewBlind(),
        };
        await log.StageAsync([StagedEntries.Committing(entry, FiledObjectionJson.Write(objection))], ct);
        return Accepted(who, Status(entry, objection, []));
    }

    /// <param name="who">Who is told.</param>
    /// <param name="after">Go on behind this index; null from the newest.</param>
    /// <param name="limit">1 or more.</param>
    /// <param name="ct">Ends when the caller has gone.</param>
    public async Task<ObjectionPage> ReadAsync(Representative who, long? after, int limit, CancellationToken ct)
    {
        var found = await log.FindEntriesAsync(new() { Subject = who.Subject, Kind = EntryKind.ObjectionFiled, NewestFirst = true, After = after, Limit = limit + 1 }, ct);
        var versions = found.Count == 0 ? [] : await profiles.HistoryAsync(who.Subject, ct);
        var items = new List<ObjectionStatus>();
        foreach (var (_, bytes) in found.Take(limit))
        {
            if (!EntryEncoding.TryDecode(bytes, out var entry))
                continue;
            var content = (await log.FindEntryAsync(entry.Id, ct))?.Content;
            items.Add(Status(entry, content is null ? null : FiledObjectionJson.Read(content), versions));
        }
        var (own, now) = await audit.StageAsync(who, "objections", ct);
        var next = found.Count > limit ? string.Create(CultureInfo.InvariantCulture, $"/v1/subjects/{who.Subject}/objections?after={found[limit - 1].Index}&limit={limit}") : null;
        return new(own, now, who.Subject, items, next);
    }

    private IResult Repeated(Representative who, StoredEntry earlier, LogEntry entry, string key, string grounds, string contact, IReadOnlyList<PastVersion> versions)
    {
        var objection = earlier.Content is { } content ? FiledObjectionJson.Read(content) : null;
        return objection is null || (objection.Record == key && objection.Grounds == grounds && objection.Contact == contact)
            ? Accepted(who, Status(entry, objection, versions))
            : Problem.Of(422, "idempotency-conflict", "此 Idempotency-Key 已用于内容不同的异议，请换一个。", "This Idempotency-Key was used for another objection; use a new one.");
    }

    private static Accepted<ObjectionStatus> Accepted(Representative who, ObjectionStatus status) => TypedResults.Accepted($"/v1/subjects/{who.Subject}/objections", status);

    private ObjectionStatus Status(LogEntry entry, FiledObjection? objection, IReadOnlyList<PastVersion> versions)
    {
        var key = entry.Record!.Key;
        var clock = ObjectionClock.From(ChinaCalendar.Today(entry.At), seeds.WorkingDays);
        var ofRecord = versions.Where(version => version.Key.ToString() == key).ToList();
        var mark = ofRecord.FirstOrDefault(version => version.Version.Change == ChangeKind.Dispute && version.Record?.ChangeReason?.Contains(entry.Id, StringComparison.Ordinal) == true);
        // The first version with which it is open no longer, by the one rule; without a mark there is none to settle, and only the record's end tells of it.
        var closing = mark is null
            ? ofRecord.FirstOrDefault(version => version.Version.Change is ChangeKind.Withdraw or ChangeKind.Repair or ChangeKind.Erase && version.DecidedAt > entry.At)
            : ofRecord.FirstOrDefault(version => version.Version.Version > mark.Version.Version && !HistoryUntil(ofRecord, version).IsDisputed);
        var state = closing is { Version.Change: ChangeKind.Resolve } ? "settled" : closing is not null ? "closed" : mark is not null ? "open" : "filed";
        return new(
            entry.Id, key, objection?.Version, key[..6], entry.At, state, mark?.DecidedAt, closing?.DecidedAt, closing?.Record?.ChangeReason,
            clock.DueOn, clock.LatestOn, objection?.Grounds);
    }

    private static RecordHistory HistoryUntil(IEnumerable<PastVersion> versions, PastVersion last) =>
        new([.. versions.TakeWhile(version => version.Version.Version <= last.Version.Version).Select(version => version.Version)]);

    private List<ProblemError> Faults(ObjectionRequest request) =>
    [
        .. validator.Validate(request).Errors.Select(fault =>
        {
            var texts = fault.ErrorMessage.Split('|');
            return new ProblemError($"/{JsonNamingPolicy.CamelCase.ConvertName(fault.PropertyName)}", fault.ErrorCode, null, null, texts[0], texts[^1]);
        }),
    ];

    private static ProblemHttpResult Unprocessable(string code, string zh, string en, string key) =>
        Problem.Of(422, code, zh, en, new ProblemError("/key", code, Reason.Show(key), "a key of GET /v1/subjects/{uscc}/own", zh, en));

    private static string Id(Representative who, string? idempotencyKey, params string[] content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // A length in front of each part, so that no two objections share an id.
        foreach (var part in (string[])(idempotencyKey is { Length: > 0 } key ? [who.Subject, "key", who.Account, key] : [who.Subject, "text", .. content]))
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{part.Length}:{part}")));
        return $"objection-{Convert.ToHexStringLower(hash.GetHashAndReset())[..32]}";
    }
}
