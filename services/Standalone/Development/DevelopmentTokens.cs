using CreditShare.Storage.Seeds;

namespace CreditShare.Standalone.Development;

/// <summary><c>/dev/tokens</c>: ready tokens for each role, so that nobody has to set up a provider to try things out.</summary>
internal static class DevelopmentTokens
{
    /// <summary>The agency that the token <c>agency</c> stands for.</summary>
    public const string UsualAgency = "330100-licensing";

    /// <summary>The subject whose representative the token <c>subject</c> stands for; another one by <c>/dev/tokens/subjects/CODE</c>.</summary>
    public const string UsualSubject = "913301039M2L6DET36";

    public static void Map(IEndpointRouteBuilder app, DevelopmentIssuer issuer)
    {
        var tokens = app.MapGroup("/dev/tokens").WithTags("Development").AllowAnonymous();
        tokens.MapGet("", (SeedFolder seeds) => new
        {
            Bureaus = seeds.CityCodes.ToDictionary(city => city, issuer.Bureau),
            Agency = issuer.Agency(UsualAgency),
            Subject = issuer.Representative(UsualSubject),
            Auditor = issuer.Auditor(),
            Operator = issuer.Operator(),
        }).WithSummary("Ready tokens for each role (Development only)");
        // One token as bare text, so that a curl line can take it in without any tool.
        tokens.MapGet("bureaus/{city}", (string city) => issuer.Bureau(city)).ExcludeFromDescription();
        tokens.MapGet("agency", () => issuer.Agency(UsualAgency)).ExcludeFromDescription();
        tokens.MapGet("agencies/{agency}", (string agency) => issuer.Agency(agency)).ExcludeFromDescription();
        tokens.MapGet("subjects/{uscc}", (string uscc) => issuer.Representative(uscc)).ExcludeFromDescription();
        tokens.MapGet("auditor", issuer.Auditor).ExcludeFromDescription();
        tokens.MapGet("operator", issuer.Operator).ExcludeFromDescription();
    }
}
