using CreditShare.Contracts;
using CreditShare.Hosting.Bus;
using MassTransit;

namespace CreditShare.Ingestion.Witnessing;

/// <summary>Answers the log over the bus, with the same bytes as over HTTP.</summary>
internal sealed class CosignCheckpointConsumer(CityNodes nodes, CityWitness witness) : IConsumer<CosignCheckpoint>
{
    /// <summary>
    /// A registry that has been away asks again. But an answer waits behind its own city's chunks, 8 at most: 4 s where the city pushes alone, half a minute where six do. An old answer does no harm where it
    /// is taken, and without any the registry would not learn where the witness stands.
    /// </summary>
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(2);

    public async Task Consume(ConsumeContext<CosignCheckpoint> context)
    {
        var (city, request) = (context.Message.City, context.Message.Request);
        var node = nodes.Find(city) ?? throw new InvalidOperationException($"A checkpoint for city {city} came to a process that does not serve it.");
        var answer = await witness.AnswerAsync(city, request, context.CancellationToken);
        var message = new CheckpointAnswered { City = city, Request = request, Status = answer.Status, ContentType = answer.ContentType, Body = answer.Body };
        await context.SendConfirmedAsync(
            QueueNames.CityExchange(city), message with { Signature = node.Key.Sign(AnswerDigest.Of(message)) }, context.CancellationToken, Keep);
    }
}
