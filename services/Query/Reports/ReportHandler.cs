using System.Collections.Immutable;
using System.Security.Claims;
using System.Security.Cryptography;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Reports;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Asking;
using CreditShare.Query.Lookups;
using CreditShare.Query.Reports.Pages;
using CreditShare.Query.Reports.Pdf;
using CreditShare.Query.Reports.Sheets;
using CreditShare.Storage;
using Microsoft.AspNetCore.Http;

namespace CreditShare.Query.Reports;

/// <summary>
/// Issues a report: the same check as for a lookup, one point read, the data, its rendering; then its entry, durably; and only then the first byte. The entry commits to the data and names the SHA-256 of the
/// very file that leaves, so that an electronic copy can be checked too.
/// </summary>
internal sealed class ReportHandler(
    AskingCheck check, IProfileStore profiles, ReportBuilder reports, SheetWriter sheets, ReportPdf pdf, ReportAddresses addresses, ILogStore log, LookupMetrics metrics, TimeProvider time)
{
    private const string Html = "html";
    private const string Pdf = "pdf";

    public async Task<IResult> IssueAsync(ReportQuery query, ClaimsPrincipal caller, HttpResponse response, CancellationToken ct)
    {
        var code = UnifiedSocialCreditCode.Parse(query.Uscc);
        var format = query.Format ?? Html;
        var faults = new List<ProblemError>();
        if (SubjectFaults.Of("uscc", query.Uscc, code) is { } fault)
            faults.Add(fault);
        if (format is not (Html or Pdf))
            faults.Add(new("format", "format-unknown", Reason.Show(format), "html, pdf", "文件格式（format）只能是 html 或 pdf。", "The form of the file (format) is html or pdf."));
        var (asking, refused) = await check.CheckAsync(
            caller, new(query.Purpose, query.CaseNumber, Authorisation: query.Authorisation), faults, code.IsSuccess ? code.Value.Value : null, ct);
        if (asking is null)
        {
            if (refused!.StatusCode == StatusCodes.Status403Forbidden)
                metrics.Ended(Asked.Report, LookupMetrics.Refused);
            return refused;
        }
        if (format == Pdf && !pdf.CanRender)
            return Problem.Of(503, "report-font-missing", ReportFonts.MissingZh, ReportFonts.MissingEn);
        try
        {
            return await IssueAsync(asking, asking.Question(Asked.Report, code.Value.Value), format, response, ct);
        }
        catch (StoreUnavailableException)
        {
            metrics.Ended(Asked.Report, LookupMetrics.Unavailable);
            throw;
        }
    }

    private async Task<IResult> IssueAsync(AgencyAsking asking, LookupQuestion question, string format, HttpResponse response, CancellationToken ct)
    {
        var profile = new PastProfile(await profiles.FindAsync(question.Subject, ct) ?? SubjectProfile.Empty(question.Subject), 0);
        var (secret, now) = (ReportCode.New(), Instants.InMilliseconds(time.GetUtcNow()));
        var report = reports.Build(question, profile, secret.EntryId, now);
        var (content, key) = (CreditReportJson.Write(report), RandomNumberGenerator.GetBytes(Commitment.KeyLength));
        var sheet = sheets.Write(new(report, secret, Commitment.Of(key, content), addresses.Page(secret), addresses.Proof(report.LogEntry)));
        var file = format == Pdf ? await pdf.RenderAsync(sheet, ct) : ReportPage.Render(sheet);
        var entry = new LogEntry
        {
            Kind = EntryKind.ReportIssued,
            Id = report.LogEntry,
            At = now,
            Actor = asking.Actor,
            Purpose = question.Purpose,
            Case = question.CaseNumber,
            Subject = question.Subject,
            Outcome = report.Result,
            Detail = Detail(question, report, format, file),
            Blind = StagedEntries.NewBlind(),
        };
        await log.StageAsync([StagedEntries.Committing(entry, content, key)], ct);
        metrics.Ended(Asked.Report, report.Result);
        PageHeaders.Set(response);
        response.Headers.ContentDisposition = $"inline; filename=\"{report.LogEntry}.{format}\"";
        return TypedResults.Bytes(file, format == Pdf ? "application/pdf" : "text/html; charset=utf-8");
    }

    private static ImmutableDictionary<string, string> Detail(LookupQuestion question, CreditReport report, string format, byte[] file) =>
        LookupEntryDetail.Write(question, report.Registry).Add(ReportFacts.Format, format).Add(ReportFacts.File, Convert.ToHexStringLower(SHA256.HashData(file)));
}

/// <summary>Facts in the detail of a report's entry.</summary>
internal static class ReportFacts
{
    public const string Format = "format";

    /// <summary>SHA-256 of the file that left, in hex.</summary>
    public const string File = "file";
}
