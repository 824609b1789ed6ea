using System.Text;
using CreditShare.Contracts;
using MassTransit;

namespace CreditShare.Hosting.Bus;

/// <summary>Headers of a message that was set aside: why, from where, from whom. Any sender can write them; whose word they are, the account and the exchange say by which the message came.</summary>
public static class QuarantineHeaders
{
    /// <summary>The most characters of a reason.</summary>
    public const int LongestReason = 500;

    /// <summary>Unique; operators name the message by it.</summary>
    public const string Id = "CreditShare-Quarantine-Id";

    /// <summary>What was wrong, at most <see cref="LongestReason"/> characters.</summary>
    public const string Reason = "CreditShare-Reason";

    /// <summary>The same in Chinese, where whoever set it aside could say it so.</summary>
    public const string ReasonZh = "CreditShare-Reason-Zh";

    /// <summary>Type of the exception.</summary>
    public const string Fault = "CreditShare-Fault";

    /// <summary>The queue it was taken from, and goes back to.</summary>
    public const string Queue = "CreditShare-Queue";

    /// <summary>
    /// The account that the broker vouched for when the message came (its <c>user_id</c>). A set-aside message cannot carry that <c>user_id</c>: the broker would refuse
    /// it to the registry's account. Believed only of a message that the registry set aside or sent again.
    /// </summary>
    public const string Sender = "CreditShare-Sender";

    /// <summary>When it was set aside (UTC, ISO 8601).</summary>
    public const string At = "CreditShare-Quarantined-At";

    /// <summary>How often it was sent again.</summary>
    public const string Redriven = "CreditShare-Redriven";

    /// <summary>By whoever set the message aside, over its body: that it would have believed it. Bytes, as many as a signature of Ed25519.</summary>
    public const string Vouched = "CreditShare-Vouched";

    private const int VouchedLength = 64;

    private const int MostRedriven = 1_000_000;

    /// <summary>
    /// Whether the registry sent it to this very queue, so that its headers are the registry's word: to a city what it has to say, and to either side what an operator sends again. The account alone proves nothing: what the
    /// registry sent to a city, that city can lead on to where it may write. The exchange of a queue's own name is the way by which the registry sends.
    /// </summary>
    public static bool IsOfRegistry(RabbitMqBasicConsumeContext delivery, string queue) => delivery.Properties.UserId == BrokerAccounts.Registry && delivery.Exchange == queue;

    /// <summary>The account that the broker vouched for when the message came first; null if it came without.</summary>
    /// <param name="delivery">The message.</param>
    /// <param name="queue">By which it came now.</param>
    public static string? SenderOf(RabbitMqBasicConsumeContext delivery, string queue) =>
        IsOfRegistry(delivery, queue) ? TextOf(delivery.Properties.Headers, Sender)
        : delivery.Properties.UserId == BrokerAccounts.Registry ? null
        : delivery.Properties.UserId;

    /// <summary>The text of a header, its first <see cref="LongestReason"/> characters; null if there is none.</summary>
    public static string? TextOf(IDictionary<string, object?>? headers, string name) =>
        headers?.TryGetValue(name, out var value) == true && value is byte[] bytes ? Cut(Encoding.UTF8.GetString(bytes)) : null;

    /// <summary>From 0, which is that of a message not sent again yet, to a million: what a sender writes must not count over.</summary>
    public static int RedrivenOf(IDictionary<string, object?>? headers) =>
        headers?.TryGetValue(Redriven, out var value) == true && value is int times ? Math.Clamp(times, 0, MostRedriven) : 0;

    /// <summary>Null if there is none, or what there is cannot be one.</summary>
    public static byte[]? VouchedOf(IDictionary<string, object?>? headers) =>
        headers?.TryGetValue(Vouched, out var value) == true && value is byte[] { Length: VouchedLength } signature ? signature : null;

    internal static string Cut(string text) => text.Length <= LongestReason ? text : text[..LongestReason];
}
