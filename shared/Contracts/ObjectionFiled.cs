namespace CreditShare.Contracts;

/// <summary>Fact from the registry to a city: a subject objected to a record that the city sent, and every answer shows the mark until the city resolves it. Sent again it is kept once.</summary>
public sealed record ObjectionFiled
{
    public required string City { get; init; }

    /// <summary>Id of the objection's entry in the exchange log; unique for ever.</summary>
    public required string Id { get; init; }

    /// <summary>Code of the subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The bureau's own id of the record.</summary>
    public required string SourceId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset FiledAt { get; init; }

    public required string Grounds { get; init; }

    /// <summary>How the organisation is reached.</summary>
    public required string Contact { get; init; }

    /// <summary>By when it is settled (China's calendar).</summary>
    public required DateOnly SettleBy { get; init; }

    /// <summary>By when it is settled if it had to be prolonged.</summary>
    public required DateOnly AtLatest { get; init; }

    /// <summary>Last day on which the grounds may be kept; null where there is no end.</summary>
    public DateOnly? KeepUntil { get; init; }
}
