using CreditShare.Domain.Calendar;
using CreditShare.Domain.Cases;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Cases;

/// <summary>Records that are decided one after the other, with the cases they open: what the registry does, without a registry.</summary>
internal sealed class CaseWorld(string city = Some.City)
{
    private readonly ProfileFold fold = new();
    private readonly Dictionary<string, MeasureCase> cases = [];

    public static CaseBook Book => ShippedSeeds.Folder.CaseBook;

    public IReadOnlyCollection<MeasureCase> Cases => cases.Values;

    public static DateOnly Day(string text) => DateOnly.Parse(text, null);

    /// <summary>Noon in China.</summary>
    public static DateTimeOffset Noon(string day) => ChinaCalendar.StartOf(Day(day)).AddHours(12).ToUniversalTime();

    public CaseWorld Decide(string day, CreditRecord record, long? order = null)
    {
        var key = new RecordKey(city, record.SourceId!);
        var number = fold.History(key).Versions.Count + 1;
        fold.Accept(key, new(number, order ?? number, [1], record.Subject!.Code!, record.Change!.Value), Noon(day), record);
        foreach (var opened in CaseOpening.Of(key, fold.History(key), Noon(day), record, Book))
        {
            if (!cases.TryGetValue(opened.Id, out var held))
                cases[opened.Id] = opened;
            else if (CaseOpening.Again(held, opened, fold.History(key)) is { } again)
                cases[opened.Id] = again;
        }
        return this;
    }

    public CaseWorld Erase(string day, CreditRecord record)
    {
        var key = new RecordKey(city, record.SourceId!);
        fold.Accept(key, new(fold.History(key).Versions.Count + 1, VersionRules.ErasureOrder, [], record.Subject!.Code!, ChangeKind.Erase), Noon(day), null);
        return this;
    }

    public MeasureCase Case(string measure, string agency) => cases.Values.Last(held => held.Measure == measure && held.Agency == agency);

    public CaseWorld Claim(string day, string measure, string agency) => Say(measure, agency, CaseFactKind.Claimed, new(Noon(day), "officer", "claim"));

    public CaseWorld Feed(string day, string measure, string agency, bool applied) =>
        Say(measure, agency, CaseFactKind.Feedback, new(Noon(day), "officer", "feedback", applied, Day(day), "A-1"));

    public CaseWorld Release(string day, string measure, string agency) => Say(measure, agency, CaseFactKind.Released, new(Noon(day), "officer", "release", On: Day(day)));

    public CaseStanding On(string day, string measure, string agency) => On(day, Case(measure, agency));

    public CaseStanding On(string day, MeasureCase held) => CaseStanding.On(held, fold.Profile(held.Subject), Book, Day(day));

    public CaseAnswer Answer(string day, MeasureCase held) => new CaseAnswerBuilder(Book).Build(held, fold.Profile(held.Subject), Day(day));

    private CaseWorld Say(string measure, string agency, CaseFactKind kind, CaseFact fact)
    {
        var held = Case(measure, agency);
        cases[held.Id] = held.With(held.Rounds.Count - 1, kind, fact);
        return this;
    }
}
