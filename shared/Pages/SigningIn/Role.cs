using System.Security.Claims;
using CreditShare.Hosting.Auth;

namespace CreditShare.Pages.SigningIn;

/// <summary>What a person signs in as, and so may do. A provider names one of these; rights follow from it here, never from the provider's own scopes.</summary>
/// <param name="Code">As the provider says it.</param>
/// <param name="Zh">Chinese name.</param>
/// <param name="En">English name.</param>
/// <param name="Home">First page.</param>
/// <param name="Scopes">What it may do.</param>
public sealed record Role(string Code, string Zh, string En, string Home, IReadOnlyList<string> Scopes)
{
    public static readonly Role BureauClerk = new(
        "bureau-clerk", "信用机构经办", "Bureau clerk", "/bureau",
        [Hosting.Auth.Scopes.BatchesWrite, Hosting.Auth.Scopes.BatchesRead, Hosting.Auth.Scopes.RecordsRead, Hosting.Auth.Scopes.ProofsRead]);

    public static readonly Role AgencyOfficer = new(
        "agency-officer", "用信机构经办", "Agency officer", "/agency",
        [Hosting.Auth.Scopes.SubjectsRead, Hosting.Auth.Scopes.CasesWrite, Hosting.Auth.Scopes.ProofsRead]);

    /// <summary>Reads everything, changes nothing.</summary>
    public static readonly Role CommitteeMember = new(
        "committee-member", "信用专委会成员", "Committee member", "/committee", [Hosting.Auth.Scopes.LogRead, Hosting.Auth.Scopes.ProofsRead]);

    public static readonly Role Operator = new("operator", "运维人员", "Operator", "/operator", [Hosting.Auth.Scopes.Operate]);

    public static readonly IReadOnlyList<Role> All = [BureauClerk, AgencyOfficer, CommitteeMember, Operator];

    /// <summary>Null if there is no such role.</summary>
    public static Role? Of(string? code) => All.FirstOrDefault(role => role.Code == code);

    /// <summary>A session's identity.</summary>
    /// <param name="account">At most 200 characters; every log entry names it.</param>
    /// <param name="city">Of a clerk.</param>
    /// <param name="agency">Of an officer.</param>
    public ClaimsPrincipal SignIn(string account, string? city, string? agency)
    {
        List<Claim> claims = [new(Caller.AccountClaim, account), new(RoleClaim, Code), new(Caller.ScopeClaim, string.Join(' ', Scopes))];
        if (city is { Length: > 0 })
            claims.Add(new(Caller.CityClaim, city));
        if (agency is { Length: > 0 })
            claims.Add(new(Caller.AgencyClaim, agency));
        return new(new ClaimsIdentity(claims, Session.Scheme, Caller.AccountClaim, RoleClaim));
    }

    /// <summary>The session's claim with the role.</summary>
    public const string RoleClaim = "role";
}
