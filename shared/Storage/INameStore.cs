using CreditShare.Domain.Names;

namespace CreditShare.Storage;

/// <summary>
/// The index of names: every name that a record of a subject ever stated, in the spelling stated last, kept by applying a chunk (<see cref="IRecordStore"/>). When a record of a subject is erased, its index begins anew with the names that
/// its remaining records state. Safe for concurrent callers. Every method may throw <see cref="StoreUnavailableException"/>.
/// </summary>
public interface INameStore
{
    /// <summary>
    /// Names that match in this one way, in the order of the folded name's UTF-8 bytes and then of the code, behind a place; from the first if it is null. Exact, company form and prefix are read off an index,
    /// whatever the number of subjects. <see cref="NameMatch.Contained"/> looks at every name from the place on, at most at <see cref="MostExamined"/> in a call.
    /// </summary>
    Task<NamePage> FindAsync(NameMatch match, OrganisationName term, NamePlace? after, int most, CancellationToken ct);

    /// <summary>Every name of these subjects, in no order.</summary>
    Task<IReadOnlyList<HeldName>> NamesAsync(IReadOnlyCollection<string> codes, CancellationToken ct);

    /// <summary>Names looked at by one search for contained ones.</summary>
    const int MostExamined = 100_000;
}

/// <summary>Where a search stands.</summary>
/// <param name="Normal">A folded name.</param>
/// <param name="Code">A subject's.</param>
public sealed record NamePlace(string Normal, string Code);

/// <param name="Code">Of the subject.</param>
/// <param name="Name">As a record states it.</param>
public sealed record HeldName(string Code, string Name);

/// <param name="Names">That match.</param>
/// <param name="Next">Where to go on; null if there is no more.</param>
public sealed record NamePage(IReadOnlyList<HeldName> Names, NamePlace? Next);

/// <summary>What a chunk does to the index of names.</summary>
/// <param name="Added">Names to be found from now on.</param>
/// <param name="Anew">Subjects of whom only the added names are found from now on.</param>
public sealed record NameChanges(IReadOnlyList<HeldName> Added, IReadOnlyList<string> Anew)
{
    public static NameChanges Of(ChunkEffects effects)
    {
        var anew = effects.Versions.Where(version => version.Version.Change == Domain.Records.ChangeKind.Erase).Select(version => version.Version.Subject).ToHashSet();
        var left = effects.Profiles.Where(profile => anew.Contains(profile.After.Code))
            .SelectMany(profile => profile.After.Records.Select(held => new HeldName(profile.After.Code, held.Record.Subject?.Name ?? "")));
        var stated = effects.Versions.Where(version => version.Name is not null && !anew.Contains(version.Version.Subject)).Select(version => new HeldName(version.Version.Subject, version.Name!));
        return new([.. stated.Concat(left).Where(name => OrganisationName.Of(name.Name).Normal.Length > 0).Distinct()], [.. anew]);
    }
}
