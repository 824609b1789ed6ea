using CreditShare.Domain.Law;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Measures;

/// <summary>A measure that holds on a day for a subject, and why.</summary>
/// <param name="Measure">The measure of the edition in force.</param>
/// <param name="Bases">The articles it rests on that are in force on the day; never empty.</param>
/// <param name="From">First day, from the records behind it.</param>
/// <param name="Until">Last day; null where no record behind it ends.</param>
/// <param name="Records">The records that trigger it; never empty.</param>
public sealed record MeasureInForce(
    Measure Measure, IReadOnlyList<Basis> Bases, DateOnly From, DateOnly? Until, IReadOnlyList<RecordInUse> Records);

/// <summary>Which measures the law attaches to the records of a subject. Pure: evaluated whenever asked, so nothing can be out of date.</summary>
public static class MeasuresInForce
{
    /// <param name="records">The subject's records in use on the day.</param>
    /// <param name="edition">The measure edition in force on the day.</param>
    /// <param name="laws">Law register: a measure all of whose articles have lapsed is not returned, nor one whose article is still to be found.</param>
    /// <param name="city">City of the asking agency: a measure holds only where it is published (浙江省公共信用信息管理条例 art. 28).</param>
    /// <param name="day">The day asked about, in China's calendar.</param>
    public static IReadOnlyList<MeasureInForce> Evaluate(
        IReadOnlyList<RecordInUse> records, MeasureEdition edition, LawRegister laws, string city, DateOnly day)
    {
        var inForce = new List<MeasureInForce>();
        if (records.Count == 0)
            return inForce;
        foreach (var measure in edition.Measures)
        {
            if (!measure.IsPublishedIn(city))
                continue;
            // Most measures have nothing behind them, and each is looked at in every lookup.
            List<RecordInUse>? behind = null;
            foreach (var record in records)
            {
                if (Triggers(measure, record) && !(Until(measure, record) < day))
                    (behind ??= []).Add(record);
            }
            if (behind is null)
                continue;
            var bases = measure.Basis.Where(basis => basis.Article is not null && laws.IsInForce(basis.Law, basis.Article, day)).ToList();
            if (bases.Count == 0)
                continue;
            inForce.Add(new(measure, bases, behind.Min(record => record.Shared.From), Latest(measure, behind), behind));
        }
        return inForce;
    }

    /// <summary>Whether any of the measure's triggers fits the record, wherever and whenever that is.</summary>
    internal static bool Triggers(Measure measure, RecordInUse record)
    {
        foreach (var trigger in measure.Triggers)
        {
            if (trigger.Item == record.Item.Id
                && (trigger.MinSeverity is not { } least || record.Severity >= least)
                && (trigger.PenaltyKinds is not { Count: > 0 } kinds || IsOneOf(record, kinds)))
                return true;
        }
        return false;
    }

    private static bool IsOneOf(RecordInUse record, IReadOnlyCollection<string> kinds) =>
        record.Held.Record.Penalty?.Kinds?.Any(kind => kinds.Contains(RecordWords.Word(kind))) ?? false;

    /// <summary>A measure ends with its record at the latest (信用修复管理办法), and earlier where its own law sets a term.</summary>
    private static DateOnly? Until(Measure measure, RecordInUse record)
    {
        if (measure.Duration.MostYears is not { } years)
            return record.Shared.Until;
        var term = record.Shared.From.AddYears(years);
        return record.Shared.Until is { } end && end < term ? end : term;
    }

    private static DateOnly? Latest(Measure measure, List<RecordInUse> behind)
    {
        DateOnly? latest = DateOnly.MinValue;
        foreach (var record in behind)
        {
            if (Until(measure, record) is not { } until)
                return null;
            if (until > latest)
                latest = until;
        }
        return latest;
    }
}
