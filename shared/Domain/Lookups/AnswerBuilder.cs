using CreditShare.Domain.Calendar;
using CreditShare.Domain.Lifecycle;
using CreditShare.Domain.Measures;
using CreditShare.Domain.Profiles;

namespace CreditShare.Domain.Lookups;

/// <summary>Computes answers: functions of question, profile, editions and day, so that an answer can be computed again at any time.</summary>
public sealed class AnswerBuilder(AnswerBook book)
{
    private readonly IReadOnlyList<string> cities = [.. book.Cities.Order(StringComparer.Ordinal)];

    /// <param name="question">Who asks what, what for.</param>
    /// <param name="past">What is held about the subject, at present or at the instant asked about.</param>
    /// <param name="logEntry">Id of the entry that will say so.</param>
    /// <param name="now">UTC, in milliseconds.</param>
    public LookupAnswer Build(LookupQuestion question, PastProfile past, string logEntry, DateTimeOffset now)
    {
        var day = question.Day(now);
        var profile = past.Profile;
        var entitlement = book.Entitlements.Of(question.Agency, question.Purpose, question.Authorisation is not null);
        var (entitled, withheld) = entitlement.Sift(RecordInUse.On(profile, book.Catalogue, book.Lifecycle.Publicity, day));
        var measures = question.Asked == Asked.Records ? null : Measures(question, entitled, day);
        var records = question.Asked == Asked.Records ? entitled.Select(Record).ToList() : null;
        var found = (measures?.Count ?? records!.Count) > 0;
        var (zh, en) = AnswerNotes.Of(question.Asked, found, question.KnownAt is not null || day != ChinaCalendar.Today(now), withheld, entitlement);
        return new LookupAnswer
        {
            LogEntry = logEntry,
            AnsweredAt = now,
            Result = found ? "found" : "none-found",
            Subject = new(question.Subject, profile.Name.Length == 0 ? null : profile.Name),
            Asked = new(question.Agency, question.City, question.Purpose, question.CaseNumber, question.AsOf, question.KnownAt, question.Authorisation),
            Registry = new(
                profile.Revision, profile.Revision == 0 ? null : profile.KnownAt, book.Catalogue.InForceOn(day)?.Id, book.Measures.InForceOn(day)?.Id,
                book.Lifecycle.Publicity.On(day).Id, book.Laws.Edition, book.Entitlements.Edition, day),
            Measures = measures,
            Records = records,
            Withheld = withheld,
            Erased = past.Erased > 0 ? past.Erased : null,
            NoteZh = zh,
            NoteEn = en,
        };
    }

    private List<AnswerMeasure> Measures(LookupQuestion question, IReadOnlyList<RecordInUse> records, DateOnly day)
    {
        if (book.Measures.InForceOn(day) is not { } edition)
            return [];
        var rewards = question.Asked == Asked.Rewards;
        return [.. MeasuresInForce.Evaluate(records, edition, book.Laws, question.City, day)
            .Where(measure => measure.Measure.Kind == MeasureKind.Reward == rewards).Select(measure => Measure(measure, question.City))];
    }

    private AnswerMeasure Measure(MeasureInForce inForce, string city) => new()
    {
        Id = inForce.Measure.Id,
        TitleZh = inForce.Measure.Zh,
        TitleEn = inForce.Measure.En,
        Kind = inForce.Measure.Kind,
        Binding = inForce.Measure.Binding,
        LegalBasis = [.. inForce.Bases.Select(book.Laws.Cite)],
        PublishedIn = [.. cities.Where(inForce.Measure.IsPublishedIn)],
        From = inForce.From,
        Until = inForce.Until,
        Verified = inForce.Measure.Verified,
        Records = [.. inForce.Records.Select(Reference)],
        CrossProvince = inForce.Records.Select(record => record.Held.City).Distinct().Select(from => CrossProvince.Of(inForce.Measure, from, city, book.Members)).OfType<CrossProvince>().ToList()
            is { Count: > 0 } across ? across : null,
    };

    internal static AnswerRecordReference Reference(RecordInUse record) => new(
        record.Held.Key.ToString(), record.Held.Version, record.Held.City, record.Item.Id, record.Held.Record.DocumentNumber ?? record.Held.Record.Licence?.Number,
        record.Held.Record.Authority?.Name, record.Held.Record.DecidedOn!.Value, record.Held.Disputed);

    private AnswerRecord Record(RecordInUse record) => new()
    {
        Key = record.Held.Key.ToString(),
        Version = record.Held.Version,
        City = record.Held.City,
        Item = record.Item.Id,
        ItemTitle = record.Item.Zh,
        Severity = record.Severity,
        Disputed = record.Held.Disputed,
        SharedFrom = record.Shared.From,
        SharedUntil = record.Shared.Until,
        KnownAt = record.Held.KnownAt,
        Clocks = RecordClocks.Of(record.Held.Record, record.Held.Objection, book.Lifecycle),
        Record = record.Held.Record,
    };
}
