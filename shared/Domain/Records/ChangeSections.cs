namespace CreditShare.Domain.Records;

/// <summary>What only a repair has (信用修复).</summary>
public sealed record RepairSection
{
    /// <summary>The day on which the duty was met (fine paid, wrong set right).</summary>
    public DateOnly? DutyMetOn { get; init; }

    /// <summary>Reference of the evidence that it was met: a receipt's or a file's number, never the file.</summary>
    public string? Evidence { get; init; }

    /// <summary>Reference of the subject's commitment letter (信用承诺书).</summary>
    public string? Commitment { get; init; }

    /// <summary>The day on which the authority decided the repair; null for the day on which the registry decides.</summary>
    public DateOnly? DecidedOn { get; init; }
}

/// <summary>What only a withdrawal has.</summary>
public sealed record WithdrawalSection
{
    /// <summary>The day on which a court or a superior set the decision aside; from it three working days are counted (行政处罚法 arts. 48, 85).</summary>
    public DateOnly? SetAsideOn { get; init; }
}

/// <summary>Which round of an objection.</summary>
public enum DisputeStage
{
    /// <summary>异议</summary>
    Objection,

    /// <summary>复核: of how an objection was settled.</summary>
    Review,
}

/// <summary>What only an objection has (异议).</summary>
public sealed record DisputeSection
{
    /// <summary>The day on which it was received; its time runs from there.</summary>
    public DateOnly? ReceivedOn { get; init; }

    /// <summary>Null for the objection itself.</summary>
    public DisputeStage? Stage { get; init; }

    /// <summary>The bureau's number of it.</summary>
    public string? Number { get; init; }
}

/// <summary>How an objection ended.</summary>
public enum ResolutionResult
{
    /// <summary>成立: the record is stated as it should have been. If the fact does not stand at all, it is withdrawn instead.</summary>
    Upheld,

    /// <summary>部分成立: as above, in part.</summary>
    Partly,

    /// <summary>不成立: the record stays as it is.</summary>
    Rejected,
}

/// <summary>What only the settling of an objection has (异议办结).</summary>
public sealed record ResolutionSection
{
    public ResolutionResult? Result { get; init; }

    /// <summary>The day on which it was settled; null for the day on which the registry decides.</summary>
    public DateOnly? SettledOn { get; init; }
}
