using CreditShare.Contracts;
using MassTransit;

namespace CreditShare.Ingestion.Equality;

/// <summary>Keeps the registry's answers until the comparison goes on with them.</summary>
internal sealed class HoldingsComparedConsumer(CityNodes nodes) : IConsumer<HoldingsCompared>
{
    public async Task Consume(ConsumeContext<HoldingsCompared> context)
    {
        var node = nodes.Find(context.Message.City)
            ?? throw new InvalidOperationException($"An answer for city {context.Message.City} came to a process that does not serve it.");
        await node.Spool.Comparisons.AddAnswerAsync(context.Message, context.CancellationToken);
        node.Comparing.Wake();
    }
}
