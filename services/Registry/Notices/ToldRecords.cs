using CreditShare.Domain.Cases;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Reports;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Registry.Notices;

/// <summary>Which records an agency was told of, by the entry of an answer: the one place that knows what each kind of answer holds.</summary>
internal static class ToldRecords
{
    /// <summary>Empty for entries that are no answers, and for answers that were about the past by their own words (<c>knownAt</c>, <c>asOf</c>) no less than for others.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="content">What it commits to.</param>
    /// <exception cref="System.Text.Json.JsonException">The content is no answer's.</exception>
    public static IReadOnlyList<ToldRecord> Of(LogEntry entry, byte[] content) => entry.Kind switch
    {
        EntryKind.LookupAnswered => Of(LookupAnswerJson.Read(content)),
        EntryKind.ReportIssued => Of(CreditReportJson.Read(content)),
        EntryKind.CasesAnswered => [.. CasesAnswerJson.Read(content).Items.Where(item => item.Basis is not null)
            .Select(item => new ToldRecord(item.Subject.Code, item.Basis!.Key, item.Basis.Version, item.Basis.Disputed, false)).DistinctBy(record => record.Key)],
        // A list keeps keys and versions and not the marks: a record that was disputed then is told of as if it were not.
        EntryKind.BatchLookupAnswered => [.. BatchLookupContent.Read(content).Items.SelectMany(item => item.Records.Select(record =>
            new ToldRecord(item.Code, record.Key, (int)record.Version, false, entry.Detail.ContainsKey("knownAt"))))],
        _ => [],
    };

    /// <summary>The records in one answer, each once.</summary>
    public static IReadOnlyList<ToldRecord> Of(LookupAnswer answer) => Of(answer.Subject, answer.Asked, answer.Records ?? [], answer.Measures ?? []);

    private static IReadOnlyList<ToldRecord> Of(CreditReport report) => Of(report.Subject, report.Asked, report.Records, report.Punishments.Concat(report.Rewards));

    private static IReadOnlyList<ToldRecord> Of(AnswerSubject subject, AnswerAsked asked, IEnumerable<AnswerRecord> records, IEnumerable<AnswerMeasure> measures) =>
        [.. records.Select(record => new ToldRecord(subject.Code, record.Key, record.Version, record.Disputed, asked.KnownAt is not null))
            .Concat(measures.SelectMany(measure => measure.Records).Select(record => new ToldRecord(subject.Code, record.Key, record.Version, record.Disputed, asked.KnownAt is not null)))
            .DistinctBy(record => record.Key)];
}

/// <param name="Subject">Code of the subject asked about.</param>
/// <param name="Key">Text of the record's key.</param>
/// <param name="Version">The version told.</param>
/// <param name="Disputed">Whether the objection's mark was shown.</param>
/// <param name="AsKnownThen">True if it was asked what was known in the past: then what came later was left out knowingly.</param>
internal sealed record ToldRecord(string Subject, string Key, int Version, bool Disputed, bool AsKnownThen);
