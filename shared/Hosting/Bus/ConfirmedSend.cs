using MassTransit;

namespace CreditShare.Hosting.Bus;

/// <summary>The one way to send on the bus.</summary>
public static class ConfirmedSend
{
    /// <summary>A forged or forbidden send, or a frozen broker, would hang for ever without a timeout of our own.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Sends to an exchange and ends when the broker has confirmed that a queue holds the message. Mandatory: an unroutable message is confirmed too,
    /// so a confirm alone proves nothing.
    /// </summary>
    /// <param name="bus">Which bus.</param>
    /// <param name="exchange">Where to.</param>
    /// <param name="message">What.</param>
    /// <param name="ct">Cancels the waiting.</param>
    /// <param name="keep">After this the broker drops a message that nobody took; null to keep it.</param>
    /// <exception cref="TimeoutException">There was no confirm in time; whether the message arrived is unknown.</exception>
    /// <exception cref="MessageReturnedException">No queue is bound to the exchange.</exception>
    public static async Task SendConfirmedAsync<T>(this ISendEndpointProvider bus, string exchange, T message, CancellationToken ct, TimeSpan? keep = null)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Timeout);
        try
        {
            var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{exchange}"));
            await endpoint.Send(message, context =>
            {
                context.TimeToLive = keep;
                if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                    rabbit.Mandatory = true;
            }, limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"No confirm from the broker for a message to {exchange} within {Timeout.TotalSeconds} s.");
        }
    }
}
