namespace CreditShare.Contracts;

/// <summary>Command of a city to the registry: put these refusals of access into the exchange log. A refusal sent again is logged once.</summary>
public sealed record ReportRefusals
{
    public required string City { get; init; }

    public required IReadOnlyList<RefusedAccess> Refusals { get; init; }

    /// <summary>Ed25519 signature of the city's key over <see cref="RefusalsDigest"/>: what enters a log that forgets nothing needs more than a password.</summary>
    public required byte[] Signature { get; init; }
}

/// <summary>A request that a city's ingestion refused for want of a token (401) or of a right (403).</summary>
public sealed record RefusedAccess
{
    /// <summary>Unique for ever; the log entry takes it.</summary>
    public required string Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The token's account; null if there was no valid token.</summary>
    public string? Account { get; init; }

    /// <summary>The token's or session's city, which need not be the one that reports; null if it speaks for none.</summary>
    public string? City { get; init; }

    /// <summary>The token's or session's agency; null if it speaks for none.</summary>
    public string? Agency { get; init; }

    /// <summary>HTTP method and route pattern, never the raw address.</summary>
    public required string Route { get; init; }

    public required int Status { get; init; }

    public required string Reason { get; init; }

    /// <summary>0 for one request; else the sum of so many like it.</summary>
    public int Repeated { get; init; }

    /// <summary>When those began (UTC).</summary>
    public DateTimeOffset? Since { get; init; }
}
