namespace CreditShare.Contracts;

/// <summary>The registry's answer to <see cref="CompareHoldings"/>, or one part of it. Parts belong together that have the same <see cref="Run"/>: a question that came twice is answered twice.</summary>
public sealed record HoldingsCompared
{
    public required string City { get; init; }

    public required string Comparison { get; init; }

    public required int Round { get; init; }

    /// <summary>One reading of the store; 32 hexadecimal digits.</summary>
    public required string Run { get; init; }

    /// <summary>From 0.</summary>
    public required int Part { get; init; }

    /// <summary>Whether no part follows.</summary>
    public required bool IsLast { get; init; }

    /// <summary>Digests, of items or of days.</summary>
    public IReadOnlyList<HeldGroup> Groups { get; init; } = [];

    public IReadOnlyList<HeldHash> Records { get; init; } = [];

    /// <summary>The bureau's ids of erased records among those asked for.</summary>
    public IReadOnlyList<string> Erased { get; init; } = [];

    /// <summary>In the last part, where the comparison has ended with this answer: id of its entry in the exchange log, durable.</summary>
    public string? LogEntry { get; init; }
}

/// <param name="Item">Id of the catalogue item.</param>
/// <param name="Day">Null for all days of the item.</param>
/// <param name="Records">How many.</param>
/// <param name="Digest">32 bytes.</param>
public sealed record HeldGroup(string Item, DateOnly? Day, long Records, byte[] Digest);

/// <param name="SourceId">The bureau's own id.</param>
/// <param name="Item">Id of the catalogue item.</param>
/// <param name="Day">Day of the decision.</param>
/// <param name="Hash">Of Domain's <c>HoldingLine</c>, 32 bytes.</param>
public sealed record HeldHash(string SourceId, string Item, DateOnly Day, byte[] Hash);
