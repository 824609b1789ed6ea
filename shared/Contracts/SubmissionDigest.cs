using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CreditShare.Contracts;

/// <summary>
/// SHA-256 over everything a chunk says, each part with its length in front, so that no two chunks share a digest:
/// city, batch, chunk, account, received at, then line, order, content and faults of each record. The city signs this, not the message's JSON.
/// </summary>
public static class SubmissionDigest
{
    private static readonly byte[] Domain = "creditshare/submit-records/v1"u8.ToArray();

    public static byte[] Of(SubmitRecords message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Domain);
        Add(hash, message.City);
        Add(hash, message.Batch);
        Add(hash, message.Chunk);
        Add(hash, message.Account);
        Add(hash, message.ReceivedAt.ToUnixTimeMilliseconds());
        Add(hash, message.Records.Count);
        foreach (var record in message.Records)
        {
            Add(hash, record.Line);
            Add(hash, record.Order);
            Add(hash, record.Content);
            Add(hash, record.Faults ?? []);
        }
        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, string text) => Add(hash, Encoding.UTF8.GetBytes(text));

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, byte[] bytes)
    {
        Add(hash, bytes.Length);
        hash.AppendData(bytes);
    }
}
