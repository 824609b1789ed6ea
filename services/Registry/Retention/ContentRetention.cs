using System.Text.Json;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Records;
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
                EntryKind.LookupAnswered => OfAnswer(entry, LookupAnswerJson.Read(content), catalogue),
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

    /// <summary>As long as the adverse record in it that ends first; an answer without any as long as it is kept who asked.</summary>
    private static DateOnly? OfAnswer(LogEntry entry, LookupAnswer answer, CatalogueEditions catalogue)
    {
        var records = (answer.Records ?? []).Select(record => (record.Item, DecidedOn: record.Record.DecidedOn!.Value))
            .Concat((answer.Measures ?? []).SelectMany(measure => measure.Records).Select(record => (record.Item, record.DecidedOn)));
        var ends = records.Where(record => catalogue.InForceOn(record.DecidedOn)?.Find(record.Item)?.Kind is null or ItemKind.Negative or ItemKind.List)
            .Select(record => RetentionRules.LastDay(record.DecidedOn, record.Item, catalogue));
        return ends.Append(ChinaCalendar.Today(entry.At).AddYears(RetentionRules.LookupYears)).Min();
    }
}
