using System.Globalization;
using CreditShare.Query.Reports.Pages;
using CreditShare.Query.Reports.Sheets;
using CreditShare.Storage.Seeds;
using Microsoft.AspNetCore.Html;

namespace CreditShare.Query.Reports.Verifying;

/// <summary>
/// The page to which a report's QR code leads. Of the subject it shows the last four characters of its code and how many measures and records the report had: enough to notice a report that was altered,
/// nothing that its holder does not have, and next to nothing for whoever finds a stray address.
/// </summary>
internal sealed class CheckPage(SeedFolder seeds, ReportAddresses addresses)
{
    public static byte[] Unknown() => Page(
        "bad", "未找到此报告", "No such report",
        Html.Of($"<p>没有以此核验码出具的报告。请核对地址或核验码；如果无误，所持报告不是本登记库出具的。</p><p>No report was issued with this code. Compare the address with the report, character by character; if it is right, the report is not ours.</p>"),
        HtmlString.Empty);

    public byte[] Render(ReportStanding standing, DateTimeOffset now)
    {
        var (tone, zh, en, more) = Verdict(standing.Currency);
        return Page(tone, zh, en, more, Html.Of($"""
            <dl>{Html.Each(Facts(standing, now), fact => Html.Of($"<dt>{fact.Label}</dt><dd>{fact.Text}</dd>"))}</dl>
            <h2>如何比对 How to compare</h2>
            <p>以上各项应与所持报告一致。日志承诺是对报告数据的 HMAC-SHA-256，印在报告末尾。电子文件可计算 SHA-256（如 <code>sha256sum</code>、<code>certutil -hashfile 文件 SHA256</code>）与“文件摘要”比对，一致则该文件自出具后未被改动；打印件只能逐项核对。</p>
            <p>All of this must be as on the report. The commitment is printed at its end. Of a file, compute the SHA-256: if it is the one above, not a byte of the file was changed since it was issued. Of a print, compare item by item.</p>
            <h2>本页不显示什么 What this page does not show</h2>
            <p>不显示主体名称、完整代码、任何记录或措施的内容，也不显示目前的查询结果。需要现时信息的，请有权机构重新查询。</p>
            <p>No name, no full code, nothing of any record or measure, and nothing of what would be found today. Whoever needs that, and may have it, asks again.</p>
            <h2>日志 The exchange log</h2>
            <p><a href="{addresses.Checkpoint.ToString()}">公布的检查点 The checkpoint that is shown</a>；<a href="{addresses.Proof(standing.Entry.Id).ToString()}">包含证明 Proof of inclusion</a>（出具报告的机构凭令牌获取 for the agency, with its token）</p>
            """));
    }

    private IEnumerable<SheetFact> Facts(ReportStanding standing, DateTimeOffset now)
    {
        var entry = standing.Entry;
        yield return new("报告编号 Report", entry.Id);
        yield return new("出具时间 Issued", SheetWords.Instant(entry.At));
        yield return new("查询机构 Agency", $"{seeds.Agencies.GetValueOrDefault(entry.Actor.Agency ?? "")?.Name ?? entry.Actor.Agency}（{entry.Actor.Agency}）");
        yield return new("城市 City", seeds.Cities.GetValueOrDefault(entry.Actor.City ?? "") is { } city ? $"{city.Name} {city.NameEn}" : entry.Actor.City ?? "—");
        yield return new("主体代码末四位 Last four of the code", entry.Subject is { Length: > 4 } code ? code[^4..] : "—");
        if (standing.Report is { } report)
        {
            yield return new("内容 Contents", string.Create(
                CultureInfo.InvariantCulture,
                $"惩戒措施 {report.Punishments.Count} 项，激励措施 {report.Rewards.Count} 项，记录 {report.Records.Count} 条 ({report.Punishments.Count} punishments, {report.Rewards.Count} rewards, {report.Records.Count} records)"));
        }
        yield return new("日志承诺 Commitment", entry.Commit?.ToString() ?? "—");
        yield return new("文件摘要 SHA-256 of the file", $"{entry.Detail.GetValueOrDefault(ReportFacts.File)}（{entry.Detail.GetValueOrDefault(ReportFacts.Format)}）");
        yield return new("日志位置 Place in the log", standing switch
        {
            { Index: { } index, Checkpoint: { } head } => string.Create(CultureInfo.InvariantCulture, $"{head.Origin} 第 {index} 条，检查点 {head.Size}，根 {head.Root.ToBase64()}"),
            { Index: { } index } => string.Create(CultureInfo.InvariantCulture, $"第 {index} 条，尚待检查点公布 waits for the next checkpoint"),
            _ => "已持久保存，尚待编入日志 durable, waits for its place",
        });
        yield return new("核验时间 Checked", SheetWords.Instant(now));
    }

    private static (string Tone, string Zh, string En, IHtmlContent More) Verdict(Currency currency) => currency switch
    {
        Currency.Current => ("good", "真实，且仍为最新", "Genuine, and still current", Html.Of(
            $"<p>本报告由本登记库出具；同一机构今日以同一用途查询，结果相同。</p><p>This registry issued the report; the same agency asking today for the same purpose would be told the same.</p>")),
        Currency.Outdated => ("old", "真实，但已不是最新：请重新查询", "Genuine, but no longer current: ask again", Html.Of(
            $"<p>本报告由本登记库出具，但此后主体的记录或日期已使结果变化。请勿再据此办理，应重新查询。</p><p>This registry issued the report; since then records or the passing of days have changed what would be said. Do not rely on it, ask again.</p>")),
        Currency.Erased => ("old", "真实，但已不是最新：请重新查询", "Genuine, but no longer current: ask again", Html.Of(
            $"<p>本报告由本登记库出具，其数据保存期届满，已依法删除，无法比对。应重新查询。</p><p>This registry issued the report; its data have been deleted by law, so that nothing can be compared. Ask again.</p>")),
        _ => ("bad", "不能确认：请联系登记库", "Cannot be confirmed: ask the registry", Html.Of(
            $"<p>日志中有此报告的条目，但现存数据与日志承诺不一致。请勿使用，并告知信用专委会。</p><p>The log has the report's entry, but the data kept are not what it commits to. Do not use the report, and tell the credit committee.</p>")),
    };

    private static byte[] Page(string tone, string zh, string en, IHtmlContent more, IHtmlContent rest) => Html.Bytes(Html.Of($"""
        <!doctype html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>报告核验 {zh}</title>
        {PageStyle.Element}
        </head>
        <body>
        <header><h1>报告核验</h1><p>杭州都市圈公共信用信息共享登记库</p></header>
        <main>
        <div class="verdict {tone}"><h2>{zh}</h2><p>{en}</p></div>
        {more}
        {rest}
        </main>
        </body>
        </html>
        """));
}
