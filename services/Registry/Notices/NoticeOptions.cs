namespace CreditShare.Registry.Notices;

/// <summary>Section <c>Notices</c> of the configuration.</summary>
public sealed class NoticeOptions
{
    /// <summary>
    /// For how long after it was told of a record an agency gets notices of the record's changes. 1 day to 3650 days; default 365 days. Longer: more notices to agencies whose cases are long closed.
    /// </summary>
    public TimeSpan ToldWithin { get; set; } = TimeSpan.FromDays(365);

    /// <summary>All faults of the options at once; empty if they can stand.</summary>
    public IEnumerable<string> Faults()
    {
        if (ToldWithin < TimeSpan.FromDays(1) || ToldWithin > TimeSpan.FromDays(3650))
            yield return $"Notices:ToldWithin is {ToldWithin}; it must lie between 1 day (1.00:00:00) and 3650 days.";
    }
}
