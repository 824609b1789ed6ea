using RabbitMQ.Client;

namespace CreditShare.Hosting.Bus;

/// <summary>
/// What a message keeps when it is set aside or sent again: by what the bus reads it, and its trace. All else was written by whoever sent it: it may say what is the
/// registry's to say, and be of a form or length that no message of ours could have, which then could never be moved.
/// </summary>
public static class CarriedProperties
{
    private const int Longest = 200;

    private static readonly IReadOnlyList<string> TraceHeaders = ["MT-Activity-Id", "MT-Activity-Correlation-Context", "traceparent", "tracestate"];

    /// <param name="came">Of the message as it came.</param>
    /// <param name="account">Who sends it on; the broker refuses another than the sender's own.</param>
    /// <returns>Properties of a message that survives a restart of the broker; more headers may be added.</returns>
    public static BasicProperties Of(IReadOnlyBasicProperties came, string account) => new()
    {
        ContentType = Plain(came.ContentType), MessageId = Plain(came.MessageId), CorrelationId = Plain(came.CorrelationId), DeliveryMode = DeliveryModes.Persistent, UserId = account,
        Headers = TraceHeaders.Where(name => came.Headers?.TryGetValue(name, out var value) == true && value is byte[] { Length: <= Longest })
            .ToDictionary(name => name, name => came.Headers![name]),
    };

    private static string? Plain(string? text) => text is { Length: <= Longest } && text.All(character => character is >= ' ' and <= '~') ? text : null;
}
