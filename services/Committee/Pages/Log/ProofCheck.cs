using CreditShare.Committee.Proofs;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Proofs;
using CreditShare.ExchangeLog.Verifying;
using CreditShare.Storage;
using Microsoft.Extensions.Options;

namespace CreditShare.Committee.Pages.Log;

/// <summary>
/// The proof of an entry, checked as a third party checks it: the file that such a one would be given is made, read again from its text, and verified by the verifier's own code. Nothing is believed because the
/// store says so.
/// </summary>
internal sealed class ProofCheck(InclusionProofs proofs, IOptions<CommitteeOptions> options)
{
    /// <returns>Null while no checkpoint that is shown covers the entry.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be read, or lacks a tile.</exception>
    public async Task<CheckedProof?> CheckAsync(StoredEntry stored, CancellationToken ct)
    {
        if (await proofs.BuildAsync(stored, ct) is not var (file, _))
            return null;
        if (!ProofFile.TryParse(file.Encode(), out var read, out _) || !SignedNote.TryParse(read.Note, out var note, out _) || !Checkpoint.TryParse(note.Text, out var checkpoint, out _))
            return new(null, file.Path.Count, false, null, []);
        var holds = read.Entry.AsSpan().SequenceEqual(stored.Bytes) && InclusionProof.Verify(MerkleHash.Leaf(read.Entry), read.Index, checkpoint.Size, read.Path, checkpoint.Root);
        bool? signed = options.Value.ReadLogKey() is { } key ? read.Verify(CheckpointPolicy.LogOnly(key)).Count == 0 : null;
        return new(checkpoint, read.Path.Count, holds, signed, [.. note.Signatures.Where(line => Cosignature.TryReadTime(line, out _)).Select(line => line.Name)]);
    }
}

/// <param name="Checkpoint">What the proof leads to; null if its file cannot be read.</param>
/// <param name="Hashes">Length of the path.</param>
/// <param name="PathHolds">Whether the path leads from the entry to the root.</param>
/// <param name="SignatureHolds">Whether the log signed that root; null if no key is set to check it by.</param>
/// <param name="Cosigners">Names of the witnesses whose lines are in the checkpoint; here they are not checked.</param>
internal sealed record CheckedProof(Checkpoint? Checkpoint, int Hashes, bool PathHolds, bool? SignatureHolds, IReadOnlyList<string> Cosigners)
{
    /// <summary>good, warn (it leads to a root, and whether that is the log's is not known) or bad.</summary>
    public string Tone => !PathHolds || SignatureHolds == false ? "bad" : SignatureHolds is null ? "warn" : "good";
}
