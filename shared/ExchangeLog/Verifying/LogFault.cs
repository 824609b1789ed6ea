namespace CreditShare.ExchangeLog.Verifying;

/// <summary>One thing that is wrong.</summary>
/// <param name="Place">The resource, and the hash or entry within it: <c>tile/entries/x001/234 entry 315904</c>.</param>
/// <param name="Detail">What was found and what would be right.</param>
public sealed record LogFault(LogFaultKind Kind, string Place, string Detail)
{
    public override string ToString() => $"{Place}: {Kind}: {Detail}";
}
