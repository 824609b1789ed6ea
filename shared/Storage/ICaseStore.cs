using CreditShare.Domain.Cases;

namespace CreditShare.Storage;

/// <summary>
/// Measures as cases. What is kept follows from the exchange log: decisions open cases, the agencies' entries are their facts; so every write may be repeated, and one that a crash
/// prevented is made up by whoever reads that entry next. Safe for concurrent callers in several processes. Every method may throw <see cref="StoreUnavailableException"/>.
/// </summary>
public interface ICaseStore
{
    /// <summary>Keeps new cases, each in its first round; one whose id is there already, or stands in the list before, is left as it was. Durable when the task ends; after a crash in between some are there.</summary>
    Task OpenAsync(IReadOnlyList<MeasureCase> cases, CancellationToken ct);

    /// <summary>Cases by id, in no order; unknown ones are missing in the answer.</summary>
    Task<IReadOnlyList<MeasureCase>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken ct);

    /// <summary>Replaces a case that has the revision <paramref name="before"/>. Durable when the task ends.</summary>
    /// <exception cref="StoreConflictException">It has another: somebody else added a fact. Read again.</exception>
    Task ReplaceAsync(MeasureCase after, int before, CancellationToken ct);

    /// <summary>An agency's cases in the order of their last day for claiming; those of one day in an order of the store's own, which stays. Reads by an index, no matter how many there are.</summary>
    Task<IReadOnlyList<MeasureCase>> ListAsync(CaseFilter filter, CancellationToken ct);

    /// <summary>All cases behind one that an earlier page ended with, in an order of the store's own, which stays; from the first if it is null. Cases of one record are not parted: so there may be some more than were asked for.</summary>
    Task<IReadOnlyList<MeasureCase>> AllAsync(string? after, int most, CancellationToken ct);
}

/// <summary>Which cases to list; null members do not restrict.</summary>
public sealed record CaseFilter
{
    /// <summary>Code of the agency charged.</summary>
    public required string Agency { get; init; }

    /// <summary>Any of these phases; empty for all.</summary>
    public IReadOnlyList<CasePhase> Phases { get; init; } = [];

    /// <summary>First of the last days for claiming.</summary>
    public DateOnly? ClaimFrom { get; init; }

    /// <summary>Last of the last days for claiming.</summary>
    public DateOnly? ClaimUntil { get; init; }

    /// <summary>Go on behind this place.</summary>
    public CasePlace? After { get; init; }

    /// <summary>How many at most; 1 or more.</summary>
    public required int Limit { get; init; }
}

/// <summary>A place in an agency's list.</summary>
/// <param name="ClaimBy">Last day for claiming.</param>
/// <param name="Id">Id of the case.</param>
public sealed record CasePlace(DateOnly ClaimBy, string Id)
{
    public static CasePlace Of(MeasureCase held) => new(held.Round.ClaimBy, held.Id);
}
