using System.Text.RegularExpressions;
using CreditShare.Contracts;
using CreditShare.Registry.Submissions;

namespace CreditShare.Registry.Equality;

/// <summary>What a city's question about its holdings must look like: bounded, and nothing in it that must not enter the log.</summary>
internal static partial class HoldingsQuestion
{
    private const int DigestBytes = 32;
    private const int LongestItem = 64;
    private const int LongestId = 200;
    private const int MostRounds = 1000;

    /// <summary>What is wrong, without a word of what was sent; null if nothing is.</summary>
    public static SenderRefusal? Fault(CompareHoldings message) =>
        !Id().IsMatch(message.Comparison) ? new("核对的编号应为 32 位十六进制数字。", "A comparison's id must have 32 hexadecimal digits.")
        : message.Round is < 1 or > MostRounds ? new($"一次核对最多 {MostRounds} 轮，从 1 开始。", $"A comparison has {MostRounds} rounds at most, from 1.")
        : !Enum.IsDefined(message.Level) ? new("没有这个核对层次。", "There is no such level of a comparison.")
        : message.Records < 0 || message.Digest.Length != DigestBytes ? new($"核对应写明记录数和 {DigestBytes} 字节的摘要。", $"A comparison names a number of records and a digest of {DigestBytes} bytes.")
        : new[] { message.Items.Count, message.Days.Count, message.SourceIds.Count }.Any(count => count > MessageLimits.HoldingsAsked) ? new($"一次核对最多询问 {MessageLimits.HoldingsAsked} 个事项、日期或编号。", $"A question about holdings names {MessageLimits.HoldingsAsked} items, days or ids at most.")
        : message.Items.Concat(message.Days.Select(day => day.Item)).Any(item => item.Length is 0 or > LongestItem) ? new($"事项编号应有 1 至 {LongestItem} 个字符。", $"An item's id has 1 to {LongestItem} characters.")
        : message.SourceIds.Any(id => id.Length is 0 or > LongestId) ? new($"记录编号应有 1 至 {LongestId} 个字符。", $"A record's id has 1 to {LongestId} characters.")
        : message.Level == HoldingsLevel.Outcome != message.Differences is not null ? new("只有核对的结果带差异数，且必须带。", "The outcome, and nothing else, has differences.")
        : message.Differences is { } differences && (differences.Missing < 0 || differences.Extra < 0 || differences.Different < 0 || differences is { Missing: 0, Extra: 0, Different: 0 })
            ? new("差异数不能为负，且至少有一处差异。", "Differences are counted, and there is one at least.")
        : null;

    [GeneratedRegex(@"^[0-9a-f]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
