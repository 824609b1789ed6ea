using System.Text.RegularExpressions;
using CreditShare.Contracts;

namespace CreditShare.Registry.Equality;

/// <summary>What a city's question about its holdings must look like: bounded, and nothing in it that must not enter the log.</summary>
internal static partial class HoldingsQuestion
{
    private const int DigestBytes = 32;
    private const int LongestItem = 64;
    private const int LongestId = 200;
    private const int MostRounds = 1000;

    /// <summary>What is wrong, without a word of what was sent; null if nothing is.</summary>
    public static string? Fault(CompareHoldings message) =>
        !Id().IsMatch(message.Comparison) ? "A comparison's id must have 32 hexadecimal digits."
        : message.Round is < 1 or > MostRounds ? $"A comparison has {MostRounds} rounds at most, from 1."
        : !Enum.IsDefined(message.Level) ? "There is no such level of a comparison."
        : message.Records < 0 || message.Digest.Length != DigestBytes ? $"A comparison names a number of records and a digest of {DigestBytes} bytes."
        : new[] { message.Items.Count, message.Days.Count, message.SourceIds.Count }.Any(count => count > MessageLimits.HoldingsAsked) ? $"A question about holdings names {MessageLimits.HoldingsAsked} items, days or ids at most."
        : message.Items.Concat(message.Days.Select(day => day.Item)).Any(item => item.Length is 0 or > LongestItem) ? $"An item's id has 1 to {LongestItem} characters."
        : message.SourceIds.Any(id => id.Length is 0 or > LongestId) ? $"A record's id has 1 to {LongestId} characters."
        : message.Level == HoldingsLevel.Outcome != message.Differences is not null ? "The outcome, and nothing else, has differences."
        : message.Differences is { } differences && (differences.Missing < 0 || differences.Extra < 0 || differences.Different < 0 || differences is { Missing: 0, Extra: 0, Different: 0 })
            ? "Differences are counted, and there is one at least."
        : null;

    [GeneratedRegex(@"^[0-9a-f]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
