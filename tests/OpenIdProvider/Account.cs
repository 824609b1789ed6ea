namespace CreditShare.OpenIdProvider;

/// <summary>Somebody made up who can sign in.</summary>
/// <param name="Subject">Claim <c>sub</c>, and how the sign-in form names the account.</param>
/// <param name="Role">Claim <c>role</c>.</param>
/// <param name="Zh">Who that is, in Chinese.</param>
/// <param name="En">The same in English.</param>
/// <param name="City">Claim <c>city</c>, six digits; absent if null.</param>
/// <param name="Agency">Claim <c>agency</c>; absent if null.</param>
public sealed record Account(string Subject, string Role, string Zh, string En, string? City = null, string? Agency = null)
{
    /// <summary>Of Hangzhou's credit bureau.</summary>
    public static Account BureauClerk { get; } = new("clerk-330100", "bureau-clerk", "杭州市信用机构工作人员（样例）", "Clerk of the credit bureau of 330100 (sample)", City: "330100");

    /// <summary>Of Hangzhou's licensing window.</summary>
    public static Account AgencyOfficer { get; } = new("officer-330100-licensing", "agency-officer", "杭州市行政审批窗口工作人员（样例）", "Officer of 330100-licensing (sample)", Agency: "330100-licensing");

    public static Account CommitteeMember { get; } = new("member-1", "committee-member", "信用专委会成员（样例）", "Member of the credit committee (sample)");

    public static Account Operator { get; } = new("operator-1", "operator", "系统运维人员（样例）", "Operator (sample)");

    /// <summary>Has an account, and no part in any of this.</summary>
    public static Account Stranger { get; } = new("stranger-1", "visitor", "没有角色的人员（样例）", "Somebody without a role (sample)");

    public static IReadOnlyList<Account> All { get; } = [BureauClerk, AgencyOfficer, CommitteeMember, Operator, Stranger];
}
