using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CreditShare.Hosting.Tests;

/// <summary>Issues tokens with a key of its own; the public half lies in a key file, as a closed network has it.</summary>
internal sealed class TestIssuer : IDisposable
{
    public const string Issuer = "https://tokens.example";
    public const string Audience = "creditshare";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("creditshare-keys-");
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestIssuer()
    {
        KeysFile = Path.Combine(_folder.FullName, "keys.json");
        var open = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ECDsa.Create(_key.ExportParameters(false))) { KeyId = "test" });
        File.WriteAllText(KeysFile, JsonSerializer.Serialize(new
        {
            keys = new[] { new { kty = open.Kty, crv = open.Crv, x = open.X, y = open.Y, kid = open.Kid, use = "sig" } },
        }));
    }

    public string KeysFile { get; }

    public string Token(params (string Type, string Value)[] claims) => Token(TimeSpan.FromMinutes(5), claims);

    public string Token(TimeSpan validFor, params (string Type, string Value)[] claims) => Token(Issuer, Audience, validFor, claims);

    public string Token(string issuer, string audience, TimeSpan validFor, params (string Type, string Value)[] claims)
    {
        var until = TimeProvider.System.GetUtcNow() + validFor;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = until.AddHours(-1).UtcDateTime,
            IssuedAt = until.AddHours(-1).UtcDateTime,
            Expires = until.UtcDateTime,
            Subject = new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value))),
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(_key) { KeyId = "test" }, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Delete(recursive: true);
    }
}
