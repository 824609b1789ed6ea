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

    public static ImmutableDictionary<string, string> Write(LookupQuestion question, LookupAnswer answer)
    {
        var detail = ImmutableDictionary<string, string>.Empty
            .Add("asked", question.Asked)
            .Add("revision", answer.Registry.Revision.ToString(CultureInfo.InvariantCulture))
            .Add("catalogue", answer.Registry.Catalogue ?? "")
            .Add("measures", answer.Registry.Measures ?? "")
            .Add("publicity", answer.Registry.Publicity)
            .Add("laws", answer.Registry.Laws)
            .Add("entitlements", answer.Registry.Entitlements)
            .Add("day", answer.Registry.Day.ToString(Day, CultureInfo.InvariantCulture));
        if (question.AsOf is { } day)
            detail = detail.Add("asOf", day.ToString(Day, CultureInfo.InvariantCulture));
        if (question.Authorisation is { } reference)
            detail = detail.Add("authorisation", reference);
        return question.KnownAt is { } instant ? detail.Add("knownAt", instant.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture)) : detail;
    }

    /// <summary>The question of an answer's entry, and the revision that was answered from; null if the entry is not one of an answer.</summary>
    public static (LookupQuestion Question, long Revision)? Read(LogEntry entry)
    {
        if (entry is not { Kind: EntryKind.LookupAnswered, Subject: { } subject, Actor: { City: { } city, Agency: { } agency }, Purpose: { } purpose, Case: { } number }
            || !entry.Detail.TryGetValue("asked", out var asked)
            || !long.TryParse(entry.Detail.GetValueOrDefault("revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
            return null;
        DateOnly? asOf = DateOnly.TryParseExact(entry.Detail.GetValueOrDefault("asOf"), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        DateTimeOffset? knownAt = DateTimeOffset.TryParseExact(
            entry.Detail.GetValueOrDefault("knownAt"), Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
        return (new(asked, subject, agency, city, purpose, number, asOf, knownAt, entry.Detail.GetValueOrDefault("authorisation")), revision);
    }
}
