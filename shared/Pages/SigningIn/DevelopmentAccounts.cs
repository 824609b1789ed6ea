namespace CreditShare.Pages.SigningIn;

/// <summary>Accounts for trying things out, each signed in by a button; registered in Development only.</summary>
/// <param name="Accounts">One or more.</param>
public sealed record DevelopmentAccounts(IReadOnlyList<DevelopmentAccount> Accounts);

/// <param name="Name">The account.</param>
/// <param name="Role">What it signs in as.</param>
/// <param name="City">Of a clerk.</param>
/// <param name="Agency">Of an officer.</param>
/// <param name="Zh">Whom it stands for.</param>
/// <param name="En">The same in English.</param>
public sealed record DevelopmentAccount(string Name, Role Role, string? City, string? Agency, string Zh, string En);
