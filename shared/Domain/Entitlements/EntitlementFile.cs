using CreditShare.Domain.Catalogue;

namespace CreditShare.Domain.Entitlements;

/// <summary>The file <c>seeds/entitlements.json</c>: which agencies see which sharing classes, for which purposes.</summary>
public sealed record EntitlementFile
{
    public string? About { get; init; }

    /// <summary>Id of this state of the rules, and of the agencies' kinds on which they rest; every answer and its log entry name it.</summary>
    public required string Edition { get; init; }

    public required IReadOnlyList<EntitlementRule> Rules { get; init; }
}

/// <summary>One permission; what no rule gives is not given. Class A is public and needs none.</summary>
public sealed record EntitlementRule
{
    /// <summary>B, on the subject's authorisation, or C.</summary>
    public required SharingClass Class { get; init; }

    /// <summary>Kinds of agency that have it; absent for all.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary>Purposes for which they have it.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>Why.</summary>
    public required string Note { get; init; }

    /// <summary>False until legal staff have decided.</summary>
    public required bool Verified { get; init; }
}
