namespace CreditShare.Domain.Calendar;

/// <summary>Instants as they are kept: UTC, in whole milliseconds, so that what is read back is what was said.</summary>
public static class Instants
{
    /// <summary>The instant without what is finer than a millisecond.</summary>
    public static DateTimeOffset InMilliseconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
