using CreditShare.Domain.Records;

namespace CreditShare.Domain.Equality;

/// <summary>One version of a record that the registry accepted, as its sender remembers it: hashes, no content.</summary>
/// <param name="Version">Its number by the registry's decision.</param>
/// <param name="Order">Source order under which it was accepted.</param>
/// <param name="Change">What it does to the record.</param>
/// <param name="Late">Whether a later one was held already.</param>
/// <param name="Item">Id of the catalogue item; null if it leaves the fact out.</param>
/// <param name="Day">Day of the decision; null if it leaves the fact out.</param>
/// <param name="Parts">What it states.</param>
public sealed record SentVersion(int Version, long Order, ChangeKind Change, bool Late, string? Item, DateOnly? Day, StatedParts Parts)
{
    /// <summary>Known by a repetition alone: when it was accepted, and under which order, is to be learnt yet.</summary>
    public bool IsAssumed { get; init; }

    /// <summary>A higher order under which its bytes came again and count since; 0 if there is none.</summary>
    public long RaisedTo { get; init; }

    /// <param name="version">Its number.</param>
    /// <param name="order">Source order of the record that was sent.</param>
    /// <param name="late">Whether the decision called it late.</param>
    /// <param name="record">What was sent.</param>
    public static SentVersion Of(int version, long order, bool late, CreditRecord record) =>
        new(version, order, record.Change ?? ChangeKind.Submit, late, record.IsChangeOnly ? null : record.Item, record.IsChangeOnly ? null : record.DecidedOn, StatedParts.Of(record));
}
