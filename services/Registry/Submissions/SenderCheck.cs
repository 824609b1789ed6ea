using CreditShare.Contracts;
using CreditShare.ExchangeLog.Signing;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Submissions;

/// <summary>A city can only speak for itself: the queue a message came through, the city it names and the key that signed it must agree.</summary>
internal sealed class SenderCheck
{
    private readonly Dictionary<string, byte[][]> keys;

    public SenderCheck(IOptions<RegistryOptions> options) =>
        keys = options.Value.MemberKeys.ToDictionary(pair => pair.Key, pair => pair.Value.Select(Convert.FromBase64String).ToArray());

    /// <returns>Why the message cannot be believed; null if it can.</returns>
    public string? Refuse(SubmitRecords message, string queueCity)
    {
        if (message.City != queueCity)
            return $"The message names city {message.City}, but came through the queue of city {queueCity}.";
        if (message.Batch.Length is 0 or > 64 || !message.Batch.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
            return "A batch's id has 1 to 64 letters, digits and dashes.";
        if (!keys.TryGetValue(queueCity, out var known) || known.Length == 0)
            return $"No signing key of city {queueCity} is known; list it under Registry:MemberKeys.";
        var digest = SubmissionDigest.Of(message);
        return known.Any(key => Ed25519.Verify(key, digest, message.Signature))
            ? null
            : $"The signature fits no known key of city {queueCity}.";
    }
}

/// <summary>A message that no retrying can cure: its sender is not who it says. It goes to the error queue with this reason.</summary>
public sealed class SenderRefusedException(string message) : Exception(message);
