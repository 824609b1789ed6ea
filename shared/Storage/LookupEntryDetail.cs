using System.Collections.Immutable;
using System.Globalization;
using CreditShare.Domain.Lookups;
using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Storage;

/// <summary>What the log's entry of an answer says of how it was computed: enough to compute it again.</summary>
public static class LookupEntryDetail
{
    private const string Day = "yyyy-MM-dd";
    private const string Instant = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public static ImmutableDictionary<string, string> Write(LookupQuestion question, LookupAnswer answer) => Write(question, answer.Registry);

    /// <param name="question">What was asked.</param>
    /// <param name="basis">What the answer or the report was computed from.</param>
    public static ImmutableDictionary<string, string> Write(LookupQuestion question, AnswerBasis basis) =>
        WriteShared(question, basis).Add("revision", basis.Revision.ToString(CultureInfo.InvariantCulture));

    /// <summary>What is the same for every answer of a call about many subjects: all but the revision.</summary>
    /// <param name="question">About any of them.</param>
    /// <param name="basis">Of any of the answers.</param>
    public static ImmutableDictionary<string, string> WriteShared(LookupQuestion question, AnswerBasis basis)
    {
        var detail = ImmutableDictionary<string, string>.Empty
            .Add("asked", question.Asked)
            .Add("catalogue", basis.Catalogue ?? "")
            .Add("measures", basis.Measures ?? "")
            .Add("publicity", basis.Publicity)
            .Add("laws", basis.Laws)
            .Add("entitlements", basis.Entitlements)
            .Add("day", basis.Day.ToString(Day, CultureInfo.InvariantCulture));
        if (question.AsOf is { } day)
            detail = detail.Add("asOf", day.ToString(Day, CultureInfo.InvariantCulture));
        if (question.Authorisation is { } reference)
            detail = detail.Add("authorisation", reference);
        return question.KnownAt is { } instant ? detail.Add("knownAt", instant.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture)) : detail;
    }

    /// <summary>The question of an answer's entry, and the revision that was answered from; null if the entry is not one of an answer or a report.</summary>
    public static (LookupQuestion Question, long Revision)? Read(LogEntry entry)
    {
        if (entry is not { Kind: EntryKind.LookupAnswered or EntryKind.ReportIssued, Subject: { } subject } || ReadQuestion(entry, subject) is not { } question
            || !long.TryParse(entry.Detail.GetValueOrDefault("revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
            return null;
        return (question, revision);
    }

    /// <summary>The question that an entry answers about a subject, which need not stand in it; null if it answers none.</summary>
    public static LookupQuestion? ReadQuestion(LogEntry entry, string subject)
    {
        if (entry is not { Actor: { City: { } city, Agency: { } agency }, Purpose: { } purpose, Case: { } number } || !entry.Detail.TryGetValue("asked", out var asked))
            return null;
        DateOnly? asOf = DateOnly.TryParseExact(entry.Detail.GetValueOrDefault("asOf"), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        DateTimeOffset? knownAt = DateTimeOffset.TryParseExact(
            entry.Detail.GetValueOrDefault("knownAt"), Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
        return new(asked, subject, agency, city, purpose, number, asOf, knownAt, entry.Detail.GetValueOrDefault("authorisation"));
    }
}
