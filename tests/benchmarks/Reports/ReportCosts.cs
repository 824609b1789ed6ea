using System.Diagnostics;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Reports;
using CreditShare.Engines.Fonts;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Query;
using CreditShare.Query.Reports;
using CreditShare.Query.Reports.Pages;
using CreditShare.Query.Reports.Pdf;
using CreditShare.Query.Reports.Sheets;
using CreditShare.Storage.Seeds;
using CreditShare.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CreditShare.Benchmarks.Reports;

/// <summary>What a report costs: its data, then each of its renderings. No store: that is a lookup's cost.</summary>
internal static class ReportCosts
{
    private const int WarmUp = 5;

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    /// <param name="records">In the report.</param>
    /// <param name="rounds">Measured, after five to warm up.</param>
    /// <param name="ct">Ends the run.</param>
    public static async Task<int> RunAsync(int records, int rounds, CancellationToken ct)
    {
        var seeds = new SeedFolder(Repository.Seeds);
        var fonts = new ReportFonts(Options.Create(new QueryOptions { ReportFonts = [await ChineseFont.EnsureAsync(ct)] }), NullLogger<ReportFonts>.Instance);
        using var pdf = new ReportPdf(fonts);
        var profile = Enumerable.Range(1, records).Select(n => Some.Penalty(n) with { Subject = Some.Subject() }).Aggregate(
            SubjectProfile.Empty(Some.Subject().Code!), (before, record) => before.With(new(Some.City, record.SourceId!), 1, Now, default, record));
        var (builder, writer) = (new ReportBuilder(new(seeds.AnswerBook)), new SheetWriter(seeds));
        var (data, page, print) = (new Samples(), new Samples(), new Samples());
        var (json, html, file) = (Array.Empty<byte>(), Array.Empty<byte>(), Array.Empty<byte>());
        for (var round = 0; round < WarmUp + rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            var begun = Stopwatch.GetTimestamp();
            var code = ReportCode.New();
            var report = builder.Build(new(Asked.Report, profile.Code, "330100-licensing", "330100", "licensing", "CASE-1"), new(profile, 0), code.EntryId, Now);
            json = CreditReportJson.Write(report);
            var made = Stopwatch.GetTimestamp();
            var sheet = writer.Write(new(report, code, Commitment.Of(new byte[32], json), new($"https://credit.example.org/reports/{code}"), new("https://credit.example.org/proof")));
            html = ReportPage.Render(sheet);
            var shown = Stopwatch.GetTimestamp();
            file = await pdf.RenderAsync(sheet, ct);
            if (round < WarmUp)
                continue;
            data.Add(Stopwatch.GetElapsedTime(begun, made));
            page.Add(Stopwatch.GetElapsedTime(made, shown));
            print.Add(Stopwatch.GetElapsedTime(shown));
        }
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{records} records, {rounds} rounds");
        Console.WriteLine($"data   {data}  {json.Length >> 10} KiB");
        Console.WriteLine($"HTML   {page}  {html.Length >> 10} KiB");
        Console.WriteLine($"PDF    {print}  {file.Length >> 10} KiB");
        Console.WriteLine($"peak memory {process.PeakWorkingSet64 >> 20} MiB");
        return 0;
    }
}
