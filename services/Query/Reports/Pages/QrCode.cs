using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace CreditShare.Query.Reports.Pages;

/// <summary>A text as a QR code that a quarter of dirt does not spoil (level Q), drawn by whoever shows it.</summary>
internal static class QrCode
{
    /// <summary>The dark modules by row and column, the quiet zone of four included.</summary>
    public static bool[][] Modules(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        return [.. data.ModuleMatrix.Select(row => row.Cast<bool>().ToArray())];
    }

    public static IHtmlContent Svg(string text)
    {
        var modules = Modules(text);
        var path = new StringBuilder();
        for (var y = 0; y < modules.Length; y++)
        {
            for (var x = 0; x < modules.Length; x++)
            {
                if (modules[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }
        return Html.Of($"""<svg class="qr" role="img" aria-label="核验二维码" viewBox="0 0 {modules.Length} {modules.Length}" shape-rendering="crispEdges"><path fill="#000" d="{path.ToString()}"/></svg>""");
    }
}
