using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Secrets;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CreditShare.Standalone.Development;

/// <summary>Issues tokens for trying things out; in Development only. Its key lies in the data folder, so that tokens outlive a restart.</summary>
internal sealed class DevelopmentIssuer
{
    public const string Issuer = "https://development.creditshare.example";
    public const string Audience = "creditshare";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly ECDsaSecurityKey key;
    private readonly TimeProvider time;

    public DevelopmentIssuer(string folder, TimeProvider time)
    {
        this.time = time;
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "development-issuer.pem");
        var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(file))
            ecdsa.ImportFromPem(File.ReadAllText(file));
        else
            SecretFile.Write(file, ecdsa.ExportPkcs8PrivateKeyPem());
        key = new ECDsaSecurityKey(ecdsa) { KeyId = "development" };
        KeysFile = Path.Combine(folder, "development-issuer.jwks.json");
        File.WriteAllText(KeysFile, JsonSerializer.Serialize(new { keys = new[] { PublicJwk(ecdsa) } }));
    }

    /// <summary>JSON Web Key Set with the public half.</summary>
    public string KeysFile { get; }

    public string Bureau(string city) =>
        Token($"bureau-{city}", [Scopes.BatchesWrite, Scopes.BatchesRead, Scopes.RecordsRead, Scopes.ProofsRead], new Claim(Caller.CityClaim, city));

    public string Agency(string agency) => Token($"officer-{agency}", [Scopes.SubjectsRead, Scopes.ProofsRead], new Claim(Caller.AgencyClaim, agency));

    public string Auditor() => Token("auditor-1", [Scopes.LogRead, Scopes.ProofsRead]);

    public string Operator() => Token("operator-1", [Scopes.Operate]);

    private string Token(string account, IEnumerable<string> scopes, params IEnumerable<Claim> claims)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Subject = new ClaimsIdentity([new(Caller.AccountClaim, account), new(Caller.ScopeClaim, string.Join(' ', scopes)), .. claims]),
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    private static Dictionary<string, string> PublicJwk(ECDsa ecdsa)
    {
        var point = ecdsa.ExportParameters(includePrivateParameters: false).Q;
        return new()
        {
            ["kty"] = "EC", ["crv"] = "P-256", ["use"] = "sig", ["alg"] = "ES256", ["kid"] = "development",
            ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y),
        };
    }
}
