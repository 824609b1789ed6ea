using CreditShare.Domain.Calendar;

namespace CreditShare.Domain.Lookups;

/// <summary>A lookup that may be answered. With a profile's revision it determines the answer.</summary>
/// <param name="Asked">One of <see cref="Lookups.Asked"/>.</param>
/// <param name="Subject">The code asked about, checked.</param>
/// <param name="Agency">Code of the agency that asks.</param>
/// <param name="City">The agency's city.</param>
/// <param name="Purpose">Code of the purpose.</param>
/// <param name="CaseNumber">In which case.</param>
/// <param name="AsOf">What held on this day; null for the day of <paramref name="KnownAt"/>.</param>
/// <param name="KnownAt">What the registry knew at this instant (UTC); null for the present.</param>
/// <param name="Authorisation">Reference of the subject's written authorisation, without which class B is not shown; null if none was named.</param>
public sealed record LookupQuestion(
    string Asked, string Subject, string Agency, string City, string Purpose, string CaseNumber, DateOnly? AsOf = null, DateTimeOffset? KnownAt = null,
    string? Authorisation = null)
{
    /// <summary>The day that the answer is about, in China's calendar.</summary>
    /// <param name="now">When it is answered (UTC).</param>
    public DateOnly Day(DateTimeOffset now) => AsOf ?? ChinaCalendar.Today(KnownAt ?? now);
}

/// <summary>What may be asked about a subject.</summary>
public static class Asked
{
    public const string Punishments = "punishments";
    public const string Rewards = "rewards";
    public const string Records = "records";

    /// <summary>All three, as one report.</summary>
    public const string Report = "report";
}
