using CreditShare.Hosting.Auth;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CreditShare.Hosting.Tests.Auth;

/// <summary>A token that is remembered gives no more than one that is checked.</summary>
public sealed class RememberedTokenTests : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly TestIssuer _issuer = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    public void Dispose() => _issuer.Dispose();

    [Fact]
    public async Task A_token_is_checked_once()
    {
        var handler = Handler();
        var token = Token("operator");
        var first = await handler.ValidateTokenAsync(token, Parameters());
        var again = await handler.ValidateTokenAsync(token, Parameters());
        Assert.True(first.IsValid);
        Assert.Same(first, again);
        Assert.Equal("operator", again.ClaimsIdentity.FindFirst("sub")!.Value);
    }

    [Fact]
    public async Task A_token_is_refused_when_it_has_expired_although_it_is_remembered()
    {
        var handler = Handler();
        var token = Token("operator");
        Assert.True((await handler.ValidateTokenAsync(token, Parameters())).IsValid);
        _time.Advance(Lifetime + TimeSpan.FromSeconds(1));
        Assert.False((await handler.ValidateTokenAsync(token, Parameters())).IsValid);
        Assert.Equal(0, handler.Count);
    }

    [Fact]
    public async Task Another_signature_under_a_remembered_token_is_refused()
    {
        var handler = Handler();
        var token = Token("operator");
        Assert.True((await handler.ValidateTokenAsync(token, Parameters())).IsValid);
        var signature = token.LastIndexOf('.') + 1;
        var other = token[..signature] + (token[signature] == 'A' ? 'B' : 'A') + token[(signature + 1)..];
        Assert.False((await handler.ValidateTokenAsync(other, Parameters())).IsValid);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_not_remembered()
    {
        using var other = new TestIssuer();
        var handler = Handler();
        Assert.False((await handler.ValidateTokenAsync(other.Token(("sub", "operator")), Parameters())).IsValid);
        Assert.Equal(0, handler.Count);
    }

    [Fact]
    public async Task Only_so_many_are_remembered()
    {
        var handler = Handler(most: 3);
        for (var n = 0; n < 10; n++)
        {
            var checkedNow = await handler.ValidateTokenAsync(Token($"operator-{n}"), Parameters());
            Assert.Equal($"operator-{n}", checkedNow.ClaimsIdentity.FindFirst("sub")!.Value);
            Assert.InRange(handler.Count, 1, 3);
        }
    }

    [Fact]
    public async Task A_remembered_token_is_refused_when_its_issuer_has_withdrawn_the_key()
    {
        var (issuer, handler, token) = (new Issuer(Configuration(_issuer)) { UseLastKnownGoodConfiguration = false }, Handler(), Token("operator"));
        Assert.True((await handler.ValidateTokenAsync(token, Parameters(issuer))).IsValid);
        using var other = new TestIssuer();
        issuer.Now = Configuration(other);
        Assert.False((await handler.ValidateTokenAsync(token, Parameters(issuer))).IsValid);
    }

    [Fact]
    public async Task A_token_that_is_right_only_by_the_keys_of_before_is_not_remembered()
    {
        var (issuer, handler, token) = (new Issuer(Configuration(_issuer)), Handler(), Token("operator"));
        Assert.True((await handler.ValidateTokenAsync(token, Parameters(issuer))).IsValid);
        Assert.Equal(1, handler.Count);
        using var other = new TestIssuer();
        issuer.Now = Configuration(other);
        Assert.True((await handler.ValidateTokenAsync(token, Parameters(issuer))).IsValid);
        Assert.Equal(0, handler.Count);
    }

    private RememberingTokenHandler Handler(int most = 100) => new(_time, most) { MapInboundClaims = false };

    private string Token(string account) => _issuer.Token(Lifetime, ("sub", account));

    private TokenValidationParameters Parameters() => new()
    {
        ValidAudience = TestIssuer.Audience,
        ValidIssuer = TestIssuer.Issuer,
        IssuerSigningKeys = Keys(_issuer),
        LifetimeValidator = (_, until, _, _) => _time.GetUtcNow().UtcDateTime < until,
    };

    private static TokenValidationParameters Parameters(Issuer issuer) => new() { ValidAudience = TestIssuer.Audience, ValidIssuer = TestIssuer.Issuer, ConfigurationManager = issuer };

    private static IList<SecurityKey> Keys(TestIssuer issuer) => new JsonWebKeySet(File.ReadAllText(issuer.KeysFile)).GetSigningKeys();

    private static OpenIdConnectConfiguration Configuration(TestIssuer issuer)
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = TestIssuer.Issuer };
        foreach (var key in Keys(issuer))
            configuration.SigningKeys.Add(key);
        return configuration;
    }

    /// <summary>What is known of an issuer by discovery.</summary>
    private sealed class Issuer(OpenIdConnectConfiguration now) : BaseConfigurationManager
    {
        public OpenIdConnectConfiguration Now { get; set; } = now;

        public override Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) => Task.FromResult<BaseConfiguration>(Now);

        public override void RequestRefresh()
        {
        }
    }
}
