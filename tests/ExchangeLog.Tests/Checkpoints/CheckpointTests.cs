using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Signing;

namespace CreditShare.ExchangeLog.Tests.Checkpoints;

public sealed class CheckpointTests
{
    private const string Root = "kTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=";

    [Fact]
    public void The_signed_and_cosigned_checkpoint_is_that_of_the_vectors()
    {
        var cosigned = Some.Checkpoint7.Sign(Some.LogKey).With(Cosignature.Sign(Some.WitnessKey, Some.Checkpoint7, Some.WitnessTime));
        Assert.Equal(Some.CheckpointNote, cosigned.ToString());
        Assert.Equal(398 - "old 3\n\n".Length - (4 * 45), Some.Checkpoint7.Sign(Some.LogKey).Encode().Length);
    }

    [Fact]
    public void The_signed_checkpoint_of_size_0_is_that_of_the_vectors() => Assert.EndsWith(
        "\n\n— log.creditshare.example/exchange ksh/HSiedpzYObOSCZjuYchkwjz6Rpj/6jEH7bnsGRNBPeX2wMgdbsRTM3szq92uWyXyWXdKD2TlaM55W4g3eQIHcgw=\n",
        new Checkpoint(Some.Origin, 0, MerkleHash.Empty).Sign(Some.LogKey).ToString(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(Some.CheckpointText, CheckpointFault.None)]
    [InlineData("o\n0\n" + Root + "\n", CheckpointFault.None)]
    [InlineData("o\n4611686018427387904\n" + Root + "\n", CheckpointFault.None)]
    [InlineData("o\n4611686018427387905\n" + Root + "\n", CheckpointFault.SizeMalformed)] // above 2^62
    [InlineData("o\n99999999999999999999\n" + Root + "\n", CheckpointFault.SizeMalformed)]
    [InlineData("o\n007\n" + Root + "\n", CheckpointFault.SizeMalformed)]
    [InlineData("o\n00\n" + Root + "\n", CheckpointFault.SizeMalformed)]
    [InlineData("o\n+7\n" + Root + "\n", CheckpointFault.SizeMalformed)]
    [InlineData("o\n-7\n" + Root + "\n", CheckpointFault.SizeMalformed)]
    [InlineData("o\n 7\n" + Root + "\n", CheckpointFault.SizeMalformed)]
    [InlineData("o\n7 \n" + Root + "\n", CheckpointFault.SizeMalformed)]
    [InlineData("o\n７\n" + Root + "\n", CheckpointFault.SizeMalformed)] // full-width digit
    [InlineData("o\n7.0\n" + Root + "\n", CheckpointFault.SizeMalformed)]
    [InlineData("o\n\n" + Root + "\n", CheckpointFault.SizeMalformed)]
    [InlineData("\n7\n" + Root + "\n", CheckpointFault.OriginEmpty)]
    [InlineData("o\n7\n" + Root, CheckpointFault.LinesMalformed)]
    [InlineData("o\n7\n", CheckpointFault.LinesMalformed)]
    [InlineData("", CheckpointFault.LinesMalformed)]
    [InlineData("o\r\n7\r\n" + Root + "\r\n", CheckpointFault.LinesMalformed)]
    [InlineData("o\n7\nkTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0\n", CheckpointFault.RootMalformed)]
    [InlineData("o\n7\nkTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF1=\n", CheckpointFault.RootMalformed)]
    [InlineData("o\n7\nkTlgHMHKirKnoMLB NMBIRfKxulSag9bIRc/NpDnMWF0=\n", CheckpointFault.RootMalformed)]
    [InlineData("o\n7\nAAAA\n", CheckpointFault.RootMalformed)]
    [InlineData("o\n7\n" + Root + "\nextension\n", CheckpointFault.ExtensionLines)]
    [InlineData("o\n7\n" + Root + "\n\n", CheckpointFault.ExtensionLines)]
    public void A_text_is_a_checkpoint_only_if_written_exactly_so(string text, CheckpointFault expected)
    {
        var ok = Checkpoint.TryParse(text, out var checkpoint, out var fault);
        Assert.Equal(expected, fault);
        Assert.Equal(expected == CheckpointFault.None, ok);
        if (ok) Assert.Equal(text, checkpoint!.ToText());
    }

    [Fact]
    public void Only_the_key_named_like_the_origin_signs()
    {
        var other = Some.Checkpoint7 with { Origin = "other" };
        Assert.Throws<ArgumentException>(() => other.Sign(Some.LogKey));
        var witnessNamedLog = new SignerKey(Some.Origin, KeyType.Cosignature, Some.Bytes(0, 32));
        Assert.Throws<ArgumentException>(() => Some.Checkpoint7.Sign(witnessNamedLog));
    }

    [Fact]
    public void A_cosignature_holds_for_its_checkpoint_witness_and_time_only()
    {
        var witness = Some.WitnessKey.Verifier;
        var line = Cosignature.Sign(Some.WitnessKey, Some.Checkpoint7, Some.WitnessTime);
        Assert.True(Cosignature.Verify(witness, Some.Checkpoint7, line));
        Assert.True(Cosignature.TryReadTime(line, out var seconds));
        Assert.Equal(1_800_000_000, seconds);
        Assert.False(Cosignature.Verify(witness, Some.Checkpoint7 with { Size = 8 }, line));
        Assert.False(Cosignature.Verify(witness, Some.Checkpoint7, line with { Name = "other" }));
        Assert.False(Cosignature.Verify(Some.LogKey.Verifier, Some.Checkpoint7, line));
        for (var i = 0; i < line.Signature.Length; i++)
        {
            var changed = line.Signature.ToArray();
            changed[i] ^= 1;
            Assert.False(Cosignature.Verify(witness, Some.Checkpoint7, line with { Signature = changed }));
        }
    }

    [Theory]
    [InlineData("0000000000000000")]
    [InlineData("8000000000000000")]
    [InlineData("ffffffffffffffff")]
    public void A_cosignature_has_a_time_above_0_and_below_2_to_the_63(string time)
    {
        var signature = new NoteSignature(Some.WitnessName, Some.WitnessKey.Verifier.Id, (byte[])[.. Convert.FromHexString(time), .. new byte[64]]);
        Assert.False(Cosignature.TryReadTime(signature, out _));
        Assert.False(Cosignature.TryReadTime(signature with { Signature = new byte[71] }, out _));
    }

    [Fact]
    public void A_witness_signs_no_time_before_1970_and_the_log_no_cosignature()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Cosignature.Sign(Some.WitnessKey, Some.Checkpoint7, DateTimeOffset.UnixEpoch));
        Assert.Throws<ArgumentException>(() => Cosignature.Sign(Some.LogKey, Some.Checkpoint7, Some.WitnessTime));
    }
}
