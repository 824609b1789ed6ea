namespace CreditShare.Committee.Pages.Catalogue;

/// <summary>Two editions held against each other, entry by entry.</summary>
internal static class EditionComparison
{
    /// <param name="before">Entries of the earlier edition.</param>
    /// <param name="after">Entries of the later one.</param>
    /// <param name="read">An entry as its members are shown: what reads the same is the same.</param>
    /// <returns>What was added, removed or changed, in the order of ids.</returns>
    public static IReadOnlyList<EntryDifference> Compare<T>(IEnumerable<T> before, IEnumerable<T> after, Func<T, EditionEntry> read)
    {
        var (old, now) = (before.Select(read).ToDictionary(entry => entry.Id), after.Select(read).ToDictionary(entry => entry.Id));
        return
        [
            .. old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
                .Select(id => Difference(old.GetValueOrDefault(id), now.GetValueOrDefault(id)))
                .Where(difference => difference.Change != EntryChange.Changed || difference.Members.Count > 0),
        ];
    }

    private static EntryDifference Difference(EditionEntry? before, EditionEntry? after) => (before, after) switch
    {
        (null, { } added) => new(added.Id, added.Title, EntryChange.Added, []),
        ({ } removed, null) => new(removed.Id, removed.Title, EntryChange.Removed, []),
        ({ } old, { } now) => new(
            now.Id, now.Title, EntryChange.Changed,
            [
                .. old.Members.Zip(now.Members).Where(pair => pair.First.Value != pair.Second.Value)
                    .Select(pair => new MemberDifference(pair.Second.Name, pair.First.Value, pair.Second.Value)),
            ]),
        _ => throw new InvalidOperationException("An id of neither edition."),
    };
}

/// <summary>An entry of an edition as it is shown.</summary>
/// <param name="Id">The same through all editions.</param>
/// <param name="Title">In the reader's language.</param>
/// <param name="Members">All that the entry says, always the same members in the same order.</param>
internal sealed record EditionEntry(string Id, string Title, IReadOnlyList<EntryMember> Members);

/// <param name="Name">In the reader's language.</param>
/// <param name="Value">As it is shown.</param>
internal sealed record EntryMember(string Name, string Value);

/// <summary>What became of an entry from one edition to the next.</summary>
public enum EntryChange
{
    Added,
    Removed,
    Changed,
}

/// <param name="Id">Of the entry.</param>
/// <param name="Title">As the later edition has it.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Members">What differs, of one that changed.</param>
public sealed record EntryDifference(string Id, string Title, EntryChange Change, IReadOnlyList<MemberDifference> Members);

/// <param name="Name">In the reader's language.</param>
/// <param name="Before">As the earlier edition has it.</param>
/// <param name="After">As the later one has it.</param>
public sealed record MemberDifference(string Name, string Before, string After);
