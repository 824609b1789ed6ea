using System.Text.RegularExpressions;
using CreditShare.Contracts;
using CreditShare.Domain.Codes;

namespace CreditShare.Registry.Submissions;

/// <summary>What a city's report of refusals must look like to enter a log that forgets nothing: codes and patterns, no free text, and an instant that can be.</summary>
internal static partial class RefusalReports
{
    /// <summary>Stands for an account that the log must not name.</summary>
    public const string Withheld = "withheld";

    private const int LongestAccount = 200;

    /// <summary>A city's spool may wait long for the broker, but not for ever.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(366);

    /// <summary>Of which refusals may be summed up: they are told once a minute.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    /// <summary>What is wrong, without a word of what was sent; null if nothing is.</summary>
    public static string? Fault(RefusedAccess refusal, DateTimeOffset now) =>
        // An id of another form could take the place of a decision's entry.
        !Id().IsMatch(refusal.Id) ? "A refusal's id must have 32 hexadecimal digits."
        : !Route().IsMatch(refusal.Route) ? "A refusal's route must be an HTTP method and a route's pattern."
        : !Reason().IsMatch(refusal.Reason) ? "A refusal's reason must be a code such as token-missing."
        : refusal.Status is not (401 or 403 or 429) ? "A refusal's status is 401, 403 or 429."
        : refusal.At < now - Oldest || refusal.At > now + Ahead ? "A refusal's instant lies more than a year back, or ahead."
        : refusal.Repeated < 0 || refusal.Since is null != (refusal.Repeated == 0) ? "A sum of refusals has a number and an instant since when, a single one neither."
        : refusal.Since > refusal.At || refusal.Since < refusal.At - Longest ? "A sum of refusals began before it was told, and no longer than an hour before."
        : null;

    /// <summary>The account as the log may name it: a token can hold whatever its issuer writes there.</summary>
    public static string Account(string? account) =>
        account is null ? "anonymous"
        : account.Length > LongestAccount || account.Any(char.IsControl) || PersonalData.ContainsIdentityNumber(account) ? Withheld
        : account;

    /// <summary>The caller's city as the log may name it; null for what is no code of one.</summary>
    public static string? City(string? city) => city is { Length: 6 } && city.All(char.IsAsciiDigit) ? city : null;

    /// <summary>The caller's agency as the log may name it; null for what is no code of one.</summary>
    public static string? Agency(string? agency) => agency is not null && AgencyCode().IsMatch(agency) && !PersonalData.ContainsIdentityNumber(agency) ? agency : null;

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AgencyCode();

    [GeneratedRegex(@"^[0-9a-f]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"^[A-Z]{3,7} [A-Za-z0-9/{}._:*-]{0,200}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Route();

    [GeneratedRegex(@"^[a-z][a-z0-9.:-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Reason();
}
