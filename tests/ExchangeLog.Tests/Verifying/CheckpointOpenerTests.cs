using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Signing;
using CreditShare.ExchangeLog.Verifying;

namespace CreditShare.ExchangeLog.Tests.Verifying;

public sealed class CheckpointOpenerTests
{
    private static readonly VerifierKey Log = VerifierKey.Parse(Some.LogVkey);
    private static readonly VerifierKey Witness = VerifierKey.Parse(Some.WitnessVkey);

    [Fact]
    public void The_checkpoint_of_the_vectors_opens_with_its_witness()
    {
        var opened = Open(Some.CheckpointNote, new(Log, [Witness], 1));
        Assert.Empty(opened.Faults);
        Assert.Equal(Some.Checkpoint7, opened.Checkpoint);
        Assert.Equal([Witness], opened.Witnesses);
    }

    [Fact]
    public void A_witness_counts_once_however_often_it_signs()
    {
        var other = new SignerKey("other.example/witness", KeyType.Cosignature, Some.Bytes(0x60, 32));
        var policy = new CheckpointPolicy(Log, [Witness, other.Verifier], 2);
        var twice = Some.Checkpoint7.Sign(Some.LogKey)
            .With(Cosignature.Sign(Some.WitnessKey, Some.Checkpoint7, Some.WitnessTime))
            .With(Cosignature.Sign(Some.WitnessKey, Some.Checkpoint7, Some.WitnessTime.AddMinutes(5)));
        Assert.Equal(LogFaultKind.NotWitnessed, Assert.Single(Open(twice.ToString(), policy).Faults).Kind);
        Assert.Empty(Open(twice.With(Cosignature.Sign(other, Some.Checkpoint7, Some.WitnessTime)).ToString(), policy).Faults);
    }

    [Fact]
    public void The_log_itself_must_have_signed() =>
        AssertRefused(LogFaultKind.SignatureWrong, Some.CheckpointNote.Replace(Some.LogLine + "\n", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("\n7\n", "\n8\n", LogFaultKind.SignatureWrong)]
    [InlineData("\n7\n", "\n007\n", LogFaultKind.SignatureWrong)]
    [InlineData("kTlgHM", "kTlgHN", LogFaultKind.SignatureWrong)]
    [InlineData("ksh/HQfN", "ksh/HQfO", LogFaultKind.SignatureWrong)]
    [InlineData("exchange\n7", "exchangf\n7", LogFaultKind.SignatureWrong)]
    [InlineData("— ", "- ", LogFaultKind.NoteMalformed)]
    [InlineData("\n", "\r\n", LogFaultKind.NoteMalformed)]
    [InlineData("isQ8=", "isQ8", LogFaultKind.NoteMalformed)]
    [InlineData("isQ8=", "isQ9=", LogFaultKind.NoteMalformed)]
    [InlineData("isQ8=", "is Q8=", LogFaultKind.NoteMalformed)]
    public void A_changed_checkpoint_is_refused(string part, string instead, LogFaultKind expected)
    {
        Assert.Contains(part, Some.CheckpointNote, StringComparison.Ordinal);
        AssertRefused(expected, Some.CheckpointNote.Replace(part, instead, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Some.Origin + "\n007\nkTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=\n", LogFaultKind.CheckpointMalformed)]
    [InlineData(Some.Origin + "\n7\nkTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF1=\n", LogFaultKind.CheckpointMalformed)]
    [InlineData(Some.Origin + "\n7\nkTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=\nmore\n", LogFaultKind.CheckpointMalformed)]
    [InlineData("other.example/exchange\n7\nkTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=\n", LogFaultKind.OriginUnknown)]
    public void What_the_right_key_signed_wrongly_is_refused(string text, LogFaultKind expected) =>
        AssertRefused(expected, SignedNote.Sign(text, Some.LogKey).ToString());

    [Fact]
    public void A_new_checkpoint_is_held_against_the_one_kept()
    {
        var kept = Some.Checkpoint7;
        Assert.Null(CheckpointOpener.Compare(kept, kept));
        Assert.Null(CheckpointOpener.Compare(kept, kept with { Size = 8, Root = MerkleHash.Empty }));
        Assert.Equal(LogFaultKind.Smaller, CheckpointOpener.Compare(kept, kept with { Size = 6 })?.Kind);
        Assert.Equal(LogFaultKind.SplitView, CheckpointOpener.Compare(kept, kept with { Root = MerkleHash.Empty })?.Kind);
        Assert.Equal(LogFaultKind.OriginUnknown, CheckpointOpener.Compare(kept, kept with { Origin = "other" })?.Kind);
    }

    private static OpenedCheckpoint Open(string note, CheckpointPolicy policy) => CheckpointOpener.Open(Some.Utf8(note), policy);

    private static void AssertRefused(LogFaultKind expected, string note)
    {
        var opened = Open(note, new(Log, [Witness], 0));
        Assert.Equal(expected, Assert.Single(opened.Faults).Kind);
        Assert.Null(opened.Checkpoint);
    }
}
