using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace CreditShare.Query.Reports.Pages;

/// <summary>Pieces of HTML: what is interpolated is encoded, unless it is a piece itself.</summary>
internal static class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static IHtmlContent Of(FormattableString text) => new HtmlFormattableString(CultureInfo.InvariantCulture, text.Format, text.GetArguments());

    public static IHtmlContent Each<T>(IEnumerable<T> items, Func<T, IHtmlContent> show)
    {
        var all = new HtmlContentBuilder();
        foreach (var item in items)
            all.AppendHtml(show(item));
        return all;
    }

    /// <summary>UTF-8.</summary>
    public static byte[] Bytes(IHtmlContent content)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        content.WriteTo(text, Encoder);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
