using CreditShare.Contracts;
using MassTransit;

namespace CreditShare.Ingestion.Decisions;

/// <summary>Keeps the registry's decisions where the bureau reads them.</summary>
internal sealed class RecordsDecidedConsumer(CityNodes nodes) : IConsumer<RecordsDecided>
{
    public async Task Consume(ConsumeContext<RecordsDecided> context)
    {
        var message = context.Message;
        var node = nodes.Find(message.City)
            ?? throw new InvalidOperationException($"Decisions for city {message.City} came to a process that does not serve it.");
        await node.Spool.DecidedAsync(message.Batch, message.Chunk, message.DecidedAt, message.Decisions, context.CancellationToken);
        // There is room for the next chunk.
        node.Signal.Wake();
    }
}
