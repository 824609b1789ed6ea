using CreditShare.Contracts;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Bus;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Submissions;

/// <summary>
/// A city can only speak for itself: the queue a message came through, the account that the broker vouches for, the city that it names and the key that signed
/// it must agree. Keys are read anew when the settings change, so that they can be rotated while everything runs.
/// </summary>
internal sealed class SenderCheck : IDisposable
{
    // Told of settings that can stand only: a slip of the pen in the file leaves the keys that were read before.
    private volatile RegistryOptions options;
    private readonly TimeProvider time;
    private readonly IDisposable? changes;

    public SenderCheck(IOptionsMonitor<RegistryOptions> options, TimeProvider time, ILogger<SenderCheck> logger)
    {
        (this.options, this.time) = (options.CurrentValue, time);
        changes = options.OnChange(changed =>
        {
            // A file that is away for a moment, while another takes its place, is no list of nobody.
            if (changed.MemberKeys.Count == 0)
            {
                Log.NoKeysRead(logger);
                return;
            }
            this.options = changed;
            Log.KeysRead(logger, changed.MemberKeys.Values.Sum(keys => keys.Length), changed.MemberKeys.Count);
        });
    }

    public void Dispose() => changes?.Dispose();

    /// <returns>Why the message cannot be believed; null if it can.</returns>
    public SenderRefusal? Refuse(SubmitRecords message, MessageOrigin origin)
    {
        if (Refuse(origin, message.City) is { } refusal)
            return refusal;
        if (message.Batch.Length is 0 or > 64 || !message.Batch.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
            return new("批次编号应由 1 至 64 个字母、数字和连字符组成。", "A batch's id has 1 to 64 letters, digits and dashes.");
        if (message.Records.Count > MessageLimits.RecordsPerMessage || message.Records.Zip(message.Records.Skip(1)).Any(pair => pair.First.Line >= pair.Second.Line))
            return new($"一条消息最多有 {MessageLimits.RecordsPerMessage} 条记录，并按行号排列。", $"A chunk has {MessageLimits.RecordsPerMessage} records at most, in the order of their lines.");
        return RefuseSignature(origin.City, SubmissionDigest.Of(message), message.Signature);
    }

    /// <returns>Why the message cannot be believed; null if it can.</returns>
    public SenderRefusal? Refuse(ReportRefusals message, MessageOrigin origin) =>
        Refuse(origin, message.City) ?? RefuseSignature(origin.City, RefusalsDigest.Of(message), message.Signature);

    /// <returns>Why the message cannot be believed; null if it can.</returns>
    public SenderRefusal? Refuse(CompareHoldings message, MessageOrigin origin) =>
        Refuse(origin, message.City) ?? RefuseSignature(origin.City, HoldingsDigest.Of(message), message.Signature);

    /// <returns>Why the message cannot be believed; null if it can. The cosignature of an answer with status 200 is checked where it is taken.</returns>
    public SenderRefusal? Refuse(CheckpointAnswered message, MessageOrigin origin) =>
        Refuse(origin, message.City) ?? (message.Status == 200 ? null : RefuseSignature(origin.City, AnswerDigest.Of(message), message.Signature));

    private SenderRefusal? RefuseSignature(string city, byte[] digest, byte[] signature)
    {
        var now = time.GetUtcNow();
        var known = MemberKey.ParseAll(options.MemberKeys.GetValueOrDefault(city)).Where(key => key.IsValid(now)).ToList();
        if (known.Count == 0)
            return new($"登记库没有城市 {city} 现在有效的签名公钥，请在 Registry:MemberKeys 中登记。", $"No signing key of city {city} is valid now; list it under Registry:MemberKeys.");
        return known.Any(key => Ed25519.Verify(key.PublicKey, digest, signature))
            ? null
            : new($"签名与城市 {city} 现在有效的已知公钥都不相符。", $"The signature fits no known key of city {city} that is valid now.");
    }

    private static SenderRefusal? Refuse(MessageOrigin origin, string namedCity) =>
        namedCity != origin.City ? new($"消息写明的城市是 {namedCity}，却来自城市 {origin.City} 的队列。", $"The message names city {namedCity}, but came through the queue of city {origin.City}.")
        : origin.Account is null ? new("消息没有 user_id：消息队列不担保是谁发送的。", "The message came without a user_id: the broker does not vouch for its sender.")
        : origin.Account != BrokerAccounts.City(origin.City)
            ? new($"消息由账号 {origin.Account} 发送，却来自城市 {origin.City} 的队列。", $"The message was sent by the account {origin.Account}, but came through the queue of city {origin.City}.")
        : null;
}

/// <summary>Why a message is not believed, or not of the agreed form.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
internal sealed record SenderRefusal(string Zh, string En);

/// <summary>A message that no retrying can cure: its sender is not who it says, or it is not of the agreed form.</summary>
internal sealed class SenderRefusedException(SenderRefusal refusal) : MessageRefusedException(refusal.Zh, refusal.En);
