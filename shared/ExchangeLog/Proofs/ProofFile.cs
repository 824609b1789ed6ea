using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Verifying;

namespace CreditShare.ExchangeLog.Proofs;

/// <summary>
/// A proof that stands by itself (C2SP tlog-proof): an entry, its place, the path from there to the root, the checkpoint with its signatures. The entry's bytes
/// are in the line <c>extra</c>; the signatures do not cover that line, but the path does.
/// </summary>
/// <param name="Entry">The entry's bytes.</param>
/// <param name="Index">Its place in the log, from 0.</param>
/// <param name="Path">Its inclusion path in the tree of the checkpoint.</param>
/// <param name="Note">The checkpoint with its signatures.</param>
public sealed record ProofFile(byte[] Entry, long Index, IReadOnlyList<MerkleHash> Path, byte[] Note)
{
    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string Extra = "extra ";
    private const string IndexWord = "index ";

    /// <summary>The longest file that is read: a note and an entry with room to spare.</summary>
    public const int MostBytes = 2 << 20;

    /// <summary>The file: ASCII lines, each with its newline, then the note.</summary>
    public byte[] Encode()
    {
        var head = new StringBuilder($"{Header}\n{Extra}{Convert.ToBase64String(Entry)}\n").Append(CultureInfo.InvariantCulture, $"{IndexWord}{Index}\n");
        foreach (var hash in Path)
            head.Append(hash.ToBase64()).Append('\n');
        return [.. Encoding.ASCII.GetBytes(head.Append('\n').ToString()), .. Note];
    }

    /// <summary>Reads the form strictly, without believing anything; see <see cref="Verify"/>.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="proof">What was read.</param>
    /// <param name="fault">What is wrong with the form; empty if nothing.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ProofFile? proof, out string fault)
    {
        proof = null;
        var divide = bytes.IndexOf("\n\n"u8);
        fault = bytes.Length > MostBytes ? $"the file has {bytes.Length} bytes, more than {MostBytes}"
            : divide < 0 ? "there is no empty line between the proof and the checkpoint" : "";
        if (fault.Length > 0)
            return false;
        var lines = Encoding.UTF8.GetString(bytes[..divide]).Split('\n');
        fault = lines[0] != Header ? $"the first line is not {Header}"
            : lines.Length < 3 || !lines[1].StartsWith(Extra, StringComparison.Ordinal) ? "the second line is not 'extra' with the entry"
            : !lines[2].StartsWith(IndexWord, StringComparison.Ordinal) ? "the third line is not 'index' with the entry's place" : "";
        if (fault.Length > 0)
            return false;
        if (!StrictBase64.TryDecode(lines[1][Extra.Length..], out var entry))
            fault = "the entry is not base64";
        else if (!StrictDecimal.TryParse(lines[2].AsSpan(IndexWord.Length), TreeSize.Most, out var index))
            fault = "the index is not a number";
        else if (!TryReadPath(lines.AsSpan(3), out var path))
            fault = "a line of the path is not a hash";
        else
            proof = new(entry!, index, path, bytes[(divide + 2)..].ToArray());
        return proof is not null;
    }

    /// <summary>Whether a log of this policy holds the entry at the index.</summary>
    /// <returns>What is wrong; empty if it is proved.</returns>
    public IReadOnlyList<LogFault> Verify(CheckpointPolicy policy)
    {
        var opened = CheckpointOpener.Open(Note, policy);
        if (opened.Checkpoint is not { } checkpoint)
            return opened.Faults;
        if (InclusionProof.Verify(MerkleHash.Leaf(Entry), Index, checkpoint.Size, Path, checkpoint.Root))
            return opened.Faults;
        return [.. opened.Faults, new(LogFaultKind.NotIncluded, $"entry {Index}", $"The path does not lead from the entry to the root of size {checkpoint.Size}.")];
    }

    private static bool TryReadPath(ReadOnlySpan<string> lines, out MerkleHash[] path)
    {
        path = new MerkleHash[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            if (!MerkleHash.TryParse(lines[i], out path[i]))
                return false;
        }
        return true;
    }
}
