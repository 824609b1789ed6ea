namespace CreditShare.Domain.Statistics;

/// <summary>
/// Counts of one city or agency for one time. Describes members, never subjects. What it says is a function of the log's entries before its place, so that an entry
/// that comes again is known by its index.
/// </summary>
/// <param name="Id">Whose, of which time.</param>
/// <param name="Place">Index of the first entry of the log that is not counted in it; 0 for one in which none is.</param>
/// <param name="Tally">The counts.</param>
public sealed record Sheet(SheetId Id, long Place, Tally Tally)
{
    public static Sheet Empty(SheetId id) => new(id, 0, Tally.Empty(id.Kind));
}
