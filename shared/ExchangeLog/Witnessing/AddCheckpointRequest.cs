using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Witnessing;

/// <summary>
/// What a log asks of a witness (C2SP tlog-witness, add-checkpoint): a line <c>old SIZE</c>, a line for each hash of the consistency proof, an empty line, the
/// checkpoint's note.
/// </summary>
/// <param name="OldSize">The size that the witness last cosigned, as the log believes; 0 if never.</param>
/// <param name="Proof">From the old size to the note's; empty from 0.</param>
/// <param name="Note">The checkpoint with the log's signature.</param>
public sealed record AddCheckpointRequest(long OldSize, IReadOnlyList<MerkleHash> Proof, byte[] Note)
{
    /// <summary>The longest that is read: 128 KiB.</summary>
    public const int MostBytes = 128 * 1024;

    /// <summary>The most hashes a proof can have: one a level of a tree of 2^62 entries, and one more.</summary>
    public const int MostHashes = 63;

    private const string Old = "old ";

    /// <summary>Reads strictly: no number with a leading zero, no other base64 than <see cref="MerkleHash"/> writes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, [NotNullWhen(true)] out AddCheckpointRequest? request)
    {
        request = null;
        if (body.Length > MostBytes)
            return false;
        var divide = body.IndexOf("\n\n"u8);
        if (divide < 0 || body[..divide].ContainsAnyExceptInRange((byte)'\n', (byte)'~'))
            return false;
        var lines = Encoding.ASCII.GetString(body[..divide]).Split('\n');
        if (lines.Length - 1 > MostHashes || !lines[0].StartsWith(Old, StringComparison.Ordinal) || !StrictDecimal.TryParse(lines[0].AsSpan(Old.Length), TreeSize.Most, out var size))
            return false;
        var proof = new MerkleHash[lines.Length - 1];
        for (var i = 0; i < proof.Length; i++)
        {
            if (!MerkleHash.TryParse(lines[i + 1], out proof[i]))
                return false;
        }
        request = new(size, proof, body[(divide + 2)..].ToArray());
        return true;
    }

    public byte[] Encode()
    {
        var head = new StringBuilder(Old).Append(CultureInfo.InvariantCulture, $"{OldSize}\n");
        foreach (var hash in Proof)
            head.Append(hash.ToBase64()).Append('\n');
        return [.. Encoding.ASCII.GetBytes(head.Append('\n').ToString()), .. Note];
    }
}
