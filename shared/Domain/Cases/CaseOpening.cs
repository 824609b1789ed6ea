using CreditShare.Domain.Calendar;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Measures;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Cases;

/// <summary>
/// Which cases a version of a record opens (发起): for each measure that it triggers on the day of its decision, one for each agency of a charged kind in a city where the measure is
/// published. A function of the version, the editions and the members, so that opening may be done again at any time.
/// </summary>
public static class CaseOpening
{
    /// <param name="key">The record.</param>
    /// <param name="history">All its versions up to this one.</param>
    /// <param name="decidedAt">When this version, the last of the history, was accepted (UTC).</param>
    /// <param name="record">What it states.</param>
    /// <param name="book">Editions, laws, agencies, calendar.</param>
    public static IReadOnlyList<MeasureCase> Of(RecordKey key, RecordHistory history, DateTimeOffset decidedAt, CreditRecord record, CaseBook book)
    {
        var version = history.Versions[^1];
        // A version that came late changes nothing now, and one that ends the record, or speaks of one that has ended, triggers nothing.
        if (history.Current != version || history.IsEnded)
            return [];
        var day = ChinaCalendar.Today(decidedAt);
        var profile = SubjectProfile.Empty(version.Subject).With(key, version.Version, decidedAt, history.State, record);
        if (RecordInUse.On(profile, book.Answers.Catalogue, book.Answers.Lifecycle.Publicity, day).FirstOrDefault() is not { } inUse
            || book.Answers.Measures.InForceOn(day) is not { } edition)
            return [];
        var opening = MeasureCase.OpeningOf(key, version.Subject);
        // What is published in a city is published in its province.
        var rounds = new Dictionary<string, IReadOnlyList<(Measure Measure, CaseRound Round)>>();
        var cases = new List<MeasureCase>();
        foreach (var city in book.Told(inUse.Item.Sharing))
        {
            if (!rounds.TryGetValue(city.Key[..2], out var inForce))
                rounds[city.Key[..2]] = inForce = [.. MeasuresInForce.Evaluate([inUse], edition, book.Answers.Laws, city.Key, day).Select(measure => (measure.Measure, Round(measure)))];
            foreach (var (measure, round) in inForce)
            {
                cases.AddRange(city.Where(measure.Charges).Select(agency => new MeasureCase
                {
                    Id = MeasureCase.IdOf(opening, measure.Id, agency.Code),
                    RecordCity = key.City,
                    SourceId = key.SourceId,
                    Subject = version.Subject,
                    Measure = measure.Id,
                    Agency = agency.Code,
                    City = agency.City,
                    Rounds = [round],
                }));
            }
        }
        return cases;

        CaseRound Round(MeasureInForce inForce) => new()
        {
            Version = version.Version,
            OpenedAt = decidedAt,
            Edition = edition.Id,
            Bases = inForce.Bases,
            WorkingDays = inForce.Measure.DeadlineWorkingDays,
            ClaimBy = book.Calendar.Add(day, inForce.Measure.DeadlineWorkingDays),
            Item = inUse.Item.Id,
            DecidedOn = record.DecidedOn!.Value,
        };
    }

    /// <summary>
    /// What a version makes of a case that was opened before: a new round with new deadlines if the record had ended in between, unless the measure stands applied all the while; else
    /// null, and the case goes on as it is.
    /// </summary>
    /// <param name="held">The case as it is kept.</param>
    /// <param name="opened">The case that the version opens.</param>
    /// <param name="history">All the record's versions up to this one.</param>
    public static MeasureCase? Again(MeasureCase held, MeasureCase opened, RecordHistory history)
    {
        var endedBetween = history.Versions.Any(version =>
            version.Version > held.Round.Version && version.Version < opened.Round.Version && version.Change is (ChangeKind.Withdraw or ChangeKind.Repair));
        return endedBetween && held.Round.Phase != CasePhase.Applied ? held.Reopened(opened.Round) : null;
    }
}
