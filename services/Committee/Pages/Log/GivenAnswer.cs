using System.Text.Json;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Reports;
using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Committee.Pages.Log;

/// <summary>What an agency was told, as an auditor reads it: of an answer and of a report alike.</summary>
/// <param name="Subject">As it was called.</param>
/// <param name="Measures">In the order of the answer.</param>
/// <param name="Records">The records themselves, of an answer that shows them.</param>
/// <param name="Withheld">Records left out for want of entitlement, by sharing class.</param>
/// <param name="Erased">Records known at the time asked about whose content had been deleted since.</param>
/// <param name="Notes">What it meant, in the words that were sent; none of an answer with measures.</param>
public sealed record GivenAnswer(
    AnswerSubject Subject, IReadOnlyList<AnswerMeasure> Measures, IReadOnlyList<AnswerRecord> Records, IReadOnlyDictionary<string, int> Withheld, int Erased, IReadOnlyList<ReportNote> Notes)
{
    /// <param name="kind">Of the entry.</param>
    /// <param name="content">What the entry commits to.</param>
    /// <returns>Null for an entry of another kind, and for content of a form that is not known here.</returns>
    internal static GivenAnswer? Of(string? kind, byte[] content)
    {
        try
        {
            return kind switch
            {
                EntryKind.LookupAnswered => Of(LookupAnswerJson.Read(content)),
                EntryKind.ReportIssued => Of(CreditReportJson.Read(content)),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static GivenAnswer Of(LookupAnswer answer) => new(
        answer.Subject, answer.Measures ?? [], answer.Records ?? [], answer.Withheld, answer.Erased ?? 0,
        // Beside measures the note speaks to programs, in the names of members; to a reader each measure says itself what must be done.
        answer.Measures is { Count: > 0 } ? [] : [new(answer.NoteZh, answer.NoteEn)]);

    private static GivenAnswer Of(CreditReport report) => new(report.Subject, [.. report.Punishments, .. report.Rewards], report.Records, report.Withheld, 0, report.Notes);
}
