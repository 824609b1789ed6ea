namespace CreditShare.Registry.StateChecks;

/// <summary>One place where the store is not what the log says.</summary>
/// <param name="Part">What differs, one of <see cref="StatePart"/>.</param>
/// <param name="Kind">One of <see cref="DifferenceKind"/>.</param>
/// <param name="Id">Path of a tile, index of an entry, key of a record, code of a subject, identity in hexadecimal.</param>
/// <param name="Detail">What was found and what would be right; no content.</param>
public sealed record StateDifference(string Part, string Kind, string Id, string Detail)
{
    public override string ToString() => $"{Part} {Id} {Kind}: {Detail}";
}

public static class StatePart
{
    public const string Checkpoint = "checkpoint";
    public const string Tile = "tile";

    /// <summary>An entry's leaf, or the words under which it is filed.</summary>
    public const string Entry = "entry";

    /// <summary>What an entry commits to.</summary>
    public const string Content = "content";

    public const string Record = "record";
    public const string Profile = "profile";
    public const string Identity = "identity";
}

public static class DifferenceKind
{
    /// <summary>The log says it, the store has it not.</summary>
    public const string Missing = "missing";

    /// <summary>The store has it, the log does not say it.</summary>
    public const string Extra = "extra";

    public const string Changed = "changed";
}
