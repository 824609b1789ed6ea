using System.Security.Cryptography;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Storage;

namespace CreditShare.Registry.Deciding;

/// <summary>A record judged by itself, before anything is read from the store.</summary>
/// <param name="Line">Line of the batch.</param>
/// <param name="Order">Source order.</param>
/// <param name="Content">Canonical bytes; empty if the line could not be read.</param>
/// <param name="Record">The record; null if it could not be read.</param>
/// <param name="Reasons">Every reason against it; empty if it can stand.</param>
internal sealed record PreparedRecord(int Line, long Order, byte[] Content, CreditRecord? Record, IReadOnlyList<Reason> Reasons)
{
    public RecordKey? Key { get; init; }

    /// <summary>SHA-256 of the content; only for records that can stand and state their fact.</summary>
    public byte[]? Hash { get; init; }

    /// <summary>See <see cref="DecisionIdentity"/>; only for records that can stand and state their fact.</summary>
    public byte[]? Identity { get; init; }

    /// <summary>Content that would have to be deleted at once is not kept at all.</summary>
    public bool IsPastRetention => Reasons.Any(reason => reason.Code == "retention-ended");

    public bool CanStand => Reasons.Count == 0;

    /// <summary>
    /// The change with the fact that is held: what is decided, kept and committed to from here on. It has no identity of its own: whose decision it is was settled when the fact was stated.
    /// </summary>
    public PreparedRecord Of(CreditRecord held)
    {
        var whole = Record!.Of(held);
        var content = RecordJson.Write(whole);
        return this with { Content = content, Record = whole, Hash = SHA256.HashData(content) };
    }
}

/// <summary>A chunk judged record by record, and what the store must be asked to decide it.</summary>
internal sealed record PreparedChunk(IReadOnlyList<PreparedRecord> Records)
{
    public IReadOnlyCollection<RecordKey> Keys { get; } =
        Records.Where(record => record.CanStand).Select(record => record.Key!.Value).ToHashSet();

    public IReadOnlyCollection<byte[]> Identities { get; } =
        [.. Records.Where(record => record.CanStand && record.Identity is not null).Select(record => record.Identity!)];

    public IReadOnlyCollection<string> Subjects { get; } =
        Records.Where(record => record.CanStand && record.Identity is not null).Select(record => record.Record!.Subject!.Code!).ToHashSet();

    /// <summary>Subjects that records of the chunk were about until now, and that were not loaded yet; those of changes that leave the fact out among them.</summary>
    public IReadOnlyCollection<string> SubjectsLeft(HeldState held) =>
        held.Histories.Values.Select(history => history.Current!.Subject)
            .Where(subject => !Subjects.Contains(subject)).ToHashSet();
}
