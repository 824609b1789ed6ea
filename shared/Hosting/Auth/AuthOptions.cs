namespace CreditShare.Hosting.Auth;

/// <summary>Section <c>Auth</c>: who issues the tokens that this service believes.</summary>
public sealed class AuthOptions
{
    /// <summary>Address of the OpenID Connect provider; its keys are found by discovery. Either this or <see cref="KeysFile"/>.</summary>
    public string? Authority { get; init; }

    /// <summary>JSON Web Key Set on disk, for a closed network without discovery.</summary>
    public string? KeysFile { get; init; }

    /// <summary>The <c>iss</c> that tokens must carry.</summary>
    public string? Issuer { get; init; }

    /// <summary>The <c>aud</c> that tokens must carry.</summary>
    public string Audience { get; init; } = "creditshare";

    /// <summary>All faults at once; empty if the options can stand.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Authority) == string.IsNullOrWhiteSpace(KeysFile))
            yield return "Auth: set either Auth:Authority (an OpenID Connect provider) or Auth:KeysFile (a JSON Web Key Set), and not both.";
        if (!string.IsNullOrWhiteSpace(KeysFile) && !File.Exists(KeysFile))
            yield return $"Auth:KeysFile: {KeysFile} does not exist.";
        if (!string.IsNullOrWhiteSpace(KeysFile) && string.IsNullOrWhiteSpace(Issuer))
            yield return "Auth:Issuer is missing; with a key file the issuer must be named.";
        if (string.IsNullOrWhiteSpace(Audience))
            yield return "Auth:Audience is missing.";
    }
}
