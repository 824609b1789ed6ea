using System.Text;

namespace CreditShare.Hosting.Bus;

/// <summary>Headers of a message that was set aside: why, from where, from whom.</summary>
public static class QuarantineHeaders
{
    /// <summary>Unique; operators name the message by it.</summary>
    public const string Id = "CreditShare-Quarantine-Id";

    /// <summary>What was wrong, at most 500 characters.</summary>
    public const string Reason = "CreditShare-Reason";

    /// <summary>The same in Chinese, where whoever set it aside could say it so.</summary>
    public const string ReasonZh = "CreditShare-Reason-Zh";

    /// <summary>Type of the exception.</summary>
    public const string Fault = "CreditShare-Fault";

    /// <summary>The queue it was taken from, and goes back to.</summary>
    public const string Queue = "CreditShare-Queue";

    /// <summary>
    /// The account that the broker vouched for when the message came (its <c>user_id</c>). A set-aside message cannot carry that <c>user_id</c>: the broker would refuse
    /// it to the registry's account. Believed only of a message that the broker says the registry's account set aside or sent again.
    /// </summary>
    public const string Sender = "CreditShare-Sender";

    /// <summary>When it was set aside (UTC, ISO 8601).</summary>
    public const string At = "CreditShare-Quarantined-At";

    /// <summary>How often it was sent again.</summary>
    public const string Redriven = "CreditShare-Redriven";

    internal static string? SenderOf(IReadOnlyDictionary<string, object?> headers) => headers.GetValueOrDefault(Sender) switch
    {
        string text => text,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        _ => null,
    };

    /// <summary>0 for a message that was not sent again yet.</summary>
    public static int RedrivenOf(IReadOnlyDictionary<string, object?> headers) => headers.GetValueOrDefault(Redriven) is int times ? times : 0;
}
