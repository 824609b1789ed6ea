using System.Text;
using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Proofs;
using CreditShare.ExchangeLog.Signing;
using CreditShare.ExchangeLog.Verifying;

namespace CreditShare.ExchangeLog.Tests.Proofs;

/// <summary>The vector of an inclusion path, 5 of 7, as a file.</summary>
public sealed class ProofFileTests
{
    private const string Origin = "log.creditshare.example/exchange";
    private static readonly SignerKey Key = new(Origin, KeyType.Note, [.. Enumerable.Range(0, 32).Select(n => (byte)n)]);
    private static readonly CheckpointPolicy Policy = CheckpointPolicy.LogOnly(Key.Verifier);

    private static readonly ProofFile Proof = new(
        "entry-5"u8.ToArray(), 5,
        [
            MerkleHash.Parse("GUu1otW9EOXRqm/V1CmAs1bK8dpiPNmYfEv6L4F3Htc="), MerkleHash.Parse("DP2ldv9LKeozw6/a7tG9Y362VLKKBDAvyrX9fbB4Acw="),
            MerkleHash.Parse("JWueiCXl03CkrgBdCQHqKRl34pJ/XPjj5yZg3QlRnts="),
        ],
        new Checkpoint(Origin, 7, MerkleHash.Parse("kTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=")).Sign(Key).Encode());

    private const string Text = """
        c2sp.org/tlog-proof@v1
        extra ZW50cnktNQ==
        index 5
        GUu1otW9EOXRqm/V1CmAs1bK8dpiPNmYfEv6L4F3Htc=
        DP2ldv9LKeozw6/a7tG9Y362VLKKBDAvyrX9fbB4Acw=
        JWueiCXl03CkrgBdCQHqKRl34pJ/XPjj5yZg3QlRnts=

        log.creditshare.example/exchange
        7
        kTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=

        — log.creditshare.example/exchange ksh/HQfNrtf+JiNcqan6cl7x1vs+AG1qy5P6RBIKlwJUAd0p2P7+8gEe7STPFLDiGsKa5aMajkBKA90XGVTNrmgisQ8=

        """;

    private static ProofFile? Read(string text) => ProofFile.TryParse(Encoding.UTF8.GetBytes(text), out var proof, out _) ? proof : null;

    [Fact]
    public void A_file_is_written_read_and_proves()
    {
        Assert.Equal(Text, Encoding.UTF8.GetString(Proof.Encode()));
        var read = Read(Text)!;
        Assert.Equal((Proof.Index, "entry-5"), (read.Index, Encoding.UTF8.GetString(read.Entry)));
        Assert.Empty(read.Verify(Policy));
    }

    [Theory]
    [InlineData("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2")]
    [InlineData("extra ZW50cnktNQ==", "extra ZW50cnktNQ")]
    [InlineData("extra ZW50cnktNQ==\n", "")]
    [InlineData("index 5", "index 05")]
    [InlineData("index 5", "index -5")]
    [InlineData("index 5\n", "")]
    [InlineData("Htc=\n", "Htc=\r\n")]
    [InlineData("Htc=\n", "Htc= \n")]
    public void Another_form_is_not_read(string part, string instead) => Assert.Null(Read(Text.Replace(part, instead, StringComparison.Ordinal)));

    [Theory]
    [InlineData("ZW50cnktNQ==", "ZW50cnktNg==", LogFaultKind.NotIncluded)]
    [InlineData("index 5", "index 4", LogFaultKind.NotIncluded)]
    [InlineData("index 5", "index 7", LogFaultKind.NotIncluded)]
    [InlineData("GUu1", "GUu2", LogFaultKind.NotIncluded)]
    [InlineData("JWueiCXl03CkrgBdCQHqKRl34pJ/XPjj5yZg3QlRnts=\n", "", LogFaultKind.NotIncluded)]
    [InlineData("\n7\n", "\n8\n", LogFaultKind.SignatureWrong)]
    [InlineData("— log", "- log", LogFaultKind.NoteMalformed)]
    public void A_changed_file_proves_nothing(string part, string instead, LogFaultKind kind) =>
        Assert.Equal(kind, Assert.Single(Read(Text.Replace(part, instead, StringComparison.Ordinal))!.Verify(Policy)).Kind);

    [Fact]
    public void Another_log_or_too_few_witnesses_are_told()
    {
        Assert.Equal(LogFaultKind.SignatureWrong, Assert.Single(Proof.Verify(CheckpointPolicy.LogOnly(new SignerKey(Origin, KeyType.Note, new byte[32]).Verifier))).Kind);
        Assert.Equal(LogFaultKind.NotWitnessed, Assert.Single(Proof.Verify(Policy with { Quorum = 1 })).Kind);
    }
}
