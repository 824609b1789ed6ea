using System.Globalization;
using CreditShare.Query.Reports.Sheets;
using Microsoft.AspNetCore.Html;

namespace CreditShare.Query.Reports.Pages;

/// <summary>A report as HTML, to be read on the screen and printed on A4.</summary>
internal static class ReportPage
{
    public static byte[] Render(Sheet sheet) => Html.Bytes(Html.Of($"""
        <!doctype html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>{sheet.Title} {sheet.Number}</title>
        {PageStyle.Element}
        </head>
        <body>
        <header><h1>{sheet.Title}</h1><p>{sheet.Issuer}</p><p class="quiet">报告编号 {sheet.Number}</p></header>
        <main>
        <dl>{Html.Each(sheet.Facts, fact => Html.Of($"<dt>{fact.Label}</dt><dd>{fact.Text}</dd>"))}</dl>
        {Html.Each(sheet.Sections, section => Html.Of($"""<section><h2>{section.Heading}</h2>{Paragraphs(section)}{Table(section)}</section>"""))}
        <section><h2>{sheet.Checking.Heading}</h2><div class="checking">{QrCode.Svg(sheet.Page)}<div>{Paragraphs(sheet.Checking)}</div></div></section>
        </main>
        </body>
        </html>
        """));

    private static IHtmlContent Paragraphs(SheetSection section) => Html.Each(section.Paragraphs, text => Html.Of($"<p>{text}</p>"));

    private static IHtmlContent Table(SheetSection section) => section.Table is not { } table ? HtmlString.Empty : Html.Of($"""
        <table>
        <colgroup>{Html.Each(table.Columns, column => Html.Of($"""<col width="{Percent(column.Share)}">"""))}</colgroup>
        <thead><tr>{Html.Each(table.Columns, column => Html.Of($"""<th scope="col">{column.Title}</th>"""))}</tr></thead>
        <tbody>{Html.Each(table.Rows, row => Html.Of($"<tr>{Html.Each(row, Cell)}</tr>\n"))}</tbody>
        </table>
        """);

    private static IHtmlContent Cell(SheetCell cell) => Html.Of($"<td>{Html.Each(cell.Lines, Line)}</td>");

    private static IHtmlContent Line(SheetLine line) =>
        line.Strong ? Html.Of($"<p><strong>{line.Text}</strong></p>") : line.Small ? Html.Of($"""<p class="quiet">{line.Text}</p>""") : Html.Of($"<p>{line.Text}</p>");

    private static string Percent(double share) => share.ToString("0%", CultureInfo.InvariantCulture);
}
