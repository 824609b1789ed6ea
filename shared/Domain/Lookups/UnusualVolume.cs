namespace CreditShare.Domain.Lookups;

/// <summary>
/// A plain mark on an agency's day, never on a subject: it asked about more than <paramref name="Factor"/> times what it usually asks in a day, and about more than <paramref name="Floor"/>. What is usual is the median
/// of the 28 days before, days without any lookup included. It says that somebody should look, and not why.
/// </summary>
/// <param name="Factor">1 or more.</param>
/// <param name="Floor">Subjects in a day below which nothing is unusual; 0 or more.</param>
public readonly record struct UnusualVolume(int Factor, int Floor)
{
    /// <summary>Days before, from which follows what is usual.</summary>
    public const int DaysBefore = 28;

    /// <summary>What is usual: the median of the days before. Of an even number the upper one of the middle two, so that a single busy day among idle ones changes nothing.</summary>
    /// <param name="before">Subjects asked about on each of the <see cref="DaysBefore"/> days, in any order; missing ones count as 0.</param>
    public static long Usual(IEnumerable<long> before)
    {
        var days = before.Concat(Enumerable.Repeat(0L, DaysBefore)).Take(DaysBefore).Order().ToList();
        return days[DaysBefore / 2];
    }

    /// <param name="subjects">Asked about on the day.</param>
    /// <param name="usual">See <see cref="Usual"/>.</param>
    public bool Marks(long subjects, long usual) => subjects > Floor && subjects > Factor * usual;
}
