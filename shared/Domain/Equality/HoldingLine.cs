using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Equality;

/// <summary>
/// One record, as city and registry compare it: two of them are equal if their hashes are. What counts is the fact, its authority and its note as they hold now, and whether the record stands.
/// What the registry adds by itself, the mark of an objection, is in no line, nor are number and order of the versions.
/// </summary>
/// <param name="SourceId">The bureau's own id of the record.</param>
/// <param name="Item">Id of its catalogue item.</param>
/// <param name="Day">Day of its decision (China's calendar).</param>
/// <param name="Hash">SHA-256 of all that is compared; 32 bytes.</param>
public sealed record HoldingLine(string SourceId, string Item, DateOnly Day, byte[] Hash)
{
    private static readonly byte[] Domain = "creditshare/holding-line/v1"u8.ToArray();

    /// <summary>The registry's side; null of a record without item or day, which none that was ever accepted is.</summary>
    public static HoldingLine? Of(HeldRecord held) => held.Record is { Item: { } item, DecidedOn: { } day }
        ? new(held.SourceId, item, day, HashOf(held.SourceId, StatedParts.Of(held.Record with { Change = ChangeKind.Submit }), held.Stands))
        : null;

    /// <summary>The hash of a line; the one rule of both sides.</summary>
    internal static byte[] HashOf(string sourceId, StatedParts parts, bool stands)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Domain);
        // Each part begins with its length, an absent one with another byte: no two records write the same.
        hash.AppendData([stands ? (byte)1 : (byte)0]);
        Append(hash, Encoding.UTF8.GetBytes(sourceId));
        Append(hash, parts.Fact);
        Append(hash, parts.Authority);
        Append(hash, parts.Note);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, byte[]? part)
    {
        if (part is null)
        {
            hash.AppendData([0]);
            return;
        }
        Span<byte> head = [1, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(head[1..], part.Length);
        hash.AppendData(head);
        hash.AppendData(part);
    }
}
