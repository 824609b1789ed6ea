using CreditShare.Contracts;
using MassTransit;

namespace CreditShare.Ingestion.Objections;

/// <summary>Keeps objections to the city's records where the bureau reads them.</summary>
internal sealed class ObjectionFiledConsumer(CityNodes nodes) : IConsumer<ObjectionFiled>
{
    public Task Consume(ConsumeContext<ObjectionFiled> context)
    {
        var message = context.Message;
        var node = nodes.Find(message.City)
            ?? throw new InvalidOperationException($"An objection for city {message.City} came to a process that does not serve it.");
        return node.Spool.Objections.AddAsync(message, context.CancellationToken);
    }
}
