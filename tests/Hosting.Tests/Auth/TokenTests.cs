using System.Buffers.Text;
using System.Text;

namespace CreditShare.Hosting.Tests.Auth;

public sealed class TokenTests : IAsyncLifetime
{
    private const string Path = "/scopes/operate";
    private static readonly (string, string)[] Operator = [("sub", "operator"), ("scope", "operate")];
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);
    private TestService _service = null!;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public Task A_token_of_another_key_is_refused()
    {
        using var other = new TestIssuer();
        return RefusedAsync(other.Token(Operator));
    }

    [Fact]
    public Task A_token_of_another_issuer_is_refused() =>
        RefusedAsync(_service.Issuer.Token("https://elsewhere.example", TestIssuer.Audience, Soon, Operator));

    [Fact]
    public Task A_token_for_another_audience_is_refused() =>
        RefusedAsync(_service.Issuer.Token(TestIssuer.Issuer, "another-service", Soon, Operator));

    [Fact]
    public Task A_token_is_refused_a_minute_after_its_end() => RefusedAsync(_service.Issuer.Token(TimeSpan.FromSeconds(-60), Operator));

    [Fact]
    public async Task A_clock_may_be_thirty_seconds_wrong() =>
        Assert.Equal(200, (await _service.GetAsync(Path, _service.Issuer.Token(TimeSpan.FromSeconds(-10), Operator))).Status);

    [Fact]
    public Task A_token_whose_claims_were_changed_is_refused()
    {
        var parts = _service.Issuer.Token(("sub", "operator"), ("scope", "log.read")).Split('.');
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]));
        parts[1] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload.Replace("log.read", "operate", StringComparison.Ordinal)));
        return RefusedAsync(string.Join('.', parts));
    }

    [Fact]
    public Task A_token_without_a_signature_is_refused()
    {
        var parts = _service.Issuer.Token(Operator).Split('.');
        return RefusedAsync($"{Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8)}.{parts[1]}.");
    }

    [Fact]
    public Task Text_that_is_no_token_is_refused() => RefusedAsync("not-a-token");

    private async Task RefusedAsync(string token)
    {
        var answer = await _service.GetAsync(Path, token);
        Assert.Equal((401, "token-invalid"), (answer.Status, answer.Problem()));
    }
}
