using System.Diagnostics.CodeAnalysis;

namespace CreditShare.ExchangeLog;

/// <summary>RFC 4648 section 4 with padding, one text for one value.</summary>
internal static class StrictBase64
{
    // Convert lets white space and stray last bits pass, so only a text that comes out again unchanged counts.
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        var buffer = new byte[(text.Length / 4 * 3) + 3];
        var ok = Convert.TryFromBase64String(text, buffer, out var written)
            && string.Equals(Convert.ToBase64String(buffer, 0, written), text, StringComparison.Ordinal);
        bytes = ok ? buffer[..written] : null;
        return ok;
    }
}
