using System.Collections.Immutable;
using System.Globalization;
using CreditShare.Contracts;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Registry.Deciding;

/// <summary>
/// One deciding of one chunk: what the store holds, as the records decided so far have changed it. Later records of a chunk see the earlier ones.
/// </summary>
internal sealed class ChunkWork(SubmitRecords message, HeldState held, DateTimeOffset now)
{
    private readonly ProfileFold fold = new(held.Histories, held.Profiles);
    private readonly Dictionary<string, RecordKey> identities = new(held.Identities);
    private readonly List<NewVersion> versions = [];
    private readonly List<RaisedVersion> raised = [];
    private readonly List<NewIdentity> newIdentities = [];
    private readonly List<StagedEntry> entries = [];

    private readonly EntryActor actor = new(message.City, null, message.Account);
    private readonly ImmutableDictionary<string, string> batchDetail = ImmutableDictionary<string, string>.Empty
        .Add("batch", message.Batch)
        .Add("receivedAt", message.ReceivedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));

    /// <summary>
    /// In milliseconds, and later than all that the chunk is decided upon, whatever the clock says: an instant then names one revision of a profile, and what was known at it.
    /// </summary>
    public DateTimeOffset DecidedAt { get; } = held.Profiles.Values.Select(profile => profile.KnownAt.AddMilliseconds(1)).Append(Instants.InMilliseconds(now)).Max();

    private HoldingRoom Room => field ??= new(fold);

    public ChunkEffects Effects() => new(
        versions,
        raised,
        newIdentities,
        [.. fold.Changed.Select(profile => new ChangedProfile(fold.Before(profile.Code).Revision, profile))],
        entries);

    public Decision Decide(PreparedRecord record)
    {
        long? order = null;
        var decision = new Decision
        {
            Line = record.Line,
            Outcome = Outcome.Rejected,
            Key = record.Key?.ToString(),
            Subject = record.Record?.Subject?.Code,
            LogEntry = string.Create(CultureInfo.InvariantCulture, $"{message.City}-{message.Batch}.{message.Chunk}.{record.Line}"),
            Reasons = record.Reasons,
        };
        if (record.CanStand)
            (decision, order) = Place(record, decision);
        entries.Add(Entry(record, decision, order));
        return decision;
    }

    /// <returns>The decision, and the order that a version has by it; null if it changes nothing.</returns>
    private (Decision Decision, long? Order) Place(PreparedRecord record, Decision decision)
    {
        var key = record.Key!.Value;
        if (identities.TryGetValue(Convert.ToHexString(record.Identity!), out var holder) && holder != key)
            return (decision with { Outcome = Outcome.Duplicate, SameAs = holder.ToString(), Reasons = [DecidingReasons.SameAs(holder, key.City)] }, null);
        var verdict = VersionRules.Judge(key, record.Record!.Change!.Value, record.Order, record.Hash, fold.History(key));
        switch (verdict.Outcome)
        {
            case Outcome.Rejected:
                return (decision with { Reasons = [verdict.Reason!] }, null);
            case Outcome.Repeated:
                if (verdict.Raises)
                {
                    fold.Raise(key, verdict.Version, record.Order);
                    raised.Add(new(key, verdict.Version, record.Order));
                }
                return (decision with { Outcome = Outcome.Repeated, Version = verdict.Version, Reasons = null }, verdict.Raises ? record.Order : null);
            default:
                if (Room.Take(key, record.Record, verdict) is { } full)
                    return (decision with { Reasons = [full] }, null);
                Accept(record, key, verdict, decision.LogEntry);
                return (decision with { Outcome = Outcome.Accepted, Version = verdict.Version, Late = verdict.Late ? true : null, Reasons = null }, record.Order);
        }
    }

    private void Accept(PreparedRecord record, RecordKey key, VersionRules.Verdict verdict, string logEntry)
    {
        var subject = record.Record!.Subject!.Code!;
        var version = new HeldVersion(verdict.Version, record.Order, record.Hash!, subject, record.Record.Change!.Value);
        if (identities.TryAdd(Convert.ToHexString(record.Identity!), key))
            newIdentities.Add(new(record.Identity!, key));
        fold.Accept(key, version, DecidedAt, record.Record);
        versions.Add(new(key, version, DecidedAt, fold.Profile(subject).Revision, logEntry));
    }

    private StagedEntry Entry(PreparedRecord record, Decision decision, long? order)
    {
        var detail = batchDetail.Add("line", decision.Line.ToString(CultureInfo.InvariantCulture));
        var entry = new LogEntry
        {
            Kind = EntryKind.RecordDecided,
            Id = decision.LogEntry,
            At = DecidedAt,
            Actor = actor,
            Subject = decision.Subject,
            Record = decision is { Key: { } key, Version: { } version } ? new EntryRecord(key, version) : null,
            Outcome = RecordWords.Word(decision.Outcome),
            Reasons = decision.Reasons is { Count: > 0 } reasons ? [.. reasons.Select(reason => reason.Code).Distinct()] : [],
            // With the order, the log alone says what the versions make of the record.
            Detail = order is { } counts ? Counted(detail, record, decision, counts) : detail,
            Blind = StagedEntries.NewBlind(),
        };
        return record.Content.Length > 0 && !record.IsPastRetention ? StagedEntries.Committing(entry, record.Content) : StagedEntries.Open(entry);
    }

    private static ImmutableDictionary<string, string> Counted(ImmutableDictionary<string, string> detail, PreparedRecord record, Decision decision, long order)
    {
        var counted = detail.Add("order", order.ToString(CultureInfo.InvariantCulture));
        return decision.Outcome == Outcome.Accepted ? counted.Add("change", RecordWords.Word(record.Record!.Change!.Value)) : counted;
    }
}
