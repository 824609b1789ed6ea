namespace CreditShare.Contracts;

/// <summary>Fact from the registry to a city: one decision for each record of a chunk, durable and logged.</summary>
public sealed record RecordsDecided
{
    public required string City { get; init; }

    public required string Batch { get; init; }

    public required int Chunk { get; init; }

    /// <summary>When the registry decided (UTC).</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>JSON list of Domain's <c>Decision</c>, in the order of the submitted records: the same bytes that the registry keeps.</summary>
    public required byte[] Decisions { get; init; }
}
