using System.Collections.Immutable;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Lifecycle;

namespace CreditShare.Domain.Statistics;

/// <summary>Objections to a city's records, of all months: one sheet, as one that is settled is counted by the day on which it was received.</summary>
public sealed record ObjectionTally : Tally
{
    public static readonly ObjectionTally None = new();

    /// <summary>Keys of the records to which an objection is open, with the day on which it was received.</summary>
    public ImmutableDictionary<string, DateOnly> Open { get; init; } = ImmutableDictionary<string, DateOnly>.Empty;

    /// <summary>By month, as its first day.</summary>
    public ImmutableDictionary<DateOnly, ObjectionCounts> Months { get; init; } = ImmutableDictionary<DateOnly, ObjectionCounts>.Empty;

    /// <summary>An objection was filed on a day, with the system or with the bureau.</summary>
    public ObjectionTally Filed(DateOnly day) => this with { Months = Count(day, counts => counts with { Filed = counts.Filed + 1 }) };

    /// <summary>A record is marked; of one that is marked already the time runs on.</summary>
    public ObjectionTally Opened(string key, DateOnly receivedOn) => Open.TryGetValue(key, out var since) && since <= receivedOn ? this : this with { Open = Open.SetItem(key, receivedOn) };

    /// <summary>The objection was settled, or its record ended; no matter if none is open.</summary>
    public ObjectionTally Settled(string key, DateOnly day, WorkingDays calendar) =>
        Open.TryGetValue(key, out var receivedOn)
            ? this with { Open = Open.Remove(key), Months = Count(day, counts => counts.With(ObjectionClock.From(receivedOn, calendar), day)) }
            : this;

    private ImmutableDictionary<DateOnly, ObjectionCounts> Count(DateOnly day, Func<ObjectionCounts, ObjectionCounts> count) =>
        Months.SetItem(SheetId.Month(day), count(Months.GetValueOrDefault(SheetId.Month(day))));
}

/// <param name="Filed">With the system or with the bureau.</param>
/// <param name="InTime">Settled within 5 working days.</param>
/// <param name="Extended">Settled within 20.</param>
/// <param name="Late">Settled after that.</param>
/// <param name="Days">Days of all that were settled together, from receipt.</param>
public readonly record struct ObjectionCounts(long Filed, long InTime, long Extended, long Late, long Days)
{
    public long Settled => InTime + Extended + Late;

    public ObjectionCounts With(ObjectionClock clock, DateOnly settledOn)
    {
        var sum = this with { Days = Days + Math.Max(0, settledOn.DayNumber - clock.ReceivedOn.DayNumber) };
        return clock.StateOn(settledOn) switch
        {
            "open" => sum with { InTime = InTime + 1 },
            "overdue" => sum with { Extended = Extended + 1 },
            _ => sum with { Late = Late + 1 },
        };
    }

    public ObjectionCounts Plus(ObjectionCounts other) =>
        new(Filed + other.Filed, InTime + other.InTime, Extended + other.Extended, Late + other.Late, Days + other.Days);
}
