using System.Text.Json;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Reports;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Query.Reports.Verifying;

/// <summary>
/// Finds the report of a code in the exchange log, and computes it once more as of today: what it says now is held against what it said. Nothing of what it would say now is shown.
/// </summary>
internal sealed class ReportCheck(ILogStore log, ShownLog shown, IProfileStore profiles, ReportBuilder reports, TimeProvider time)
{
    /// <returns>Null if no report has this code.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<ReportStanding?> FindAsync(ReportCode code, CancellationToken ct)
    {
        if (await log.FindEntryAsync(code.EntryId, ct) is not { } stored || !EntryEncoding.TryDecode(stored.Bytes, out var entry) || entry.Kind != EntryKind.ReportIssued)
            return null;
        var head = (await shown.ReadAsync(ct))?.Checkpoint;
        var (report, currency) = await CurrencyAsync(entry, stored, ct);
        return new()
        {
            Entry = entry,
            Index = stored.Index,
            Checkpoint = head is not null && stored.Index < head.Size ? head : null,
            Report = report,
            Currency = currency,
        };
    }

    private async Task<(CreditReport? Report, Currency Currency)> CurrencyAsync(LogEntry entry, StoredEntry stored, CancellationToken ct)
    {
        if (stored is not { CommitKey: { } key, Content: { } content })
            return (null, Currency.Erased);
        if (entry.Commit is not { } commit || !commit.Matches(key, content) || !TryRead(content, out var then) || LookupEntryDetail.Read(entry) is not { } asked)
            return (null, Currency.Contradicted);
        var profile = new PastProfile(await profiles.FindAsync(asked.Question.Subject, ct) ?? SubjectProfile.Empty(asked.Question.Subject), 0);
        var now = reports.Build(asked.Question, profile, entry.Id, Instants.InMilliseconds(time.GetUtcNow()));
        return (then, now.SaysTheSameAs(then!) ? Currency.Current : Currency.Outdated);
    }

    private static bool TryRead(byte[] content, out CreditReport? report)
    {
        try
        {
            report = CreditReportJson.Read(content);
            return true;
        }
        catch (JsonException)
        {
            report = null;
            return false;
        }
    }
}
