using System.Text;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Domain.Reports;
using CreditShare.Engines.Fonts;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Query.Reports;
using CreditShare.Query.Reports.Pages;
using CreditShare.Query.Reports.Pdf;
using CreditShare.Query.Reports.Sheets;
using CreditShare.Storage.Seeds;
using CreditShare.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using UglyToad.PdfPig;

namespace CreditShare.Query.Tests.Reports;

/// <summary>A report as it is printed, read by a library that did not write it.</summary>
public sealed class ReportPdfTests
{
    private static readonly SeedFolder Seeds = new(Repository.Seeds);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Sheet SheetOf(params IEnumerable<CreditRecord> records) => SheetFrom(Some.City, records);

    private static Sheet SheetFrom(string city, params IEnumerable<CreditRecord> records)
    {
        var profile = records.Aggregate(
            SubjectProfile.Empty(Some.Subject().Code!), (before, record) => before.With(new(city, record.SourceId!), 1, Now, default, record));
        var code = ReportCode.New();
        var report = new ReportBuilder(new(Seeds.AnswerBook)).Build(
            new(Asked.Report, profile.Code, "330100-licensing", "330100", "licensing", "CASE-1"), new(profile, 0), code.EntryId, Now);
        return new SheetWriter(Seeds).Write(
            new(report, code, Commitment.Of(new byte[32], CreditReportJson.Write(report)), new($"https://credit.example.org/reports/{code}"), new("https://credit.example.org/proof")));
    }

    private static async Task<byte[]> PdfAsync(Sheet sheet)
    {
        var fonts = new ReportFonts(Options.Create(new QueryOptions { ReportFonts = [await ChineseFont.EnsureAsync(Cancel)] }), NullLogger<ReportFonts>.Instance);
        using var pdf = new ReportPdf(fonts);
        return await pdf.RenderAsync(sheet, Cancel);
    }

    [Fact]
    public async Task A_long_report_breaks_over_pages_with_its_head_again_and_says_which_page_of_how_many()
    {
        var sheet = SheetOf(Enumerable.Range(1, 100).Select(n => Some.Penalty(n) with { Subject = Some.Subject() }));
        using var read = PdfDocument.Open(await PdfAsync(sheet));
        var texts = read.GetPages().Select(page => page.Text).ToList();
        Assert.InRange(texts.Count, 10, 60);
        Assert.All(texts.Index(), page => Assert.Contains($"第 {page.Index + 1} 页 / 共 {texts.Count} 页", page.Item, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.Contains(sheet.Number, text, StringComparison.Ordinal));
        Assert.All(texts.Where(text => text.Contains("杭样罚〔2026〕", StringComparison.Ordinal) && text.Contains("经催告仍未公示", StringComparison.Ordinal)), text => Assert.Contains("内容与依据", text, StringComparison.Ordinal));
        Assert.All(Enumerable.Range(1, 100), n => Assert.Contains(texts, text => text.Contains($"文号：杭样罚〔2026〕{n}号", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rare_characters_are_set_and_can_be_taken_out_again()
    {
        var name = "杭州𠮷㐂䶮" + string.Concat(Enumerable.Repeat("长名称", 40)) + "有限公司";
        using var read = PdfDocument.Open(await PdfAsync(SheetOf(Some.Penalty() with { Subject = Some.Subject() with { Name = name } })));
        Assert.Contains(name, read.GetPage(1).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(read.GetPages().SelectMany(page => page.Letters), letter => letter.Value == "\uFFFD");
    }

    [Fact]
    public async Task A_character_that_no_font_has_is_written_by_its_number()
    {
        using var read = PdfDocument.Open(await PdfAsync(SheetOf(Some.Penalty() with { Note = "样例\U000F0001字" })));
        Assert.Contains("样例[U+F0001]字", string.Concat(read.GetPages().Select(page => page.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_longer_than_a_page_goes_on_over_the_next()
    {
        var facts = string.Concat(Enumerable.Range(1, 1500).Select(n => $"第{n}项，"));
        using var read = PdfDocument.Open(await PdfAsync(SheetOf(Some.Penalty() with { Penalty = Some.Penalty().Penalty! with { Facts = facts } })));
        var text = string.Concat(read.GetPages().Select(page => page.Text));
        Assert.All(new[] { 1, 700, 1500 }, n => Assert.Contains($"第{n}项", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_fonts_are_in_the_file_and_only_the_characters_used()
    {
        var pdf = await PdfAsync(SheetOf(Some.Penalty()));
        Assert.InRange(pdf.Length, 20_000, 400_000);
        Assert.Contains("FontFile2", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void Print_and_page_say_the_same_and_neither_rates()
    {
        var sheet = SheetOf(Some.Penalty() with { Subject = Some.Subject() with { Name = "杭州<script>甲&乙" } });
        var html = Encoding.UTF8.GetString(ReportPage.Render(sheet));
        Assert.Contains("杭州&lt;script&gt;甲&amp;乙", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.All(sheet.Sections.SelectMany(section => section.Paragraphs), text => Assert.Contains(text.Split('“')[0][..4], html, StringComparison.Ordinal));
        Assert.Contains("它不是信用评价", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_adverse_record_says_which_days_govern_it_and_why()
    {
        var html = Encoding.UTF8.GetString(ReportPage.Render(SheetOf(Some.Penalty(), Some.Honour())));
        foreach (var stated in new[] { "失信程度：一般", "公示：2026年6月1日至2027年6月1日", "最早可修复：", "共享至：2027年6月1日", "保存至：2031年6月1日", "共享至：2031年6月1日", "《浙江省公共信用信息管理条例》第16条" })
            Assert.Contains(stated, html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_asking_agency_carries_out_stands_apart_and_every_measure_says_who_is_charged()
    {
        var sheet = SheetOf(Some.Penalty());
        var (own, others) = (Cells(sheet.Sections[0]), Cells(sheet.Sections[1]));
        Assert.Contains(own, text => text.StartsWith("M06 ", StringComparison.Ordinal));
        Assert.Contains("执行部门：行政审批（查询机构在内）", own);
        Assert.Contains(others, text => text.StartsWith("M08 ", StringComparison.Ordinal));
        Assert.Contains("执行部门：市场监管、生态环境", others);
        Assert.DoesNotContain(others, text => text.Contains("查询机构在内", StringComparison.Ordinal));

        static List<string> Cells(SheetSection section) => [.. section.Table!.Rows.SelectMany(row => row[0].Lines).Select(line => line.Text)];
    }

    [Fact]
    public async Task Every_measure_says_where_it_is_published_and_what_the_answer_says_of_a_record_of_another_province()
    {
        const string NotThere = "黄山市未公布该措施，在当地不适用。";
        var sheet = SheetFrom("341000", Some.Penalty());
        var lines = sheet.Sections[0].Table!.Rows.Select(row => row[0].Lines).Single(cell => cell[0].Text.StartsWith("M06 ", StringComparison.Ordinal));
        var published = Assert.Single(lines, line => line.Text.StartsWith("公布于：", StringComparison.Ordinal)).Text;
        Assert.Contains("杭州市", published, StringComparison.Ordinal);
        Assert.DoesNotContain("黄山市", published, StringComparison.Ordinal);
        var across = Assert.Single(lines, line => line.Text.EndsWith(NotThere, StringComparison.Ordinal)).Text;
        Assert.StartsWith("杭样罚〔2026〕1号：所依据的记录由黄山市（341000，安徽省）报送", across, StringComparison.Ordinal);
        Assert.Contains(across, Encoding.UTF8.GetString(ReportPage.Render(sheet)), StringComparison.Ordinal);
        using var read = PdfDocument.Open(await PdfAsync(sheet));
        Assert.Contains(across, string.Concat(read.GetPages().Select(page => page.Text)), StringComparison.Ordinal);
        Assert.DoesNotContain("所依据的记录由", Encoding.UTF8.GetString(ReportPage.Render(SheetOf(Some.Penalty()))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_head_names_the_revision_as_the_log_does_and_keeps_the_longest_label_in_one_line()
    {
        const string Longest = "统一社会信用代码";
        var sheet = SheetOf(Some.Penalty());
        Assert.Equal("1，形成于 2026年11月23日 16:00:00（北京时间）", sheet.Facts.Single(fact => fact.Label == "档案修订号").Text);
        Assert.Equal(Longest, sheet.Facts.MaxBy(fact => fact.Label.Length)!.Label);
        using var read = PdfDocument.Open(await PdfAsync(sheet));
        var letters = read.GetPage(1).Letters;
        var label = letters.Skip(string.Concat(letters.Select(letter => letter.Value)).IndexOf(Longest, StringComparison.Ordinal)).Take(Longest.Length);
        Assert.Single(label.Select(letter => Math.Round(letter.StartBaseLine.Y)).Distinct());
    }

    [Fact]
    public void Nothing_found_says_what_that_means()
    {
        var html = Encoding.UTF8.GetString(ReportPage.Render(SheetOf()));
        Assert.Contains("“未查到”是指", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<table", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_font_with_other_outlines_is_refused_by_name_of_the_fault()
    {
        var fault = Assert.Throws<InvalidDataException>(() => TrueTypeFace.Read([.. "OTTO"u8, .. new byte[100]]));
        Assert.Contains("PostScript", fault.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => TrueTypeFace.Read([1, 2, 3]));
    }
}
