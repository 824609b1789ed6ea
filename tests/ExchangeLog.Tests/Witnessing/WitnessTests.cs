using System.Text;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Signing;
using CreditShare.ExchangeLog.Witnessing;

namespace CreditShare.ExchangeLog.Tests.Witnessing;

/// <summary>The vectors and conditions of C2SP tlog-witness, at size 7 of the log of entry-0, entry-1, …</summary>
public sealed class WitnessTests
{
    private const string Origin = "log.creditshare.example/exchange";
    private static readonly SignerKey LogKey = new(Origin, KeyType.Note, [.. Enumerable.Range(0, 32).Select(n => (byte)n)]);
    private static readonly SignerKey WitnessKey = new("hangzhou.creditshare.example/witness", KeyType.Cosignature, [.. Enumerable.Range(32, 32).Select(n => (byte)n)]);
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly Checkpoint Three = new(Origin, 3, MerkleHash.Parse("pkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8cs="));
    private static readonly Checkpoint Seven = new(Origin, 7, MerkleHash.Parse("kTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0="));

    private static readonly MerkleHash[] FromThree =
    [
        MerkleHash.Parse("BJ19zbVrz+vTEzBMmDnxlqPUtu873AsIKY+TrIGR8Kg="), MerkleHash.Parse("J0ebarMh0u5HdFL2i6UndI6GPK/o+9HfK/idFXDRtpc="),
        MerkleHash.Parse("LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk="), MerkleHash.Parse("5CnFtcyqlSPDcpfxhGdm+QMTfoIZXFGZ5r5XEw0QBsg="),
    ];

    private const string Cosigned =
        "— hangzhou.creditshare.example/witness ZVf52QAAAABrSdIALurEl+XNbeQPWaNZDOd0+sjVpH9okCCOfKcu7LbKRED4h4dr4igfv99eq9DthRCwPHd25bG8xjd0/BaLOL89CA==\n";

    private readonly Witness witness = new(LogKey.Verifier, WitnessKey);
    private readonly CosignedCheckpoint last = new(Three, [], Now.AddMinutes(-1));

    private static byte[] Request(long old, IReadOnlyList<MerkleHash> proof, Checkpoint? checkpoint = null) =>
        new AddCheckpointRequest(old, proof, (checkpoint ?? Seven).Sign(LogKey).Encode()).Encode();

    private (int Status, string Body) Ask(byte[] request, CosignedCheckpoint? before = null)
    {
        var answer = witness.Answer(before ?? last, request, Now);
        // Only what was cosigned is kept.
        Assert.Equal(answer.Status == 200, answer.Cosigned is not null);
        return (answer.Status, Encoding.UTF8.GetString(answer.Body));
    }

    [Fact]
    public void A_consistent_checkpoint_is_cosigned_with_the_bytes_of_the_vector()
    {
        var request = Request(3, FromThree);
        Assert.Equal(398, request.Length);
        Assert.Equal((200, Cosigned), Ask(request));
        var kept = witness.Answer(last, request, Now).Cosigned!;
        Assert.Equal((Seven, Now), (kept.Checkpoint, kept.At));
        Assert.True(SignedNote.TryParse(kept.Note, out var note, out _));
        Assert.Equal(2, note.Verify([LogKey.Verifier, WitnessKey.Verifier]).Signers.Count);
    }

    [Fact]
    public void The_same_checkpoint_is_cosigned_afresh_and_the_first_one_from_nothing()
    {
        Assert.Equal(200, Ask(Request(7, []), new(Seven, [], Now)).Status);
        Assert.Equal(200, witness.Answer(null, Request(0, []), Now).Status);
        Assert.Equal(200, witness.Answer(null, Request(0, [], new(Origin, 0, MerkleHash.Empty)), Now).Status);
    }

    [Fact]
    public void Another_old_size_is_answered_with_the_right_one()
    {
        var answer = witness.Answer(last, Request(0, []), Now);
        Assert.Equal((409, "text/x.tlog.size", "3\n"), (answer.Status, answer.ContentType, Encoding.UTF8.GetString(answer.Body)));
        Assert.Equal((409, "0\n"), (witness.Answer(null, Request(3, FromThree), Now).Status, Encoding.UTF8.GetString(witness.Answer(null, Request(3, FromThree), Now).Body)));
    }

    [Fact]
    public void Two_histories_a_wrong_proof_and_a_step_back_are_refused()
    {
        var other = new Checkpoint(Origin, 7, MerkleHash.Leaf("another history"u8));
        Assert.Equal(422, Ask(Request(3, FromThree, other)).Status);
        Assert.Equal(422, Ask(Request(7, [], other), new(Seven, [], Now)).Status);
        Assert.Equal(422, Ask(Request(3, FromThree[..3])).Status);
        Assert.Equal(422, Ask(Request(3, [.. FromThree, FromThree[0]])).Status);
        Assert.Equal(422, witness.Answer(null, Request(0, FromThree), Now).Status);
        Assert.Equal(422, witness.Answer(null, Request(0, [], new(Origin, 0, FromThree[0])), Now).Status);
        // Smaller than what was cosigned: first the size, and whoever then says that size is told that it is above the new one.
        Assert.Equal((409, "7\n"), Ask(Request(3, [], Three), new(Seven, [], Now)));
        Assert.Equal(400, Ask(Request(7, [], Three), new(Seven, [], Now)).Status);
    }

    [Fact]
    public void Who_is_not_the_log_is_refused()
    {
        Assert.Equal(404, Ask(new AddCheckpointRequest(3, FromThree, new Checkpoint("other/log", 7, Seven.Root).Sign(new("other/log", KeyType.Note, new byte[32])).Encode()).Encode()).Status);
        var forged = new SignerKey(Origin, KeyType.Note, new byte[32]);
        Assert.Equal(403, Ask(new AddCheckpointRequest(3, FromThree, Seven.Sign(forged).Encode()).Encode()).Status);
        var unsigned = Encoding.UTF8.GetBytes(Seven.ToText() + "\n" + Cosigned);
        Assert.Equal(403, Ask(new AddCheckpointRequest(3, FromThree, unsigned).Encode()).Status);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\n", "")]
    [InlineData("\n", "— log.creditshare.example/exchange AAAA\n")]
    [InlineData("\n", "— log.creditshare.example/exchange\n")]
    public void A_checkpoint_whose_signature_line_is_removed_or_spoilt_is_forbidden(string divide, string line)
    {
        Assert.Equal(403, Ask(new AddCheckpointRequest(3, FromThree, Encoding.UTF8.GetBytes(Seven.ToText() + divide + line)).Encode()).Status);
        Assert.Equal(404, Ask(new AddCheckpointRequest(3, FromThree, Encoding.UTF8.GetBytes((Seven with { Origin = "other/log" }).ToText() + divide + line)).Encode()).Status);
        Assert.Equal(400, Ask(new AddCheckpointRequest(3, FromThree, Encoding.UTF8.GetBytes("no checkpoint\n" + divide + line)).Encode()).Status);
    }

    [Theory]
    [InlineData("old 03\n")]
    [InlineData("old 8\n")]
    [InlineData("old -3\n")]
    [InlineData("old\n")]
    [InlineData("new 3\n")]
    [InlineData("old 3\r\n")]
    [InlineData("old 3\nBJ19zbVrz+vTEzBMmDnxlqPUtu873AsIKY+TrIGR8Kg\n")]
    [InlineData("old 3\n\n\n")]
    [InlineData("")]
    public void Another_form_is_a_bad_request(string head) =>
        Assert.Equal(400, Ask([.. Encoding.UTF8.GetBytes(head + "\n"), .. Seven.Sign(LogKey).Encode()]).Status);

    [Fact]
    public void Too_many_hashes_or_bytes_are_a_bad_request()
    {
        Assert.Equal(400, Ask(Request(3, [.. Enumerable.Repeat(Seven.Root, 64)])).Status);
        Assert.Equal(422, Ask(Request(3, [.. Enumerable.Repeat(Seven.Root, 63)])).Status);
        Assert.Equal(400, Ask(new byte[AddCheckpointRequest.MostBytes + 1]).Status);
    }

    [Fact]
    public void A_clock_that_went_back_cosigns_nothing() => Assert.Equal(503, Ask(Request(3, FromThree), last with { At = Now.AddSeconds(1) }).Status);

    [Fact]
    public void A_request_reads_as_it_was_written()
    {
        Assert.True(AddCheckpointRequest.TryParse(Request(3, FromThree), out var read));
        Assert.Equal((3, Seven.Sign(LogKey).ToString()), (read.OldSize, Encoding.UTF8.GetString(read.Note)));
        Assert.Equal(FromThree, read.Proof);
    }
}
