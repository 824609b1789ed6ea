using System.Security.Claims;

namespace CreditShare.Hosting.Auth;

/// <summary>Who calls, from the token and nothing else: never from a payload.</summary>
public static class Caller
{
    public const string CityClaim = "city";
    public const string AgencyClaim = "agency";
    public const string SubjectClaim = "subject";
    public const string AuthorisationClaim = "authorisation";
    public const string AccountClaim = "sub";
    public const string ScopeClaim = "scope";

    /// <summary>The bureau's city, six digits; null if the token speaks for no city.</summary>
    public static string? City(this ClaimsPrincipal caller) =>
        caller.FindFirstValue(CityClaim) is { Length: 6 } city && city.All(char.IsAsciiDigit) ? city : null;

    /// <summary>The agency's code; null if the token speaks for no agency.</summary>
    public static string? Agency(this ClaimsPrincipal caller) =>
        caller.FindFirstValue(AgencyClaim) is { Length: > 0 and <= 64 } agency ? agency : null;

    /// <summary>The organisation that the token represents, 18 characters as they stand there; null if it represents none.</summary>
    public static string? Subject(this ClaimsPrincipal caller) =>
        caller.FindFirstValue(SubjectClaim) is { Length: 18 } subject && subject.All(char.IsAsciiLetterOrDigit) ? subject : null;

    /// <summary>Reference of the document by which the subject made the account its representative, at most 100 characters; null if the token names none.</summary>
    public static string? Authorisation(this ClaimsPrincipal caller) =>
        caller.FindFirstValue(AuthorisationClaim)?.Trim() is { Length: > 0 and <= 100 } reference && !reference.Any(char.IsControl) ? reference : null;

    /// <summary>The account, at most 200 characters, since every log entry names it; null without a valid token that has one.</summary>
    public static string? Account(this ClaimsPrincipal caller) =>
        caller.Identity?.IsAuthenticated == true && caller.FindFirstValue(AccountClaim) is { Length: > 0 and <= 200 } account ? account : null;

    /// <summary>Scopes may come as one text with blanks (RFC 8693) or as several claims.</summary>
    public static bool HasScope(this ClaimsPrincipal caller, string scope) =>
        caller.FindAll(ScopeClaim).Any(claim => claim.Value.Split(' ').Contains(scope, StringComparer.Ordinal));
}
