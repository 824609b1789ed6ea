using CreditShare.Pages.SigningIn;
using CreditShare.Storage.Seeds;

namespace CreditShare.Standalone.Development;

/// <summary>Whom one may sign in as to try the pages: a clerk of each city, an officer of each agency, a member of the committee, an operator. In Development only.</summary>
internal static class DevelopmentSignIn
{
    public static void AddDevelopmentAccounts(this IServiceCollection services) =>
        services.AddSingleton(provider => new DevelopmentAccounts([.. Accounts(provider.GetRequiredService<SeedFolder>())]));

    private static IEnumerable<DevelopmentAccount> Accounts(SeedFolder seeds)
    {
        foreach (var city in seeds.CityCodes)
            yield return new($"bureau-{city}", Role.BureauClerk, city, null, $"{seeds.Cities[city].Name}信用机构", $"Credit bureau of {seeds.Cities[city].NameEn}");
        foreach (var agency in seeds.Agencies.Values.OrderBy(agency => agency.Code != DevelopmentTokens.UsualAgency))
            yield return new($"officer-{agency.Code}", Role.AgencyOfficer, null, agency.Code, agency.Name, agency.NameEn);
        yield return new("auditor-1", Role.CommitteeMember, null, null, "信用专委会成员", "Member of the credit committee");
        yield return new("operator-1", Role.Operator, null, null, "登记库运维人员", "Operator of the registry");
    }
}
