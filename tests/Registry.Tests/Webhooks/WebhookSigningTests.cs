using CreditShare.ExchangeLog.Signing;
using CreditShare.Registry.Webhooks;

namespace CreditShare.Registry.Tests.Webhooks;

/// <summary>Signatures as Standard Webhooks has them, and what may stand in the settings.</summary>
public sealed class WebhookSigningTests
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Body = """{"test": 2432232314}""";

    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    /// <summary>The vector that the standard's own libraries are tested by.</summary>
    [Fact]
    public void The_shared_secrets_signature_is_that_of_the_standards_libraries()
    {
        var secret = WebhookSigning.Read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", WebhookSigning.SecretPrefix, 24, 64)!;
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookSigning.Symmetric(secret, Id, At, Body));
    }

    /// <summary>Made with another implementation of Ed25519 (pyca/cryptography) for the seed 0, 1, … 31.</summary>
    [Fact]
    public void The_key_pairs_signature_is_that_of_another_implementation()
    {
        byte[] seed = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];
        Assert.Equal("v1a,yoUrgEkc12aGqm0n4Sydmdz55xJfTz4AsAgieHFjmkR7LJtqVCZOQYzvvHjI5kAey+r4iaBGxTFRrl2iBQxtDQ==", WebhookSigning.Asymmetric(seed, Id, At, Body));
        Assert.Equal("A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=", Convert.ToBase64String(Ed25519.PublicKey(seed)));
    }

    [Theory]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_no base64")]
    public void A_secret_of_another_form_is_none(string text) => Assert.Null(WebhookSigning.Read(text, WebhookSigning.SecretPrefix, 24, 64));

    [Theory]
    [InlineData("https://agency.example/hooks", true)]
    [InlineData("https://agency.example:443/hooks", true)]
    [InlineData("https://agency.example:8443/hooks", false)]
    [InlineData("http://agency.example/hooks", false)]
    [InlineData("https://user:secret@agency.example/hooks", false)]
    [InlineData("ftp://agency.example/hooks", false)]
    [InlineData("/hooks", false)]
    [InlineData("", false)]
    public void A_receiver_has_an_https_address_at_an_allowed_port(string address, bool stands) =>
        Assert.Equal(stands, !new WebhookOptions { KeyFile = "webhooks.key", CreateKey = true, Receivers = { ["a"] = new() { Address = address } } }.Faults().Any());

    [Fact]
    public void All_faults_of_the_settings_are_named_at_once() =>
        Assert.Equal(4, new WebhookOptions { GiveUpAfter = TimeSpan.Zero, Timeout = TimeSpan.FromMinutes(1), Receivers = { ["a"] = new() { Address = "http://a" } } }.Faults().Count());

    /// <summary>Later, when the settings are read anew, it is its own receiver's fault: a check that failed then would stop the calls of all.</summary>
    [Fact]
    public void A_receivers_file_that_is_not_there_is_named_at_the_start_and_stops_nobody_later()
    {
        var options = new WebhookOptions { KeyFile = "webhooks.key", CreateKey = true, Receivers = { ["a"] = new() { Address = "https://agency.example/hooks", SecretFile = "no.file" } } };
        var atStart = new WebhookFilesAtStart();
        Assert.Contains("Webhooks:Receivers:a:SecretFile", Assert.Single(atStart.Validate(null, options).Failures!), StringComparison.Ordinal);
        Assert.True(atStart.Validate(null, options).Succeeded);
        Assert.Empty(options.Faults());
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 30)]
    [InlineData(9, 12 * 3600)]
    [InlineData(50, 12 * 3600)]
    public void Calls_grow_apart(int calls, int seconds) => Assert.Equal(At.AddSeconds(seconds), WebhookSchedule.Next(calls, At, At.AddDays(3)));

    [Fact]
    public void Nothing_is_tried_after_the_end() => Assert.Null(WebhookSchedule.Next(1, At, At.AddSeconds(4)));
}
