using CreditShare.Domain.Calendar;

namespace CreditShare.Domain.Statistics;

/// <summary>How long after its decision a record came, in working days: of records stated for the first time whose day of decision is known.</summary>
/// <param name="UpTo7">In time: 发改办财金〔2018〕424号 gives seven working days.</param>
/// <param name="UpTo14">8 to 14.</param>
/// <param name="UpTo30">15 to 30.</param>
/// <param name="Longer">More than 30.</param>
public readonly record struct PushTimes(long UpTo7, long UpTo14, long UpTo30, long Longer)
{
    public const int InTimeWorkingDays = 7;

    public long All => UpTo7 + UpTo14 + UpTo30 + Longer;

    /// <param name="decidedOn">The day of decision, which does not count.</param>
    /// <param name="receivedOn">The day on which the city's bureau pushed it, China's calendar.</param>
    /// <param name="calendar">China's working days.</param>
    public PushTimes Plus(DateOnly decidedOn, DateOnly receivedOn, WorkingDays calendar)
    {
        var inTime = calendar.Add(decidedOn, InTimeWorkingDays);
        if (receivedOn <= inTime)
            return this with { UpTo7 = UpTo7 + 1 };
        var second = calendar.Add(inTime, 7);
        if (receivedOn <= second)
            return this with { UpTo14 = UpTo14 + 1 };
        return receivedOn <= calendar.Add(second, 16) ? this with { UpTo30 = UpTo30 + 1 } : this with { Longer = Longer + 1 };
    }

    public PushTimes Plus(PushTimes other) => new(UpTo7 + other.UpTo7, UpTo14 + other.UpTo14, UpTo30 + other.UpTo30, Longer + other.Longer);

    /// <param name="part">Of these.</param>
    public PushTimes Minus(PushTimes part) => new(UpTo7 - part.UpTo7, UpTo14 - part.UpTo14, UpTo30 - part.UpTo30, Longer - part.Longer);
}
