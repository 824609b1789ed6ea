namespace CreditShare.Hosting.Auth;

/// <summary>Endpoint metadata: this one is a page, reached by a session's cookie and by nothing else. All others are reached by a token and by nothing else, so that no page elsewhere can use a session there.</summary>
public sealed class BySession
{
    public static readonly BySession Instance = new();

    private BySession()
    {
    }
}
