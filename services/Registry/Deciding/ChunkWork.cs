using System.Collections.Immutable;
using System.Globalization;
using CreditShare.Contracts;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Registry.Deciding;

/// <summary>
/// One deciding of one chunk: what the store holds, as the records decided so far have changed it. Later records of a chunk see the earlier ones.
/// </summary>
internal sealed class ChunkWork(SubmitRecords message, HeldState held, RuleBook book, DateTimeOffset now)
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
    public DateTimeOffset DecidedAt { get; } = held.Profiles.Values.Select(profile => profile.NextKnownAt(now)).Append(Instants.InMilliseconds(now)).Max();

    private DateOnly Today => ChinaCalendar.Today(DecidedAt);

    private HoldingRoom Room => field ??= new(fold);

    public ChunkEffects Effects() => new(
        held.Histories,
        versions,
        raised,
        newIdentities,
        [.. fold.Changed.Select(profile => new ChangedProfile(fold.Before(profile.Code).Revision, profile))],
        entries);

    public Decision Decide(PreparedRecord record)
    {
        var undecided = new Decision
        {
            Line = record.Line,
            Outcome = Outcome.Rejected,
            Key = record.Key?.ToString(),
            Subject = record.Record?.Subject?.Code,
            LogEntry = new DecisionEntryId(message.City, message.Batch, message.Chunk, record.Line).ToString(),
            Reasons = record.Reasons,
        };
        var placed = record.CanStand ? Place(record, undecided) : new Placed(record, undecided);
        entries.Add(Entry(placed));
        return placed.Decision;
    }

    private Placed Place(PreparedRecord stated, Decision undecided)
    {
        var key = stated.Key!.Value;
        var (present, history) = (fold.Held(key), fold.History(key));
        if (stated.Record!.IsChangeOnly && present is null)
            return new(stated, undecided with { Reasons = [history.IsErased ? DecidingReasons.RecordErased(key) : DecidingReasons.ChangeUnknownRecord(stated.Record.Change!.Value, key)] });
        var record = stated.Record.IsChangeOnly ? stated.Of(present!.Record) : stated;
        var decision = undecided with { Subject = record.Record!.Subject!.Code };
        if (record.Identity is { } own && identities.TryGetValue(Convert.ToHexString(own), out var holder) && holder != key)
            return new(record, decision with { Outcome = Outcome.Duplicate, SameAs = holder.ToString(), Reasons = [DecidingReasons.SameAs(holder, key.City)] });
        var verdict = VersionRules.Judge(key, record.Record.Change!.Value, record.Order, record.Hash, history);
        if (verdict.Outcome == Outcome.Rejected)
            return new(record, decision with { Reasons = [verdict.Reason!] });
        if (verdict.Outcome == Outcome.Repeated)
            return Repeat(record, key, verdict, decision);
        if (present is not null && !verdict.Late
            && ChangeRules.CheckHeld(stated.Record, record.Record, present, history, record.Order, book, Today) is { Count: > 0 } reasons)
            return new(record, decision with { Reasons = reasons });
        if (Room.Take(key, record.Record, record.Content.Length, verdict) is { } full)
            return new(record, decision with { Reasons = [full] });
        Accept(record, key, verdict, decision.LogEntry);
        return new(record, decision with { Outcome = Outcome.Accepted, Version = verdict.Version, Late = verdict.Late ? true : null, Reasons = null })
        {
            Order = record.Order,
            Time = ChangeTime.Of(record.Record, present?.Objection, book.WorkingDays, Today),
        };
    }

    private Placed Repeat(PreparedRecord record, RecordKey key, VersionRules.Verdict verdict, Decision decision)
    {
        if (verdict.Raises)
        {
            fold.Raise(key, verdict.Version, record.Order);
            raised.Add(new(key, verdict.Version, record.Order));
        }
        return new(record, decision with { Outcome = Outcome.Repeated, Version = verdict.Version, Raised = verdict.Raises ? true : null, Reasons = null }) { Order = verdict.Raises ? record.Order : null };
    }

    private void Accept(PreparedRecord record, RecordKey key, VersionRules.Verdict verdict, string logEntry)
    {
        var subject = record.Record!.Subject!.Code!;
        var version = new HeldVersion(verdict.Version, record.Order, record.Hash!, subject, record.Record.Change!.Value);
        if (record.Identity is { } identity && identities.TryAdd(Convert.ToHexString(identity), key))
            newIdentities.Add(new(identity, key));
        fold.Accept(key, version, DecidedAt, record.Record);
        versions.Add(new(key, version, DecidedAt, fold.Profile(subject).Revision, logEntry, record.Record.Subject.Name));
    }

    private StagedEntry Entry(Placed placed)
    {
        var (record, decision) = (placed.Record, placed.Decision);
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
            Detail = Detail(placed),
            Blind = StagedEntries.NewBlind(),
        };
        return record.Content.Length > 0 && !record.IsPastRetention ? StagedEntries.Committing(entry, record.Content) : StagedEntries.Open(entry);
    }

    /// <summary>With order and change, the log alone says what the versions make of the record; with the times, how long the bureau took.</summary>
    private ImmutableDictionary<string, string> Detail(Placed placed)
    {
        var detail = batchDetail.Add("line", placed.Decision.Line.ToString(CultureInfo.InvariantCulture));
        if (placed.Order is { } order)
            detail = detail.Add("order", order.ToString(CultureInfo.InvariantCulture));
        if (placed.Decision.Outcome == Outcome.Accepted)
            detail = detail.Add("change", RecordWords.Word(placed.Record.Record!.Change!.Value));
        if (placed.Time is not { } time)
            return detail;
        detail = detail.Add("timeFrom", Day(time.From)).Add("timeDue", Day(time.Due)).Add("timeDone", Day(time.Done)).Add("inTime", time.InTime ? "true" : "false");
        return time.Latest is { } latest ? detail.Add("timeLatest", Day(latest)) : detail;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A record with its decision.</summary>
    /// <param name="Record">As it was decided: a change that left the fact out has the one that is held.</param>
    /// <param name="Decision">The decision.</param>
    private sealed record Placed(PreparedRecord Record, Decision Decision)
    {
        /// <summary>The order that a version has by it; null if it changes nothing.</summary>
        public long? Order { get; init; }

        public ChangeTime? Time { get; init; }
    }
}
