using System.Globalization;
using System.Security.Cryptography;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Registry.StateChecks;

/// <summary>What a decision's entry and content say of a record.</summary>
internal sealed class LoggedDecision
{
    public LoggedDecision(LogEntry entry, (byte[] Bytes, CreditRecord? Record)? content)
    {
        Entry = entry;
        var key = KeyOf(entry.Record!);
        Key = key ?? default;
        Version = (int)entry.Record!.Version;
        Subject = entry.Subject ?? "";
        var hasOrder = long.TryParse(entry.Detail.GetValueOrDefault("order"), NumberStyles.None, CultureInfo.InvariantCulture, out var order);
        if (entry.Kind == EntryKind.RecordErased)
        {
            (Order, Change) = (VersionRules.ErasureOrder, ChangeKind.Erase);
            IsReadable = key is not null && Subject.Length > 0;
            return;
        }
        Order = order;
        Raises = entry.Outcome == RecordWords.Word(Outcome.Repeated);
        var change = RecordWords.HeldChange(entry.Detail.GetValueOrDefault("change") ?? "");
        Change = change ?? default;
        IsReadable = key is not null && hasOrder && (Raises || (change is not null && Subject.Length > 0 && entry.Outcome == RecordWords.Word(Outcome.Accepted)));
        if (Raises || content is not { } kept)
            return;
        Record = kept.Record;
        Hash = SHA256.HashData(kept.Bytes);
        Identity = DecisionIdentity.Of(kept.Record!);
    }

    /// <summary>Whether the entry is one of a decision about a record.</summary>
    public static bool Is(LogEntry entry) => entry is { Record: not null, Kind: EntryKind.RecordDecided or EntryKind.RecordErased };

    /// <returns>Null if it is no record's key.</returns>
    public static RecordKey? KeyOf(EntryRecord record) =>
        record.Key.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? new(record.Key[..slash], record.Key[(slash + 1)..]) : null;

    public LogEntry Entry { get; }

    public RecordKey Key { get; }

    public int Version { get; }

    public string Subject { get; }

    public long Order { get; }

    public ChangeKind Change { get; }

    public bool Raises { get; }

    public bool IsReadable { get; }

    /// <summary>Null if its content is gone.</summary>
    public CreditRecord? Record { get; }

    /// <summary>Empty if its content is gone.</summary>
    public byte[] Hash { get; } = [];

    public byte[]? Identity { get; }
}
