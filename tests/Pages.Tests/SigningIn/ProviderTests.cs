using System.Net;
using CreditShare.OpenIdProvider;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CreditShare.Pages.Tests.SigningIn;

/// <summary>The provider is one: a client that does a step wrong is refused.</summary>
public sealed class ProviderTests : IAsyncLifetime
{
    private Provider provider = null!;
    private CodeFlow client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Subjects() => [.. Account.All.Select(account => account.Subject)];

    public async ValueTask InitializeAsync()
    {
        provider = await Provider.StartAsync(Cancel);
        client = new CodeFlow(provider);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task The_provider_says_where_its_endpoints_are_and_that_it_takes_codes_with_proof()
    {
        var discovered = await client.DiscoverAsync(Cancel);
        Assert.Equal(provider.Address.ToString(), discovered.GetProperty("issuer").GetString());
        foreach (var endpoint in (string[])["authorization_endpoint", "token_endpoint", "end_session_endpoint", "jwks_uri"])
            Assert.StartsWith(provider.Address.ToString(), discovered.GetProperty(endpoint).GetString(), StringComparison.Ordinal);
        Assert.Equal(["code"], discovered.GetProperty("response_types_supported").EnumerateArray().Select(type => type.GetString()));
        Assert.Contains("S256", discovered.GetProperty("code_challenge_methods_supported").EnumerateArray().Select(method => method.GetString()));
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public async Task A_code_with_its_verifier_gives_a_signed_statement_of_who_it_is(string subject)
    {
        var account = Account.All.Single(account => account.Subject == subject);
        var (status, answer) = await client.RedeemAsync(await client.CodeAsync(account, Cancel), client.Verifier, Cancel);
        Assert.True(status == HttpStatusCode.OK, answer.ToString());

        var keys = await client.GetJsonAsync(new Uri((await client.DiscoverAsync(Cancel)).GetProperty("jwks_uri").GetString()!), Cancel);
        var validated = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(answer.GetProperty("id_token").GetString(), new TokenValidationParameters
        {
            ValidIssuer = provider.Address.ToString(), ValidAudience = ClientRules.ClientId, IssuerSigningKeys = new JsonWebKeySet(keys.GetRawText()).GetSigningKeys(),
        });
        Assert.True(validated.IsValid, validated.Exception?.Message);
        string? Claim(string name) => validated.Claims.TryGetValue(name, out var value) ? (string)value : null;
        Assert.Equal((account.Subject, account.Role, account.City, account.Agency, CodeFlow.Nonce), (Claim("sub"), Claim("role"), Claim("city"), Claim("agency"), Claim("nonce")));
    }

    [Theory]
    [InlineData("0123456789012345678901234567890123456789012")]
    [InlineData(null)]
    public async Task A_code_without_the_right_verifier_is_refused(string? verifier)
    {
        var (status, answer) = await client.RedeemAsync(await client.CodeAsync(Account.BureauClerk, Cancel), verifier, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(answer.GetProperty("error").GetString(), (string[])["invalid_grant", "invalid_request"]);
        Assert.False(answer.TryGetProperty("id_token", out _));
    }

    [Fact]
    public async Task Nobody_is_asked_who_he_is_for_a_client_without_a_challenge_or_at_another_address_or_unknown()
    {
        foreach (var wrong in (Uri[])
            [client.AuthorizeAddress(challenge: false), client.AuthorizeAddress("http://127.0.0.1:5080/elsewhere"), client.AuthorizeAddress("http://elsewhere.example/signin-oidc"), client.AuthorizeAddress(client: "another")])
        {
            using var answer = await client.GetAsync(wrong, Cancel);
            var said = $"{answer.Headers.Location} {await answer.Content.ReadAsStringAsync(Cancel)}";
            Assert.Contains("error", said, StringComparison.Ordinal);
            Assert.DoesNotContain("<form", said, StringComparison.Ordinal);
        }
        using var right = await client.GetAsync(client.AuthorizeAddress(), Cancel);
        Assert.Contains("<form", await right.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_has_a_secret_must_show_it()
    {
        await using var strict = await Provider.StartAsync(Cancel, "made-up");
        using var other = new CodeFlow(strict);
        var code = await other.CodeAsync(Account.AgencyOfficer, Cancel);
        foreach (var wrong in (string?[])[null, "another"])
        {
            var (status, answer) = await other.RedeemAsync(code, other.Verifier, Cancel, wrong);
            Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (status, answer.GetProperty("error").GetString()));
        }
        Assert.Equal(HttpStatusCode.OK, (await other.RedeemAsync(code, other.Verifier, Cancel, "made-up")).Status);
    }
}
