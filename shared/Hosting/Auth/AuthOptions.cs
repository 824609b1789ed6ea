using CreditShare.Hosting.Settings;
using Microsoft.IdentityModel.Tokens;

namespace CreditShare.Hosting.Auth;

/// <summary>Section <c>Auth</c>: who issues the tokens that this service believes.</summary>
public sealed class AuthOptions
{
    /// <summary>Address of the OpenID Connect provider, with https; its keys are found by discovery. Either this or <see cref="KeysFile"/>.</summary>
    public string? Authority { get; init; }

    /// <summary>JSON Web Key Set on disk, for a closed network without discovery.</summary>
    public string? KeysFile { get; init; }

    /// <summary>The <c>iss</c> that tokens must carry.</summary>
    public string? Issuer { get; init; }

    /// <summary>The <c>aud</c> that tokens must carry.</summary>
    public string Audience { get; init; } = "creditshare";

    internal IList<SecurityKey> ReadKeys() => Keys(File.ReadAllText(KeysFile!));

    /// <returns>None where the text is no key set.</returns>
    private static IList<SecurityKey> Keys(string text)
    {
        try
        {
            return new JsonWebKeySet(text).GetSigningKeys();
        }
        catch (ArgumentException)
        {
            return [];
        }
    }

    /// <summary>All faults at once; empty if the options can stand.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Authority) == string.IsNullOrWhiteSpace(KeysFile))
            yield return "Auth: set either Auth:Authority (an OpenID Connect provider) or Auth:KeysFile (a JSON Web Key Set), and not both.";
        if (!string.IsNullOrWhiteSpace(Authority) && (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps))
            yield return $"Auth:Authority is '{Authority}'; it must be the https address of an OpenID Connect provider.";
        if (!string.IsNullOrWhiteSpace(KeysFile) && SettingFile.Fault("Auth:KeysFile", KeysFile, text => Keys(text).Count > 0, "key of a JSON Web Key Set") is { } fault)
            yield return fault;
        if (!string.IsNullOrWhiteSpace(KeysFile) && string.IsNullOrWhiteSpace(Issuer))
            yield return "Auth:Issuer is missing; with a key file the issuer must be named.";
        if (string.IsNullOrWhiteSpace(Audience))
            yield return "Auth:Audience is missing.";
    }
}
