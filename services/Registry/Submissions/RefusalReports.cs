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

    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    /// <summary>What is wrong, without a word of what was sent; null if nothing is.</summary>
    public static SenderRefusal? Fault(RefusedAccess refusal, DateTimeOffset now) =>
        // An id of another form could take the place of a decision's entry.
        !Id().IsMatch(refusal.Id) ? new("拒绝访问的编号应为 32 位十六进制数字。", "A refusal's id must have 32 hexadecimal digits.")
        : !Route().IsMatch(refusal.Route) ? new("拒绝访问的路径应为 HTTP 方法和路径格式。", "A refusal's route must be an HTTP method and a route's pattern.")
        : !Reason().IsMatch(refusal.Reason) ? new("拒绝访问的原因应为代码，如 token-missing。", "A refusal's reason must be a code such as token-missing.")
        : refusal.Status is not (401 or 403 or 429) ? new("拒绝访问的状态码只能是 401、403 或 429。", "A refusal's status is 401, 403 or 429.")
        : refusal.At < now - Oldest || refusal.At > now + Ahead ? new("拒绝访问的时间早于一年以前，或者晚于现在。", "A refusal's instant lies more than a year back, or ahead.")
        : refusal.Repeated < 0 || refusal.Since is null != (refusal.Repeated == 0) ? new("合计的拒绝访问应有次数和起始时间，单次的两者都没有。", "A sum of refusals has a number and an instant since when, a single one neither.")
        : refusal.Since > refusal.At || refusal.Since < now - Oldest ? new("合计的拒绝访问应始于报告之前，且不早于一年。", "A sum of refusals began before it was told, and no more than a year back.")
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
