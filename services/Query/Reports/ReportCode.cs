using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace CreditShare.Query.Reports;

/// <summary>
/// The secret by which a report's page is reached: 128 random bits, which only the report itself shows. The id of its log entry is made of its hash, so the page is found by the code, but the code not by the
/// entry: neither by whoever reads the log, nor by trying. 26 characters of Crockford's base 32, which people can read to each other.
/// </summary>
internal sealed class ReportCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Characters = 26;
    private const int Group = 5;

    private readonly byte[] secret;

    private ReportCode(byte[] secret) => this.secret = secret;

    /// <summary>Id of the report's entry in the exchange log.</summary>
    public string EntryId => $"report-{Convert.ToHexStringLower(SHA256.HashData([.. "creditshare report code\n"u8, .. secret])[..16])}";

    public static ReportCode New() => new(RandomNumberGenerator.GetBytes(16));

    /// <summary>Reads it as people write it: in either case, with hyphens or blanks, with O for 0 and I or L for 1.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ReportCode? code)
    {
        code = null;
        var value = UInt128.Zero;
        var count = 0;
        foreach (var written in text.Length <= 2 * Characters ? text : "")
        {
            if (written is '-' or ' ')
                continue;
            var digit = Alphabet.IndexOf(
                char.ToUpperInvariant(written) switch { 'O' => '0', 'I' or 'L' => '1', var other => other }, StringComparison.Ordinal);
            // The first character has three bits only.
            if (digit < 0 || ++count > Characters || (count == 1 && digit > 7))
                return false;
            value = (value << 5) | (UInt128)digit;
        }
        if (count != Characters)
            return false;
        code = new(Convert.FromHexString(value.ToString("X32", CultureInfo.InvariantCulture)));
        return true;
    }

    /// <summary>As it stands in the address.</summary>
    public override string ToString()
    {
        var value = UInt128.Parse(Convert.ToHexString(secret), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return string.Create(Characters, value, static (text, left) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, left >>= 5)
                text[i] = Alphabet[(int)(left & 31)];
        });
    }

    /// <summary>As it is printed, in groups.</summary>
    public string ToPrinted() => string.Join('-', ToString().Chunk(Group).Select(part => new string(part)));
}
