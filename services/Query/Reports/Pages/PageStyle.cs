using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Html;

namespace CreditShare.Query.Reports.Pages;

/// <summary>The one style sheet of report and checking page. It stands in the page itself; the policy names its hash, so no other is applied.</summary>
internal static class PageStyle
{
    // The column of labels holds 统一社会信用代码 in one line.
    private const string Css = """
        :root { --ink: #1a1a1a; --quiet: #595959; --line: #8a8a8a; --seal: #a31515; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 210mm; padding: 12mm 10mm; color: var(--ink); background: #fff;
          font: 10.5pt/1.6 "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, "BabelStone Han", "SimSun-ExtB", serif; overflow-wrap: anywhere; }
        header { text-align: center; border-bottom: 1.2mm solid var(--seal); padding-bottom: 3mm; margin-bottom: 6mm; }
        h1 { font-size: 20pt; letter-spacing: .12em; margin: 0; } h2 { font-size: 12.5pt; margin: 7mm 0 2mm; break-after: avoid; }
        header p { margin: 2mm 0 0; } p { margin: 1.5mm 0; } .quiet { color: var(--quiet); font-size: 9pt; }
        dl { display: grid; grid-template-columns: 10em 1fr; margin: 0; border-top: .2mm solid var(--line); }
        dt, dd { margin: 0; padding: 1mm 2mm; border-bottom: .2mm solid var(--line); } dt { color: var(--quiet); }
        table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 9.5pt; }
        th, td { border: .2mm solid var(--line); padding: 1.2mm 1.6mm; vertical-align: top; text-align: left; }
        th { background: #f1efe9; font-weight: 600; } td p { margin: 0; }
        thead { display: table-header-group; } tr { break-inside: avoid; }
        .checking { display: flex; gap: 6mm; align-items: flex-start; break-inside: avoid; } .checking div { flex: 1; }
        .qr { flex: none; width: 34mm; height: 34mm; }
        .verdict { border: .4mm solid currentColor; padding: 4mm; margin: 4mm 0; } .verdict h2 { margin: 0; }
        .good { color: #14532d; } .old { color: #7c4a03; } .bad { color: var(--seal); }
        @page { size: A4; margin: 18mm 15mm 20mm; @bottom-right { content: "第 " counter(page) " 页 / 共 " counter(pages) " 页"; font-size: 8.5pt; } }
        @media print { body { padding: 0; max-width: none; } a { color: inherit; text-decoration: none; } th { print-color-adjust: exact; } }
        """;

    public static IHtmlContent Element { get; } = new HtmlString($"<style>{Css}</style>");

    public static string Hash { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'";
}
