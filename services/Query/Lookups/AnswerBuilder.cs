using System.Globalization;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Law;
using CreditShare.Domain.Measures;
using CreditShare.Domain.Profiles;
using CreditShare.Storage.Seeds;

namespace CreditShare.Query.Lookups;

/// <summary>Computes answers: functions of profile, editions and day.</summary>
internal sealed class AnswerBuilder(SeedFolder seeds)
{
    /// <param name="request">Who asks, what for.</param>
    /// <param name="profile">The subject's; null if the registry holds nothing.</param>
    /// <param name="logEntry">Id of the entry that will say so.</param>
    /// <param name="now">UTC.</param>
    public LookupAnswer Build(LookupRequest request, SubjectProfile? profile, string logEntry, DateTimeOffset now)
    {
        var day = ChinaCalendar.Today(now);
        profile ??= SubjectProfile.Empty(request.Subject);
        var inUse = RecordInUse.On(profile, seeds.Catalogue, day).ToList();
        // Class B needs the subject's authorisation, which no lookup can carry yet: left out, and said.
        var entitled = inUse.Where(record => record.Item.Sharing != SharingClass.B).ToList();
        var measures = request.Asked == Asked.Records ? null : Measures(request, entitled, day);
        var records = request.Asked == Asked.Records ? entitled.Select(Record).ToList() : null;
        var found = (measures?.Count ?? records!.Count) > 0;
        var (zh, en) = Note(request.Asked, found);
        return new LookupAnswer
        {
            LogEntry = logEntry,
            AnsweredAt = now,
            Result = found ? "found" : "none-found",
            Subject = new(request.Subject, profile.Name.Length == 0 ? null : profile.Name),
            Asked = new(request.Agency.Code, request.Agency.City, request.Purpose.Code, request.CaseNumber),
            Registry = new(profile.Revision, seeds.Catalogue.InForceOn(day)?.Id, seeds.Measures.InForceOn(day)?.Id, seeds.Laws.Edition, day),
            Measures = measures,
            Records = records,
            Withheld = inUse.Count == entitled.Count
                ? new Dictionary<string, int>()
                : new Dictionary<string, int> { [nameof(SharingClass.B)] = inUse.Count - entitled.Count },
            NoteZh = zh,
            NoteEn = en,
        };
    }

    private List<AnswerMeasure> Measures(LookupRequest request, List<RecordInUse> records, DateOnly day)
    {
        if (seeds.Measures.InForceOn(day) is not { } edition)
            return [];
        var rewards = request.Asked == Asked.Rewards;
        return [.. MeasuresInForce.Evaluate(records, edition, seeds.Laws, request.Agency.City, day)
            .Where(measure => measure.Measure.Kind == MeasureKind.Reward == rewards).Select(Measure)];
    }

    private AnswerMeasure Measure(MeasureInForce inForce) => new()
    {
        Id = inForce.Measure.Id,
        TitleZh = inForce.Measure.Zh,
        TitleEn = inForce.Measure.En,
        Kind = inForce.Measure.Kind,
        Binding = inForce.Measure.Binding,
        LegalBasis = [.. inForce.Bases.Select(Article)],
        PublishedIn = [.. seeds.Cities.Keys.Where(inForce.Measure.IsPublishedIn).Order(StringComparer.Ordinal)],
        From = inForce.From,
        Until = inForce.Until,
        Verified = inForce.Measure.Verified,
        Records = [.. inForce.Records.Select(Reference)],
    };

    private AnswerArticle Article(Basis basis)
    {
        var title = seeds.Laws.Find(basis.Law)?.Title ?? basis.Law;
        var article = basis.Article is { } number ? string.Create(CultureInfo.InvariantCulture, $"第{number}条") : "";
        var paragraph = basis.Paragraph is { } part ? string.Create(CultureInfo.InvariantCulture, $"第{part}款") : "";
        var item = basis.Item is { } point ? string.Create(CultureInfo.InvariantCulture, $"第{point}项") : "";
        return new(title, basis.Article, $"《{title}》{article}{paragraph}{item}");
    }

    private static AnswerRecordReference Reference(RecordInUse record) => new(
        record.Held.Key.ToString(), record.Held.Version, record.Held.City, record.Item.Id, record.Held.Record.DocumentNumber ?? record.Held.Record.Licence?.Number,
        record.Held.Record.Authority?.Name, record.Held.Record.DecidedOn!.Value, record.Held.Disputed);

    private static AnswerRecord Record(RecordInUse record) => new()
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
        Record = record.Held.Record,
    };

    private static (string Zh, string En) Note(string asked, bool found) => (asked, found) switch
    {
        (Asked.Punishments, true) => (
            "以下措施目前有效。binding 为 true 的必须执行，其余由办件机关依法裁量；办理时请告知当事人理由、依据、救济途径和解除条件。",
            "These measures are in force. Where binding is true the law leaves no choice; the others are at the agency's lawful discretion. Tell the subject the reason, the basis, the remedy and the conditions of release."),
        (Asked.Rewards, true) => ("以下激励措施目前有效。", "These rewards are in force."),
        (Asked.Records, true) => ("以下记录目前在共享期内。", "These records are shared at present."),
        (Asked.Punishments, false) => (
            "截至该日，登记库中没有可据以采取惩戒措施的记录。这不是信用评价。",
            "On this day the registry holds no record from which a measure follows. This is not a rating."),
        (Asked.Rewards, false) => ("截至该日，登记库中没有可据以激励的记录。", "On this day the registry holds no record from which a reward follows."),
        _ => ("截至该日，登记库中没有在共享期内的记录。", "On this day the registry holds no record that is shared."),
    };
}

/// <summary>What may be asked about a subject.</summary>
internal static class Asked
{
    public const string Punishments = "punishments";
    public const string Rewards = "rewards";
    public const string Records = "records";
}
