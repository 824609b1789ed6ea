namespace CreditShare.Domain.Lifecycle;

/// <summary>
/// Least and longest publicity of a severity, in months, counted from the day of the decision, which itself does not count: the period ends on the corresponding day
/// of its last month (民法典 201–202).
/// </summary>
/// <param name="LeastMonths">Months that must pass; 0 for none.</param>
/// <param name="MostMonths">Months after which publicity, sharing and use stop.</param>
/// <param name="PublishedByDefault">Whether the record is published without the authority saying so.</param>
public readonly record struct PublicitySpan(int LeastMonths, int MostMonths, bool PublishedByDefault)
{
    /// <summary>Earliest last day of publicity.</summary>
    public DateOnly LeastFrom(DateOnly decided) => decided.AddMonths(LeastMonths);

    /// <summary>Latest last day of publicity.</summary>
    public DateOnly MostFrom(DateOnly decided) => decided.AddMonths(MostMonths);

    /// <summary>First day on which a repair may be applied for: the least period has passed; without one, the day of the decision.</summary>
    public DateOnly RepairFrom(DateOnly decided) => LeastMonths == 0 ? decided : LeastFrom(decided).AddDays(1);
}
