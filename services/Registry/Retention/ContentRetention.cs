using System.Text.Json;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Cases;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Objections;
using CreditShare.Domain.Records;
using CreditShare.Domain.Reports;
using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Registry.Retention;

/// <summary>Until when what an entry commits to may be kept. The entry itself, who did what when, stays in the log for ever.</summary>
internal static class ContentRetention
{
    /// <summary>The last day; null where there is no end, or where it ends with the record.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="content">What it commits to.</param>
    /// <param name="catalogue">Says how long an item's records are kept.</param>
    public static DateOnly? LastDay(LogEntry entry, byte[] content, CatalogueEditions catalogue)
    {
        try
        {
            return entry.Kind switch
            {
                EntryKind.RecordDecided => OfSubmitted(entry, RecordJson.Read(content), catalogue),
                EntryKind.ObjectionFiled => OfObjection(entry, FiledObjectionJson.Read(content), catalogue),
                EntryKind.LookupAnswered => OfAnswer(entry, LookupAnswerJson.Read(content), catalogue),
                EntryKind.CasesAnswered => OfCases(entry, CasesAnswerJson.Read(content), catalogue),
                EntryKind.ReportIssued => OfReport(entry, CreditReportJson.Read(content), catalogue),
                // Nothing of a record is in it but its key and, of a list, salted hashes of the answers; it says who asked about whom, and is kept as long as that.
                EntryKind.BatchLookupAnswered or EntryKind.SubjectsSearched or EntryKind.WatchSet or EntryKind.WatchEnded or EntryKind.ChangesRead => ChinaCalendar.Today(entry.At).AddYears(RetentionRules.LookupYears),
                EntryKind.NoticesGiven => ChinaCalendar.Today(entry.At).AddYears(RetentionRules.LookupYears),
                // Written freely, it may be adverse.
                EntryKind.NoticeConfirmed => ChinaCalendar.Today(entry.At).AddYears(RetentionRules.UsualYears),
                _ => null,
            };
        }
        catch (JsonException)
        {
            // What cannot be read may be adverse.
            return ChinaCalendar.Today(entry.At).AddYears(RetentionRules.UsualYears);
        }
    }

    /// <summary>What was submitted and not accepted is kept no longer than if it had been; where it names no day, from the day on which it came.</summary>
    private static DateOnly? OfSubmitted(LogEntry entry, CreditRecord record, CatalogueEditions catalogue)
    {
        if (record.Kind is not null && !SeverityRules.IsAdverse(record))
            return null;
        var came = ChinaCalendar.Today(entry.At);
        // A day in the future, for which it may have been refused, must not lengthen its time.
        return RetentionRules.LastDay(record.DecidedOn is { } decided && decided < came ? decided : came, record.Item, catalogue);
    }

    /// <summary>As long as the record that is objected to.</summary>
    private static DateOnly OfObjection(LogEntry entry, FiledObjection objection, CatalogueEditions catalogue) =>
        RetentionRules.LastDay(objection.DecidedOn ?? ChinaCalendar.Today(entry.At), objection.Item, catalogue);

    /// <summary>As long as the adverse record in it that ends first; an answer without any as long as it is kept who asked.</summary>
    private static DateOnly? OfAnswer(LogEntry entry, LookupAnswer answer, CatalogueEditions catalogue) => OfShown(entry, answer.Records ?? [], answer.Measures ?? [], catalogue);

    /// <summary>As an answer: a report is three of them.</summary>
    private static DateOnly? OfReport(LogEntry entry, CreditReport report, CatalogueEditions catalogue) =>
        OfShown(entry, report.Records, [.. report.Punishments, .. report.Rewards], catalogue);

    private static DateOnly? OfShown(LogEntry entry, IEnumerable<AnswerRecord> shown, IEnumerable<AnswerMeasure> measures, CatalogueEditions catalogue)
    {
        var records = shown.Select(record => (record.Item, DecidedOn: record.Record.DecidedOn!.Value))
            .Concat(measures.SelectMany(measure => measure.Records).Select(record => (record.Item, record.DecidedOn)));
        return OfRecords(entry, records, catalogue);
    }

    /// <summary>Cases of a record are kept no longer in an answer than the record.</summary>
    private static DateOnly? OfCases(LogEntry entry, CasesAnswer answer, CatalogueEditions catalogue) =>
        OfRecords(entry, answer.Items.SelectMany(item => (item.Earlier ?? []).Select(earlier => earlier.Opened).Append(item.Opened)).Select(opened => (opened.Item, opened.DecidedOn)), catalogue);

    private static DateOnly? OfRecords(LogEntry entry, IEnumerable<(string Item, DateOnly DecidedOn)> records, CatalogueEditions catalogue)
    {
        var ends = records.Where(record => catalogue.InForceOn(record.DecidedOn)?.Find(record.Item)?.Kind is null or ItemKind.Negative or ItemKind.List)
            .Select(record => RetentionRules.LastDay(record.DecidedOn, record.Item, catalogue));
        return ends.Append(ChinaCalendar.Today(entry.At).AddYears(RetentionRules.LookupYears)).Min();
    }
}
