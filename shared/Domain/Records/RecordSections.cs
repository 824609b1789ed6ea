namespace CreditShare.Domain.Records;

/// <summary>What only a penalty has. Amounts in yuan.</summary>
public sealed record PenaltySection
{
    public string? OffenceType { get; init; }

    public string? Facts { get; init; }

    public IReadOnlyList<PenaltyKind>? Kinds { get; init; }

    public string? Content { get; init; }

    public decimal? Fine { get; init; }

    public decimal? Confiscated { get; init; }

    /// <summary>Name and number of the licence suspended or revoked.</summary>
    public string? LicenceAffected { get; init; }
}

/// <summary>What only a licence has.</summary>
public sealed record LicenceSection
{
    public string? DocumentName { get; init; }

    public string? Type { get; init; }

    public string? Certificate { get; init; }

    public string? Number { get; init; }

    public string? Content { get; init; }

    /// <summary>当前状态 1: in force.</summary>
    public bool? InForce { get; init; }
}

/// <summary>What only a listing for honours has.</summary>
public sealed record HonourSection
{
    public string? Category { get; init; }

    public int? Year { get; init; }

    public string? Title { get; init; }
}

/// <summary>What only a listing for dishonest conduct has.</summary>
public sealed record DishonestySection
{
    public string? Category { get; init; }

    public string? CaseNumber { get; init; }

    public string? Region { get; init; }

    public DateOnly? FiledOn { get; init; }
}

/// <summary>Identifiers of the subject from before the Unified Social Credit Code (行政相对人代码_2 to _6).</summary>
public sealed record OtherIdentifiers
{
    public string? RegistrationNumber { get; init; }

    public string? OrganisationCode { get; init; }

    public string? TaxNumber { get; init; }

    public string? InstitutionNumber { get; init; }

    public string? SocialOrganisationNumber { get; init; }
}
