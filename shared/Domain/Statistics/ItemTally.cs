using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;

namespace CreditShare.Domain.Statistics;

/// <summary>What became of a city's records of one catalogue item.</summary>
/// <param name="Accepted">New records, and new versions of records.</param>
/// <param name="Rejected">Refused with reasons.</param>
/// <param name="Repeated">Held already, byte for byte.</param>
/// <param name="Duplicate">Held already under another key.</param>
/// <param name="Repairs">Of the accepted.</param>
/// <param name="Objections">Marks of an objection, set by the bureau or upon a subject's objection.</param>
/// <param name="PushTimes">How long after the decision they came.</param>
public readonly record struct ItemTally(long Accepted, long Rejected, long Repeated, long Duplicate, long Repairs, long Objections, PushTimes PushTimes)
{
    /// <param name="record">One more.</param>
    /// <param name="pushTime">Of the record.</param>
    public ItemTally With(DecidedRecord record, PushTimes pushTime) => record.Outcome switch
    {
        Outcome.Accepted => this with { Accepted = Accepted + 1, Repairs = Repairs + (record.Change == ChangeKind.Repair ? 1 : 0), PushTimes = PushTimes.Plus(pushTime) },
        Outcome.Repeated => this with { Repeated = Repeated + 1 },
        Outcome.Duplicate => this with { Duplicate = Duplicate + 1 },
        _ => this with { Rejected = Rejected + 1 },
    };

    public ItemTally Plus(ItemTally other) => new(
        Accepted + other.Accepted, Rejected + other.Rejected, Repeated + other.Repeated, Duplicate + other.Duplicate, Repairs + other.Repairs, Objections + other.Objections,
        PushTimes.Plus(other.PushTimes));
}
