using CreditShare.Domain.Catalogue;

namespace CreditShare.Domain.Lifecycle;

/// <summary>
/// Least and longest publicity of a severity, in months (信用修复管理办法): minor not at all unless found necessary, then at most 3; general 3 to 12;
/// serious 12 to 36. Counted from the day of the decision, which itself does not count, so the period ends on the corresponding day
/// of its last month (民法典 201–202).
/// </summary>
/// <param name="LeastMonths">Months that must pass; 0 for none.</param>
/// <param name="MostMonths">Months after which publicity, sharing and use stop.</param>
/// <param name="PublishedByDefault">Whether the record is published without the authority saying so.</param>
public readonly record struct PublicitySpan(int LeastMonths, int MostMonths, bool PublishedByDefault)
{
    public static PublicitySpan Of(Severity severity) => severity switch
    {
        Severity.Minor => new(0, 3, false),
        Severity.General => new(3, 12, true),
        Severity.Serious => new(12, 36, true),
        _ => throw new ArgumentOutOfRangeException(nameof(severity)),
    };

    /// <summary>Earliest last day of publicity.</summary>
    public DateOnly LeastFrom(DateOnly decided) => decided.AddMonths(LeastMonths);

    /// <summary>Latest last day of publicity.</summary>
    public DateOnly MostFrom(DateOnly decided) => decided.AddMonths(MostMonths);
}
