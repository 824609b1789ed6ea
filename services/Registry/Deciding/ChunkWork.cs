using System.Collections.Immutable;
using System.Globalization;
using CreditShare.Contracts;
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
    private readonly Dictionary<RecordKey, RecordHistory> histories = new(held.Histories);
    private readonly Dictionary<string, RecordKey> identities = new(held.Identities);
    private readonly Dictionary<string, SubjectProfile> profiles = [];
    private readonly List<NewVersion> versions = [];
    private readonly List<RaisedVersion> raised = [];
    private readonly List<NewIdentity> newIdentities = [];
    private readonly List<StagedEntry> entries = [];

    private readonly EntryActor actor = new(message.City, null, message.Account);
    private readonly ImmutableDictionary<string, string> batchDetail = ImmutableDictionary<string, string>.Empty
        .Add("batch", message.Batch)
        .Add("receivedAt", message.ReceivedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));

    public DateTimeOffset DecidedAt => now;

    public ChunkEffects Effects() => new(
        versions,
        raised,
        newIdentities,
        [.. profiles.Values.Select(profile => new ChangedProfile(Held(profile.Code).Revision, profile))],
        entries);

    public Decision Decide(PreparedRecord record)
    {
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
            decision = Place(record, decision);
        entries.Add(Entry(record, decision));
        return decision;
    }

    private Decision Place(PreparedRecord record, Decision decision)
    {
        var key = record.Key!.Value;
        if (identities.TryGetValue(Convert.ToHexString(record.Identity!), out var holder) && holder != key)
            return decision with { Outcome = Outcome.Duplicate, SameAs = holder.ToString(), Reasons = [DecidingReasons.SameAs(holder, key.City)] };
        var history = histories.GetValueOrDefault(key, RecordHistory.Unknown);
        var verdict = VersionRules.Judge(key, record.Record!.Change!.Value, record.Order, record.Hash, history);
        switch (verdict.Outcome)
        {
            case Outcome.Rejected:
                return decision with { Reasons = [verdict.Reason!] };
            case Outcome.Repeated:
                if (verdict.Raises)
                {
                    histories[key] = history.Raised(verdict.Version, record.Order);
                    raised.Add(new(key, verdict.Version, record.Order));
                }
                return decision with { Outcome = Outcome.Repeated, Version = verdict.Version, Reasons = null };
            default:
                Accept(record, key, history, verdict, decision.LogEntry);
                return decision with
                {
                    Outcome = Outcome.Accepted, Version = verdict.Version, Late = verdict.Late ? true : null, Reasons = null,
                };
        }
    }

    private void Accept(PreparedRecord record, RecordKey key, RecordHistory history, VersionRules.Verdict verdict, string logEntry)
    {
        var subject = record.Record!.Subject!.Code!;
        var version = new HeldVersion(verdict.Version, record.Order, record.Hash!, subject, record.Record.Change!.Value);
        if (identities.TryAdd(Convert.ToHexString(record.Identity!), key))
            newIdentities.Add(new(record.Identity!, key));
        var now = history.With(version);
        histories[key] = now;
        if (!verdict.Late)
        {
            if (history.Current is { } before && before.Subject != subject)
                profiles[before.Subject] = Profile(before.Subject).Without(key);
            profiles[subject] = Profile(subject).With(key, verdict.Version, DecidedAt, now.State, record.Record);
        }
        else if (now.State != history.State)
        {
            var current = now.Current!.Subject;
            profiles[current] = Profile(current).Marked(key, now.State);
        }
        versions.Add(new(key, version, DecidedAt, Profile(subject).Revision, logEntry));
    }

    private SubjectProfile Profile(string subject) => profiles.TryGetValue(subject, out var changed) ? changed : Held(subject);

    private SubjectProfile Held(string subject) => held.Profiles.GetValueOrDefault(subject) ?? SubjectProfile.Empty(subject);

    private StagedEntry Entry(PreparedRecord record, Decision decision)
    {
        var entry = new LogEntry
        {
            Kind = EntryKind.RecordDecided,
            Id = decision.LogEntry,
            At = now,
            Actor = actor,
            Subject = decision.Subject,
            Record = decision is { Key: { } key, Version: { } version } ? new EntryRecord(key, version) : null,
            Outcome = RecordWords.Word(decision.Outcome),
            Reasons = decision.Reasons is { Count: > 0 } reasons ? [.. reasons.Select(reason => reason.Code).Distinct()] : [],
            Detail = batchDetail.Add("line", decision.Line.ToString(CultureInfo.InvariantCulture)),
            Blind = StagedEntries.NewBlind(),
        };
        return record.Content.Length > 0 ? StagedEntries.Committing(entry, record.Content) : StagedEntries.Open(entry);
    }
}
