using System.Net.Http.Headers;
using CreditShare.Contracts;
using CreditShare.ExchangeLog.Witnessing;
using CreditShare.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Witnessing;

/// <summary>Carries a request to a witness: over the bus, where its answer comes back through the city's queue, or over HTTP.</summary>
internal sealed class WitnessCalls(IBus bus, IHttpClientFactory http, WitnessAnswers answers, ILogger<WitnessCalls> logger)
{
    private const int LongestAnswer = 16 * 1024;

    /// <summary>A city that has been away needs no old requests: it is asked again.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(30);

    /// <summary>For the name of the HTTP client.</summary>
    public const string Client = "witness";

    /// <summary>Failures are logged and no more: the round asks again.</summary>
    public async Task SendAsync(WitnessEntry witness, AddCheckpointRequest request, CancellationToken ct)
    {
        var body = request.Encode();
        try
        {
            if (witness.City.Length > 0)
                await bus.SendConfirmedAsync(QueueNames.Decisions(witness.City), new CosignCheckpoint { City = witness.City, Request = body }, ct, keep: Keep);
            else
                await answers.TakeAsync(witness.Verifier, body, await PostAsync(witness.Address, body, ct), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // This registry stops.
        }
        catch (Exception fault)
        {
            Log.NotReached(logger, witness.Verifier.Name, fault);
        }
    }

    private async Task<WitnessAnswer> PostAsync(string address, byte[] body, CancellationToken ct)
    {
        using var client = http.CreateClient(Client);
        client.MaxResponseContentBufferSize = LongestAnswer;
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain") { CharSet = "utf-8" };
        using var answer = await client.PostAsync(new Uri($"{address.TrimEnd('/')}/add-checkpoint"), content, ct);
        return new((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsByteArrayAsync(ct), null);
    }
}
