using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CreditShare.OpenIdProvider;
using CreditShare.Pages.Tests.Browsing;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditShare.Pages.Tests.SigningIn;

/// <summary>A client of the provider, step by step, so that a test can do one of them wrong. Keeps the provider's cookies, as one browser does.</summary>
internal sealed class CodeFlow(Provider provider) : IDisposable
{
    public const string SentBackTo = "http://127.0.0.1:5080" + ClientRules.SignInPath;
    public const string Nonce = "a-nonce";

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = provider.Address, Timeout = Visitor.Patience };

    /// <summary>What the code will be asked for with.</summary>
    public string Verifier { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public void Dispose() => http.Dispose();

    public async Task<JsonElement> GetJsonAsync(Uri address, CancellationToken ct) => JsonElement.Parse(await http.GetStringAsync(address, ct));

    public Task<JsonElement> DiscoverAsync(CancellationToken ct) => GetJsonAsync(new Uri("/.well-known/openid-configuration", UriKind.Relative), ct);

    /// <summary>The address at which a user is asked who he is.</summary>
    public Uri AuthorizeAddress(string redirectTo = SentBackTo, bool challenge = true, string client = ClientRules.ClientId)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["client_id"] = client, ["response_type"] = "code", ["scope"] = "openid profile", ["redirect_uri"] = redirectTo, ["nonce"] = Nonce, ["state"] = "a-state",
        };
        if (challenge)
        {
            parameters["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
            parameters["code_challenge_method"] = "S256";
        }
        return new Uri(QueryHelpers.AddQueryString("/connect/authorize", parameters), UriKind.Relative);
    }

    public Task<HttpResponseMessage> GetAsync(Uri address, CancellationToken ct) => http.GetAsync(address, ct);

    /// <summary>Signs in and is sent back.</summary>
    /// <returns>The code.</returns>
    public async Task<string> CodeAsync(Account account, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["account"] = account.Subject, ["returnTo"] = AuthorizeAddress().ToString() });
        using var signedIn = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), form, ct);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        using var sentBack = await http.GetAsync(signedIn.Headers.Location, ct);
        Assert.Equal(HttpStatusCode.Redirect, sentBack.StatusCode);
        Assert.StartsWith(SentBackTo, sentBack.Headers.Location!.ToString(), StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(sentBack.Headers.Location.Query)["code"].ToString();
    }

    /// <summary>Asks for the tokens of a code; null leaves a parameter out.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Answer)> RedeemAsync(string code, string? verifier, CancellationToken ct, string? secret = null)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["grant_type"] = "authorization_code", ["client_id"] = ClientRules.ClientId, ["code"] = code, ["redirect_uri"] = SentBackTo, ["code_verifier"] = verifier, ["client_secret"] = secret,
        };
        using var form = new FormUrlEncodedContent(parameters.Where(parameter => parameter.Value is not null));
        using var answer = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form, ct);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(ct)));
    }
}
