namespace CreditShare.Contracts;

/// <summary>
/// Question of a city to the registry: what do you hold of mine? Each says all that its answer needs, and the registry remembers nothing of it, so it may be sent again at any time. It is answered by <see cref="HoldingsCompared"/>.
/// </summary>
public sealed record CompareHoldings
{
    public required string City { get; init; }

    /// <summary>The comparison that it belongs to: 32 hexadecimal digits, unique for ever.</summary>
    public required string Comparison { get; init; }

    /// <summary>From 1; a question that is sent again keeps its number.</summary>
    public required int Round { get; init; }

    /// <summary>The bureau account that asked for the comparison.</summary>
    public required string Account { get; init; }

    public required HoldingsLevel Level { get; init; }

    /// <summary>How many records the city says that the registry must hold.</summary>
    public required long Records { get; init; }

    /// <summary>Their digest (Domain's <c>SetDigest</c>), 32 bytes.</summary>
    public required byte[] Digest { get; init; }

    /// <summary>Ids of catalogue items whose days are asked for; at most <see cref="MessageLimits.HoldingsAsked"/>.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Days of items whose records are asked for; at most <see cref="MessageLimits.HoldingsAsked"/>.</summary>
    public IReadOnlyList<AskedDay> Days { get; init; } = [];

    /// <summary>The bureau's ids of records of which is asked whether their content was erased; at most <see cref="MessageLimits.HoldingsAsked"/>.</summary>
    public IReadOnlyList<string> SourceIds { get; init; } = [];

    /// <summary>What the comparison ended in; only where it ended in differences.</summary>
    public HoldingsDifferences? Differences { get; init; }

    /// <summary>Ed25519 signature of the city's key over <see cref="HoldingsDigest"/>.</summary>
    public required byte[] Signature { get; init; }
}

/// <summary>What is asked.</summary>
public enum HoldingsLevel
{
    /// <summary>Digest and number of the records of each catalogue item. If all are the same as the city's, that is logged and the comparison has ended.</summary>
    Items,

    /// <summary>Digest and number of each day of the items asked for.</summary>
    Days,

    /// <summary>Each record of the days asked for, as a hash.</summary>
    Records,

    /// <summary>Which of the records were erased because their retention ended.</summary>
    Erased,

    /// <summary>Nothing: the differences that were found are to be logged.</summary>
    Outcome,
}

/// <param name="Item">Id of the catalogue item.</param>
/// <param name="Day">Day of the decision.</param>
public sealed record AskedDay(string Item, DateOnly Day);

/// <summary>How many records differ, as the city found.</summary>
/// <param name="Missing">Sent and accepted, and not held.</param>
/// <param name="Extra">Held, and never sent.</param>
/// <param name="Different">Held otherwise than sent.</param>
/// <param name="More">Whether there are more than were narrowed down to.</param>
public sealed record HoldingsDifferences(int Missing, int Extra, int Different, bool More);
