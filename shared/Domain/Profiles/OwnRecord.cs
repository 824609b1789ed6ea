using CreditShare.Domain.Catalogue;
using CreditShare.Domain.Lifecycle;

namespace CreditShare.Domain.Profiles;

/// <summary>What a record that is held means for its subject on a day.</summary>
public enum OwnState
{
    /// <summary>It is in answers.</summary>
    Shared,

    /// <summary>It is kept and in no answer: a minor record that nobody found necessary to publish, or one without an item that is in force.</summary>
    NotShared,

    /// <summary>Its time of sharing is over.</summary>
    Expired,

    /// <summary>It was withdrawn or repaired.</summary>
    Ended,
}

/// <summary>A record as its own subject sees it: also those that are in no answer (any more).</summary>
/// <param name="Held">The record's present version.</param>
/// <param name="Item">Its item in the edition of the decision date; null if it has none.</param>
/// <param name="Severity">Null for records that state nothing adverse.</param>
/// <param name="Shared">The days on which it is or was shared; null if it is not shared at all.</param>
/// <param name="State">On the day.</param>
public sealed record OwnRecord(HeldRecord Held, CatalogueItem? Item, Severity? Severity, SharedPeriod? Shared, OwnState State)
{
    /// <summary>Every record of a profile, in its order. A function of profile, editions and day, as <see cref="RecordInUse.On"/> is.</summary>
    public static IEnumerable<OwnRecord> On(SubjectProfile profile, LifecycleBook book, DateOnly day) => profile.Records.Select(held => Of(held, book, day));

    /// <summary>One record on a day.</summary>
    public static OwnRecord Of(HeldRecord held, LifecycleBook book, DateOnly day)
    {
        var edition = held.Record.DecidedOn is { } decided ? book.Catalogue.InForceOn(decided) : null;
        var item = held.Record.Item is { } id ? edition?.Find(id) : null;
        SharedPeriod? shared = item is null ? null : SharedPeriod.Of(held.Record, item, edition!, book.Publicity);
        Severity? severity = item is not null && SeverityRules.IsAdverse(held.Record) ? SeverityRules.Of(held.Record, item, edition!) : null;
        var state = !held.Stands ? OwnState.Ended
            : shared is not { } period ? OwnState.NotShared
            : period.Until < day ? OwnState.Expired
            : period.Contains(day) ? OwnState.Shared : OwnState.NotShared;
        return new(held, item, severity, shared, state);
    }
}
