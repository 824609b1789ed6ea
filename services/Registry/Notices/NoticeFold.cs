using System.Security.Cryptography;
using System.Text;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Notices;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Registry.Notices;

/// <summary>What a page of entries makes of deliveries, changes and notices: a function of the log up to there, computed before anything is written.</summary>
/// <param name="histories">Of the records that the page changes; versions beyond the page do no harm.</param>
/// <param name="known">Deliveries of the records that the page changes.</param>
/// <param name="earlier">Changes of the records that the page's answers tell of; those of a page that is repeated do no harm: their notices are there already.</param>
/// <param name="within">For how long after it was told an agency hears of changes.</param>
/// <param name="now">UTC, in milliseconds.</param>
internal sealed class NoticeFold(
    IReadOnlyDictionary<RecordKey, RecordHistory> histories, IReadOnlyList<Delivery> known, IReadOnlyList<LoggedChange> earlier, TimeSpan within, DateTimeOffset now)
{
    private readonly Dictionary<(string Key, string Agency), Delivery> deliveries = known.ToDictionary(delivery => (delivery.Key, delivery.Agency));
    private readonly Dictionary<(string Key, string Agency), Delivery> told = [];
    private readonly Dictionary<string, List<LoggedChange>> changes = earlier.GroupBy(change => change.What.Key).ToDictionary(group => group.Key, group => group.ToList());
    private readonly List<LoggedChange> changed = [];
    private readonly Dictionary<string, Notice> notices = [];

    public IReadOnlyCollection<Delivery> Deliveries => told.Values;

    public IReadOnlyCollection<LoggedChange> Changes => changed;

    public IReadOnlyCollection<Notice> Notices => notices.Values;

    /// <summary>A version was accepted: those who were told of the record before hear of it.</summary>
    public void Decide(long index, LogEntry entry, RecordKey key, int version)
    {
        if (RecordChange.Of(key, version, histories.GetValueOrDefault(key, RecordHistory.Unknown)) is not { } what)
            return;
        var change = new LoggedChange(what, entry.At, entry.Id);
        changed.Add(change);
        if (!changes.TryGetValue(what.Key, out var list))
            changes[what.Key] = list = [];
        if (list.All(other => other.What.Version != version))
            list.Add(change);
        var cursor = Notice.CursorOf(index);
        foreach (var delivery in deliveries.Values.Where(delivery => delivery.Key == what.Key && delivery.Index < index).OrderBy(delivery => delivery.Agency, StringComparer.Ordinal))
            Open(cursor++, delivery, change);
    }

    /// <summary>An agency was told of records; what was decided about them and is behind what it was told, it did not know.</summary>
    public void Tell(long index, LogEntry entry, IReadOnlyList<ToldRecord> records)
    {
        var cursor = Notice.CursorOf(index);
        foreach (var record in records)
        {
            var delivery = new Delivery(record.Key, entry.Actor.Agency!, record.Subject, record.Version, record.Disputed, entry.At, entry.Id, index);
            deliveries[(record.Key, delivery.Agency)] = told[(record.Key, delivery.Agency)] = delivery;
            if (record.AsKnownThen)
                continue;
            foreach (var change in changes.GetValueOrDefault(record.Key, []))
                Open(cursor++, delivery, change);
        }
    }

    private void Open(long cursor, Delivery delivery, LoggedChange change)
    {
        if (!change.What.IsNewsTo(delivery.Version, delivery.Disputed) || change.At - delivery.At > within)
            return;
        var id = Id(delivery.Agency, change.What);
        notices.TryAdd(id, new Notice
        {
            Id = id,
            Cursor = cursor,
            Agency = delivery.Agency,
            Key = delivery.Key,
            Subject = delivery.Subject,
            FromVersion = delivery.Version,
            ToVersion = change.What.Version,
            Change = RecordWords.Word(change.What.Change),
            DecidedAt = change.At,
            OpenedAt = now,
            Decision = change.LogEntry,
            Answer = delivery.LogEntry,
        });
    }

    private static string Id(string agency, RecordChange change) =>
        $"n-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{agency}\n{change.Key}\n{change.Version}")).AsSpan(0, 16))}";
}
