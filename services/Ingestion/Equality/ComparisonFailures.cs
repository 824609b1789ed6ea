namespace CreditShare.Ingestion.Equality;

/// <summary>Why a comparison was given up. That says nothing of what the registry holds.</summary>
internal static class ComparisonFailures
{
    public static FailureText Of(Comparison comparison, bool isUndecided) =>
        isUndecided ? new("仍有报送的记录没有决定，无法比对。请待其全部决定后重新比对。", "Records are still undecided, so nothing could be compared. Compare again once they are decided.")
        : comparison is { AskedAt: not null, AnsweredBy: null } ? new("登记库没有在规定时间内答复。请稍后重新比对。", "The registry did not answer in time. Compare again later.")
        : new("比对期间记录不断变化，没有得出结论。请在没有报送时重新比对。", "Records kept changing while they were compared, so it came to no end. Compare again while nothing is pushed.");
}
