using CreditShare.Domain.Lookups;
using CreditShare.Domain.Measures;
using CreditShare.Domain.Profiles;

namespace CreditShare.Domain.Cases;

/// <summary>Puts a case into words: functions of case, profile, editions and day.</summary>
public sealed class CaseAnswerBuilder(CaseBook book)
{
    /// <param name="held">The case.</param>
    /// <param name="profile">Its subject's profile.</param>
    /// <param name="day">In China's calendar.</param>
    /// <param name="ground">Ground of the feedback of the round that counts, if it is to be shown and still kept.</param>
    public CaseAnswer Build(MeasureCase held, SubjectProfile profile, DateOnly day, string? ground = null) => Build(held, CaseStanding.On(held, profile, book, day), profile, day, ground);

    /// <param name="held">The case.</param>
    /// <param name="standing">Where it stands on the day.</param>
    /// <param name="profile">Its subject's profile.</param>
    /// <param name="day">In China's calendar.</param>
    /// <param name="ground">As above.</param>
    public CaseAnswer Build(MeasureCase held, CaseStanding standing, SubjectProfile profile, DateOnly day, string? ground = null)
    {
        var round = held.Round;
        var measure = standing.InForce?.Measure ?? book.Answers.Measures.InForceOn(day)?.Measures.FirstOrDefault(measure => measure.Id == held.Measure);
        var (zh, en) = CaseNotes.Of(standing, round);
        return new()
        {
            Id = held.Id,
            State = standing.State,
            Ended = standing.Ended,
            NoteZh = zh,
            NoteEn = en,
            Subject = new(held.Subject, profile.Name.Length == 0 ? null : profile.Name),
            Measure = new(
                held.Measure, measure?.Zh, measure?.En, measure?.Kind, measure?.Binding, [.. round.Bases.Select(book.Answers.Laws.Cite)],
                measure is null ? null : [.. book.Answers.Cities.Where(measure.IsPublishedIn).Order(StringComparer.Ordinal)], measure?.Verified),
            Record = held.Record.ToString(),
            RecordCity = held.RecordCity,
            Basis = standing.InForce is { } inForce ? AnswerBuilder.Reference(inForce.Records[0]) : null,
            Until = standing.InForce?.Until,
            CrossProvince = measure is null ? null : CrossProvince.Of(measure, held.RecordCity, held.City, book.Cities),
            Opened = Opened(round),
            ClaimBy = round.ClaimBy,
            Claimed = Said(round.Claimed),
            ClaimedLate = round.IsClaimedLate ? true : null,
            FeedbackBy = standing.FeedbackBy,
            FeedbackOverdue = standing.FeedbackOverdue ? true : null,
            Feedback = Said(round.Feedback) is { } feedback ? feedback with { Ground = ground } : null,
            Released = Said(round.Released),
            Earlier = held.Rounds.Count == 1 ? null : [.. held.Rounds.SkipLast(1).Select(earlier => new CaseEarlier(Opened(earlier), Said(earlier.Claimed), Said(earlier.Feedback), Said(earlier.Released)))],
        };
    }

    private static CaseOpened Opened(CaseRound round) => new(round.OpenedAt, round.Version, round.Edition, round.WorkingDays, round.Item, round.DecidedOn);

    private static CaseSaid? Said(CaseFact? fact) => fact is null ? null : new(fact.At, fact.Entry, fact.Applied, fact.On, fact.CaseNumber);
}
