using CreditShare.Contracts;
using CreditShare.ExchangeLog.Signing;
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
            this.options = changed;
            Log.KeysRead(logger, changed.MemberKeys.Values.Sum(keys => keys.Length), changed.MemberKeys.Count);
        });
    }

    public void Dispose() => changes?.Dispose();

    /// <returns>Why the message cannot be believed; null if it can.</returns>
    public string? Refuse(SubmitRecords message, MessageOrigin origin)
    {
        if (Refuse(origin, message.City) is { } refusal)
            return refusal;
        if (message.Batch.Length is 0 or > 64 || !message.Batch.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
            return "A batch's id has 1 to 64 letters, digits and dashes.";
        if (message.Records.Count > MessageLimits.RecordsPerMessage || message.Records.Zip(message.Records.Skip(1)).Any(pair => pair.First.Line >= pair.Second.Line))
            return $"A chunk has {MessageLimits.RecordsPerMessage} records at most, in the order of their lines.";
        return RefuseSignature(origin.City, SubmissionDigest.Of(message), message.Signature);
    }

    /// <returns>Why the message cannot be believed; null if it can.</returns>
    public string? Refuse(ReportRefusals message, MessageOrigin origin) =>
        Refuse(origin, message.City) ?? RefuseSignature(origin.City, RefusalsDigest.Of(message), message.Signature);

    /// <returns>Why the message cannot be believed; null if it can.</returns>
    public string? Refuse(CompareHoldings message, MessageOrigin origin) =>
        Refuse(origin, message.City) ?? RefuseSignature(origin.City, HoldingsDigest.Of(message), message.Signature);

    private string? RefuseSignature(string city, byte[] digest, byte[] signature)
    {
        var now = time.GetUtcNow();
        var known = MemberKey.ParseAll(options.MemberKeys.GetValueOrDefault(city)).Where(key => key.IsValid(now)).ToList();
        if (known.Count == 0)
            return $"No signing key of city {city} is valid now; list it under Registry:MemberKeys.";
        return known.Any(key => Ed25519.Verify(key.PublicKey, digest, signature))
            ? null
            : $"The signature fits no known key of city {city} that is valid now.";
    }

    /// <summary>What can be said of a message that nobody signs.</summary>
    public static string? Refuse(MessageOrigin origin, string namedCity) =>
        namedCity != origin.City ? $"The message names city {namedCity}, but came through the queue of city {origin.City}."
        : origin.Account is null ? "The message came without a user_id: the broker does not vouch for its sender."
        : origin.Account != BrokerAccounts.City(origin.City) ? $"The message was sent by the account {origin.Account}, but came through the queue of city {origin.City}."
        : null;
}

/// <summary>A message that no retrying can cure: its sender is not who it says. It goes into quarantine with this reason.</summary>
public sealed class SenderRefusedException(string message) : Exception(message);
