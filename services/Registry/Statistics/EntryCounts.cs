using System.Globalization;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Domain.Statistics;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Registry.StateChecks;
using CreditShare.Storage;

namespace CreditShare.Registry.Statistics;

/// <summary>On which sheets an entry of the log counts, and as what. A function of the entry, its content and the versions of its record up to there.</summary>
/// <param name="calendar">China's working days.</param>
/// <param name="histories">Of the records of <see cref="Changed"/>; versions beyond the entry do no harm.</param>
internal sealed class EntryCounts(WorkingDays calendar, IReadOnlyDictionary<RecordKey, RecordHistory> histories)
{
    private const string Instant = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public IEnumerable<EntryCount> Of(LogEntry entry, byte[]? content) => entry.Kind switch
    {
        EntryKind.RecordDecided => Decided(entry, content),
        EntryKind.RecordErased => Objection(entry, null),
        EntryKind.ObjectionFiled => Filed(entry),
        EntryKind.LookupAnswered or EntryKind.ReportIssued => Asked(entry, 1),
        EntryKind.BatchLookupAnswered => Asked(entry, entry.List?.Count ?? 1),
        EntryKind.AccessRefused => OfAgency(entry, tally => tally.WithRefused(Repeated(entry))),
        _ => CaseEntries.Read(entry) is var (_, _, kind, fact) ? OfAgency(entry, tally => tally.With(kind, fact.Applied)) : [],
    };

    /// <summary>The record whose earlier versions must be known to count the entry; null if none must.</summary>
    public static RecordKey? Changed(LogEntry entry) =>
        entry is { Record: { Version: > 1 } record } && (entry.Kind == EntryKind.RecordErased || Outcome(entry) == Domain.Deciding.Outcome.Accepted) ? LoggedDecision.KeyOf(record) : null;

    private IEnumerable<EntryCount> Decided(LogEntry entry, byte[]? content)
    {
        if (Outcome(entry) is not { } outcome)
            return [];
        var record = content is null ? null : RecordJson.Read(content);
        var objections = outcome == Domain.Deciding.Outcome.Accepted ? Objection(entry, record).Concat(Marked(entry, record)) : [];
        // The registry's own marks are nothing that a city sent.
        if (entry.Actor.City is not { } city)
            return objections;
        var decided = new DecidedRecord(entry.Id, outcome, ReceivedAt(entry), entry.At)
        {
            Reasons = entry.Reasons,
            Change = Change(entry),
            IsFirst = entry.Record?.Version == 1,
            Item = record?.Item,
            DecidedOn = record?.DecidedOn,
        };
        return [EntryCount.Of<CityTally>(SheetId.CityMonth(city, ChinaCalendar.Today(entry.At)), tally => tally.With(decided, calendar)), .. objections];
    }

    /// <summary>A bureau's own note of an objection counts as filed, as a subject's does with its entry.</summary>
    private IEnumerable<EntryCount> Objection(LogEntry entry, CreditRecord? record)
    {
        // Most are first statements of a fact: nothing to write on the city's sheet of objections.
        if (entry.Record is null || LoggedDecision.KeyOf(entry.Record) is not { } key || (entry.Record.Version == 1 && Change(entry) != ChangeKind.Dispute))
            return [];
        var filed = Change(entry) == ChangeKind.Dispute && !entry.Detail.ContainsKey("objection");
        var history = HistoryWith(key, entry);
        var day = ChinaCalendar.Today(entry.At);
        return
        [
            EntryCount.Of<ObjectionTally>(SheetId.CityObjections(key.City), tally =>
            {
                var counted = filed ? tally.Filed(day) : tally;
                var before = tally.Open.TryGetValue(key.ToString(), out var since) ? new OpenObjection(since, DisputeStage.Objection) : null;
                return OpenObjection.After(history, (int)entry.Record.Version, record?.Dispute, day, before) is { } open
                    ? counted.Opened(key.ToString(), open.ReceivedOn) : counted.Settled(key.ToString(), day, calendar);
            }),
        ];
    }

    /// <summary>The record's versions up to the entry's; a first one is known by its change.</summary>
    private RecordHistory HistoryWith(RecordKey key, LogEntry entry) => entry.Record!.Version == 1
        ? new([new(1, 0, [], "", Change(entry) ?? ChangeKind.Submit)])
        : new([.. histories.GetValueOrDefault(key, RecordHistory.Unknown).Versions.TakeWhile(version => version.Version <= entry.Record.Version)]);

    private static IEnumerable<EntryCount> Marked(LogEntry entry, CreditRecord? record) =>
        Change(entry) == ChangeKind.Dispute && entry.Record is { } version && LoggedDecision.KeyOf(version) is { } key && record?.Item is { } item
            ? [EntryCount.Of<CityTally>(SheetId.CityMonth(key.City, ChinaCalendar.Today(entry.At)), tally => tally.WithObjection(item))]
            : [];

    private static IEnumerable<EntryCount> Filed(LogEntry entry) => entry.Record is { } record && LoggedDecision.KeyOf(record) is { } key
        ? [EntryCount.Of<ObjectionTally>(SheetId.CityObjections(key.City), tally => tally.Filed(ChinaCalendar.Today(entry.At)))]
        : [];

    private static IEnumerable<EntryCount> Asked(LogEntry entry, long subjects) => OfAgency(entry, tally => tally.WithAsked(entry.Purpose, ChinaCalendar.Hour(entry.At), subjects));

    private static IEnumerable<EntryCount> OfAgency(LogEntry entry, Func<AgencyTally, AgencyTally> add)
    {
        if (entry.Actor.Agency is not { } agency)
            return [];
        var day = ChinaCalendar.Today(entry.At);
        return [EntryCount.Of(SheetId.AgencyMonth(agency, day), add), EntryCount.Of(SheetId.AgencyDay(agency, day), add)];
    }

    /// <summary>For how many calls a refusal stands.</summary>
    private static long Repeated(LogEntry entry) =>
        long.TryParse(entry.Detail.GetValueOrDefault("repeated"), NumberStyles.None, CultureInfo.InvariantCulture, out var repeated) ? repeated : 1;

    private static DateTimeOffset ReceivedAt(LogEntry entry) =>
        DateTimeOffset.TryParseExact(entry.Detail.GetValueOrDefault("receivedAt"), Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : entry.At;

    private static ChangeKind? Change(LogEntry entry) => RecordWords.HeldChange(entry.Detail.GetValueOrDefault("change") ?? "");

    private static Outcome? Outcome(LogEntry entry)
    {
        if (entry.Kind != EntryKind.RecordDecided)
            return null;
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            if (RecordWords.Word(outcome) == entry.Outcome)
                return outcome;
        }
        return null;
    }
}

/// <param name="Sheet">Where it counts.</param>
/// <param name="Add">The sheet's tally with it.</param>
internal sealed record EntryCount(SheetId Sheet, Func<Tally, Tally> Add)
{
    public static EntryCount Of<T>(SheetId sheet, Func<T, T> add) where T : Tally => new(sheet, tally => add((T)tally));
}
