using CreditShare.ExchangeLog.Signing;

namespace CreditShare.ExchangeLog.Tests.Signing;

public sealed class KeyTests
{
    // RFC 8032 section 7.1, tests 1 to 3.
    [Theory]
    [InlineData("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Ed25519_is_that_of_the_standard(string seed, string key, string message, string signature)
    {
        var (seedBytes, messageBytes) = (Convert.FromHexString(seed), Convert.FromHexString(message));
        Assert.Equal(key, Convert.ToHexStringLower(Ed25519.PublicKey(seedBytes)));
        var signed = Ed25519.Sign(seedBytes, messageBytes);
        Assert.Equal(signature, Convert.ToHexStringLower(signed));
        Assert.True(Ed25519.Verify(Ed25519.PublicKey(seedBytes), messageBytes, signed));
        Assert.False(Ed25519.Verify(Ed25519.PublicKey(seedBytes), [.. messageBytes, 0], signed));
        Assert.False(Ed25519.Verify(Ed25519.PublicKey(seedBytes), messageBytes, signed.AsSpan(1)));
        Assert.False(Ed25519.Verify([], messageBytes, signed));
    }

    [Fact]
    public void The_keys_are_those_of_the_vectors()
    {
        Assert.Equal("03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8", Convert.ToHexStringLower(Some.LogKey.Verifier.PublicKey.Span));
        Assert.Equal(Some.LogVkey, Some.LogKey.Verifier.ToString());
        Assert.Equal("29acbae141bccaf0b22e1a94d34d0bc7361e526d0bfe12c89794bc9322966dd7", Convert.ToHexStringLower(Some.WitnessKey.Verifier.PublicKey.Span));
        Assert.Equal(Some.WitnessVkey, Some.WitnessKey.Verifier.ToString());
    }

    [Theory]
    [InlineData(Some.LogVkey)]
    [InlineData(Some.WitnessVkey)]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    public void A_verifier_key_is_read_and_written_back(string vkey)
    {
        Assert.True(VerifierKey.TryParse(vkey, out var key));
        Assert.Equal(vkey, key.ToString());
        Assert.Equal(VerifierKey.Parse(vkey), key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("log.creditshare.example/exchange")]
    [InlineData("log.creditshare.example/exchange+92c87f1d")]
    [InlineData("log.creditshare.example/exchange+92c87f1d+")]
    [InlineData("log.creditshare.example/exchange+92C87F1D+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")]
    [InlineData("log.creditshare.example/exchange+92c87f1e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")] // another id
    [InlineData("log.creditshare.example/exchang+92c87f1d+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")] // another name
    [InlineData("+92c87f1d+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")]
    [InlineData("log example+92c87f1d+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")]
    [InlineData("log.creditshare.example/exchange+92c87f1d+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4\n")]
    [InlineData("log.creditshare.example/exchange+92c87f1d+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")] // another type
    [InlineData("log.creditshare.example/exchange+92c87f1d+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVQ==")] // short key
    public void A_verifier_key_that_is_not_right_in_every_part_is_refused(string vkey) => Assert.False(VerifierKey.TryParse(vkey, out _));

    [Fact]
    public void A_signer_key_is_read_and_written_back()
    {
        foreach (var key in new[] { Some.LogKey, Some.WitnessKey })
        {
            Assert.StartsWith($"PRIVATE+KEY+{key.Verifier.Name}+", key.ToSecretText(), StringComparison.Ordinal);
            Assert.True(SignerKey.TryParse(key.ToSecretText(), out var read));
            Assert.Equal(key.Verifier, read.Verifier);
            Assert.Equal(key.ToSecretText(), read.ToSecretText());
        }
    }

    [Fact]
    public void A_signer_key_with_the_id_of_another_seed_is_refused()
    {
        var text = Some.LogKey.ToSecretText();
        Assert.False(SignerKey.TryParse(text.Replace("92c87f1d", "92c87f1e", StringComparison.Ordinal), out _));
        Assert.False(SignerKey.TryParse(text["PRIVATE+KEY+".Length..], out _));
    }

    [Fact]
    public void A_signer_key_shows_its_public_half_only() => Assert.Equal(Some.LogVkey, $"{Some.LogKey}");

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("a\u00a0b")]
    [InlineData("a\u3000b")]
    [InlineData("a\nb")]
    public void A_name_with_space_or_plus_names_no_key(string name) =>
        Assert.Throws<ArgumentException>(() => new VerifierKey(name, KeyType.Note, Some.Bytes(0, 32)));
}
