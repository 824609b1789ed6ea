using System.Text;
using CreditShare.Domain.Names;
using CreditShare.Storage;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditShare.Query.Search;

/// <summary>Where a search goes on: with which kind of match, behind which name and code.</summary>
internal sealed record SearchCursor(NameMatch Match, NamePlace? Place)
{
    public static readonly SearchCursor Start = new(NameMatch.Exact, null);

    public override string ToString() => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes($"{(int)Match}\n{Place?.Normal}\n{Place?.Code}"));

    /// <summary>Null for a text that no page gave.</summary>
    public static SearchCursor? Parse(string text)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text)).Split('\n');
            return parts is [{ Length: 1 } match, var normal, var code] && match[0] is >= '0' and <= '3'
                ? new((NameMatch)(match[0] - '0'), normal.Length == 0 ? null : new(normal, code))
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
