using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.ExchangeLog.Proofs;
using CreditShare.ExchangeLog.Verifying;
using CreditShare.Systems;
using CreditShare.Testing;
using Microsoft.Data.Sqlite;
using UglyToad.PdfPig;

namespace CreditShare.EndToEnd.Tests;

/// <summary>A report, from its issue to the page that says what it is worth, through the front door. The tests share one system, so each has a subject of its own.</summary>
public sealed partial class ReportTests(EmbeddedWithFont form) : IClassFixture<EmbeddedWithFont>, IDisposable
{
    private readonly CancellationTokenSource limit = TimeLimit.Start();
    private readonly StandaloneSystem system = form.Running;

    private CancellationToken Cancel => limit.Token;

    public void Dispose() => limit.Dispose();

    [Fact]
    public async Task A_report_is_in_the_log_with_what_it_says_and_the_file_that_left_can_be_computed_again_and_proved()
    {
        await PushAsync(Some.Listing(101), Some.Honour(101));
        foreach (var format in new[] { "html", "pdf" })
        {
            var (file, type) = await ReportAsync(101, format);
            Assert.StartsWith(format == "pdf" ? "application/pdf" : "text/html", type, StringComparison.Ordinal);
            var id = EntryId.Match(Text(format, file)).Value;
            var (_, filed) = await system.Auditor().GetAsync($"/v1/log/entries/{id}", Cancel);
            var entry = filed.GetProperty("entry");
            Assert.Equal(("report.issued", "found", "licensing", "CASE-1"), (Member(entry, "kind"), Member(entry, "outcome"), Member(entry, "purpose"), Member(entry, "case")));
            Assert.Equal((format, Convert.ToHexStringLower(SHA256.HashData(file))), (Member(entry.GetProperty("detail"), "format"), Member(entry.GetProperty("detail"), "file")));
            Assert.True(filed.GetProperty("commitmentHolds").GetBoolean());
            Assert.Equal(2, filed.GetProperty("content").GetProperty("records").GetArrayLength());
            Assert.Contains(Member(entry, "commit")!, WebUtility.HtmlDecode(Text(format, file)), StringComparison.Ordinal);
            Assert.Equal("matches", Member((await system.Auditor().GetAsync($"/v1/log/entries/{id}/replay", Cancel)).Body, "verdict"));
            var proof = await ProofAsync(id);
            Assert.Empty(proof.Verify(CheckpointPolicy.LogOnly(system.LogKey)));
            Assert.Equal(HttpStatusCode.NotFound, (await system.Agency("330100-environment").GetAsync($"/v1/log/proofs/inclusion?entry={id}", Cancel)).Status);
        }
    }

    [Fact]
    public async Task The_page_says_genuine_and_current_until_the_record_is_withdrawn_and_shows_nothing_of_the_subject()
    {
        await PushAsync(Some.Penalty(201));
        var address = PageAddress.Match(Text("html", (await ReportAsync(201, "html")).File)).Value;
        var before = await PageAsync(address);
        Assert.Equal((HttpStatusCode.OK, true), (before.Status, before.Html.Contains("真实，且仍为最新", StringComparison.Ordinal)));
        Assert.Contains(Some.Subject(201).Code![^4..], before.Html, StringComparison.Ordinal);
        await PushAsync(Some.Penalty(201) with { Change = ChangeKind.Withdraw, ChangeReason = "决定被撤销" });
        var after = await PageAsync(address);
        Assert.Contains("真实，但已不是最新", after.Html, StringComparison.Ordinal);
        foreach (var html in new[] { before.Html, after.Html })
        {
            Assert.DoesNotContain(Some.Subject(201).Code!, html, StringComparison.Ordinal);
            Assert.DoesNotContain(Some.Subject(201).Name!, html, StringComparison.Ordinal);
            Assert.DoesNotContain("CASE-1", html, StringComparison.Ordinal);
        }
        Assert.Contains("default-src 'none'", after.Policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_told_of_a_report_whose_code_he_does_not_have()
    {
        var html = Text("html", (await ReportAsync(301, "html")).File);
        var code = PageAddress.Match(html).Value[^26..];
        var other = (code[^1] == '7' ? '8' : '7') + "";
        foreach (var path in new[] { "/reports/" + code[..^1] + other, "/reports/" + EntryId.Match(html).Value, "/reports/1" })
        {
            var (status, page, _) = await PageAsync(path);
            Assert.Equal((HttpStatusCode.NotFound, true), (status, page.Contains("未找到此报告", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Nothing_found_is_a_report_too_with_rare_characters_in_both_forms()
    {
        Assert.Contains("“未查到”是指", WebUtility.HtmlDecode(Text("html", (await ReportAsync(401, "html")).File)), StringComparison.Ordinal);
        await PushAsync(Some.Penalty(401) with { Subject = Some.Subject(401) with { Name = "杭州𠮷㐂䶮有限公司" } });
        Assert.Contains("杭州𠮷㐂䶮有限公司", WebUtility.HtmlDecode(Text("html", (await ReportAsync(401, "html")).File)), StringComparison.Ordinal);
        Assert.Contains("杭州𠮷㐂䶮有限公司", Text("pdf", (await ReportAsync(401, "pdf")).File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_cannot_be_logged_does_not_leave()
    {
        using var other = new SqliteConnection($"Data Source={system.StoreFile};Pooling=False");
        other.Open();
        // Another process holds the only write lock: reading goes on, staging cannot.
        using var hold = other.BeginTransaction(deferred: false);
        var (status, problem) = await system.Agency().GetAsync(Address(501, "html"), Cancel);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (status, Member(problem, "code")));
    }

    [Fact]
    public async Task A_report_asked_for_wrongly_is_told_everything_and_one_not_allowed_is_an_entry()
    {
        var (status, problem) = await system.Agency().GetAsync($"/v1/subjects/91330100799655058C/report?format=docx", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["check-character-wrong", "format-unknown", "purpose-missing", "case-missing"],
            problem.GetProperty("errors").EnumerateArray().Select(error => Member(error, "code")));
        Assert.Equal(HttpStatusCode.Forbidden, (await system.Agency("330100-environment").GetAsync(Address(601, "html").Replace("licensing", "tendering", StringComparison.Ordinal), Cancel)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await system.Nobody().GetAsync(Address(601, "pdf"), Cancel)).Status);
    }

    private static string Address(int subject, string format) => $"/v1/subjects/{Some.Subject(subject).Code}/report?purpose=licensing&caseNumber=CASE-1&format={format}";

    private static string? Member(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static string Text(string format, byte[] file)
    {
        if (format == "html")
            return Encoding.UTF8.GetString(file);
        using var pdf = PdfDocument.Open(file);
        return string.Concat(pdf.GetPages().Select(page => page.Text));
    }

    private async Task<(byte[] File, string Type)> ReportAsync(int subject, string format)
    {
        using var response = await system.Agency().SendAsync(HttpMethod.Get, Address(subject, format), null, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadAsByteArrayAsync(Cancel), response.Content.Headers.ContentType!.ToString());
    }

    private async Task<(HttpStatusCode Status, string Html, string Policy)> PageAsync(string path)
    {
        using var response = await system.Nobody().SendAsync(HttpMethod.Get, path, null, Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel), string.Concat(response.Headers.GetValues("Content-Security-Policy")));
    }

    private async Task<ProofFile> ProofAsync(string id)
    {
        while (true)
        {
            var (status, proof) = await system.Agency().GetAsync($"/v1/log/proofs/inclusion?entry={id}", Cancel);
            if (status == HttpStatusCode.OK)
                return ProofFile.TryParse(Encoding.UTF8.GetBytes(Member(proof, "file")!), out var file, out var fault) ? file : throw new InvalidDataException(fault);
            Assert.Equal(HttpStatusCode.Conflict, status);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }

    private async Task PushAsync(params CreditRecord[] records)
    {
        var (_, receipt) = await system.Bureau().PushAsync(Client.Ndjson(records), Cancel);
        await system.Bureau().AwaitDecidedAsync(Member(receipt, "id")!, Cancel);
    }

    [GeneratedRegex("report-[0-9a-f]{32}")]
    private static partial Regex EntryId { get; }

    [GeneratedRegex("/reports/[0-9A-Z]{26}")]
    private static partial Regex PageAddress { get; }
}
