using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CreditShare.Domain.Equality;

/// <summary>
/// The digest of a set of lines, whatever the order in which they come: so that neither side must sort what it reads. Two SHA-512 of each line are added up in sixteen words of 64 bits, and the
/// sums and their number hashed by SHA-256. Sums, and not XOR: to find lines that cancel each other out would take some 2^64 steps (Wagner's generalised birthdays in a group of 1,024 bits).
/// </summary>
public sealed class SetDigest
{
    private const int Words = 16;

    private static readonly byte[] LineDomain = "creditshare/holding-set-line/v1"u8.ToArray();
    private static readonly byte[] SetDomain = "creditshare/holding-set/v1"u8.ToArray();

    private readonly ulong[] sums = new ulong[Words];

    /// <summary>Lines added.</summary>
    public long Count { get; private set; }

    public void Add(HoldingLine line)
    {
        Span<byte> expanded = stackalloc byte[Words * sizeof(ulong)];
        Expand(line, expanded);
        for (var i = 0; i < Words; i++)
            sums[i] = unchecked(sums[i] + BinaryPrimitives.ReadUInt64BigEndian(expanded[(i * sizeof(ulong))..]));
        Count++;
    }

    /// <summary>32 bytes; the digest of no line is one too.</summary>
    public byte[] Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SetDomain);
        Span<byte> word = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(word, Count);
        hash.AppendData(word);
        foreach (var sum in sums)
        {
            BinaryPrimitives.WriteUInt64BigEndian(word, sum);
            hash.AppendData(word);
        }
        return hash.GetHashAndReset();
    }

    private static void Expand(HoldingLine line, Span<byte> expanded)
    {
        // The hash of the line binds its id; item and day are those of its group and bound here, so that a line in the wrong group is another line.
        byte[] seed = [.. LineDomain, .. line.Hash, .. Encoding.UTF8.GetBytes($"{line.Item} {line.Day:O}"), 0];
        SHA512.HashData(seed, expanded);
        seed[^1] = 1;
        SHA512.HashData(seed, expanded[(expanded.Length / 2)..]);
    }
}
