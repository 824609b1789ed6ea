using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CreditShare.Hosting.Auth;

/// <summary>
/// Checks a token's signature once and remembers that it was right: a check costs more than the rest of a lookup. Remembered is the SHA-256 of the whole token, so another token is never taken for it; until it expires, and only as long as
/// the issuer's keys and settings are those by which it was checked. Safe for concurrent calls, which share the identity that was read: nobody may add claims to it.
/// </summary>
/// <param name="time">By which a remembered token expires.</param>
/// <param name="most">Tokens that are remembered, 1 or more. One more, and all are forgotten and checked again when they come.</param>
internal sealed class RememberingTokenHandler(TimeProvider time, int most = RememberingTokenHandler.UsualMost) : JsonWebTokenHandler
{
    private const int UsualMost = 10_000;

    private readonly ConcurrentDictionary<string, Remembered> right = new(StringComparer.Ordinal);

    /// <param name="Result">What the check gave.</param>
    /// <param name="Until">UTC. What is granted to clocks that are wrong is not in it: a token that lives on that is checked every time.</param>
    /// <param name="Issuer">The issuer's keys and settings then; null where they are a file's, which is read once.</param>
    private sealed record Remembered(TokenValidationResult Result, DateTimeOffset Until, BaseConfiguration? Issuer);

    /// <summary>How many are remembered now.</summary>
    internal int Count => right.Count;

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (validationParameters.ConfigurationManager is not { } discovered)
            return await CheckAsync(token, validationParameters, null);
        BaseConfiguration issuer;
        try
        {
            // Kept by the manager, and another object when it has read it anew.
            issuer = await discovered.GetBaseConfigurationAsync(CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // The issuer cannot be reached: the check itself says so.
            return await base.ValidateTokenAsync(token, validationParameters);
        }
        return await CheckAsync(token, validationParameters, issuer);
    }

    private async Task<TokenValidationResult> CheckAsync(string token, TokenValidationParameters parameters, BaseConfiguration? issuer)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (right.TryGetValue(hash, out var known))
        {
            if (time.GetUtcNow() < known.Until && ReferenceEquals(known.Issuer, issuer))
                return known.Result;
            right.TryRemove(hash, out _);
        }
        var result = await base.ValidateTokenAsync(token, parameters);
        // One that was right by the issuer's keys of before, which are believed for a while, is checked every time.
        if (result.IsValid && issuer?.SigningKeys.Contains(result.SecurityToken.SigningKey) is null or true)
            Remember(hash, new(result, new DateTimeOffset(result.SecurityToken.ValidTo, TimeSpan.Zero), issuer));
        return result;
    }

    private void Remember(string hash, Remembered token)
    {
        if (right.Count >= most)
            right.Clear();
        right[hash] = token;
    }
}
