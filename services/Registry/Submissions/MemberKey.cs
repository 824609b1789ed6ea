using System.Globalization;

namespace CreditShare.Registry.Submissions;

/// <summary>A member city's public key, and when it counts.</summary>
/// <param name="PublicKey">Ed25519, 32 bytes.</param>
/// <param name="From">First instant at which it counts (UTC); null for no beginning.</param>
/// <param name="Until">Instant from which it counts no more (UTC); null for no end.</param>
internal sealed record MemberKey(byte[] PublicKey, DateTimeOffset? From, DateTimeOffset? Until)
{
    public const string Form = "BASE64, or BASE64 FROM/UNTIL, with instants such as 2026-11-23T00:00:00Z of which either may be left out";

    public bool IsValid(DateTimeOffset now) => !(now < From) && !(now >= Until);

    /// <summary>Null for text that is not of <see cref="Form"/>.</summary>
    public static MemberKey? TryParse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var bytes = new byte[64];
        if (parts.Length is 0 or > 2 || !Convert.TryFromBase64String(parts[0], bytes, out var length) || length != 32)
            return null;
        if (parts.Length == 1)
            return new(bytes[..length], null, null);
        var span = parts[1].Split('/');
        return span.Length == 2 && TryInstant(span[0], out var from) && TryInstant(span[1], out var until) && !(until <= from) ? new(bytes[..length], from, until) : null;
    }

    /// <summary>Those of the texts that can be read; settings with others are refused at start, and passed over if they change so later.</summary>
    public static IEnumerable<MemberKey> ParseAll(IEnumerable<string>? texts) => (texts ?? []).Select(TryParse).OfType<MemberKey>();

    private static bool TryInstant(string text, out DateTimeOffset? instant)
    {
        instant = null;
        if (text.Length == 0)
            return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read))
            return false;
        instant = read;
        return true;
    }
}
