using CreditShare.Contracts;
using CreditShare.Hosting.Bus;
using MassTransit;

namespace CreditShare.Registry.Submissions;

/// <summary>Takes a chunk from its city's queue, answers with its decisions, and only then lets the broker forget it.</summary>
internal sealed class SubmitRecordsConsumer(SubmissionHandler handler) : IConsumer<SubmitRecords>
{
    public async Task Consume(ConsumeContext<SubmitRecords> context)
    {
        var message = context.Message;
        var decided = await handler.HandleAsync(message, SubmissionQueues.OriginOf(context), context.CancellationToken);
        await context.SendConfirmedAsync(QueueNames.Decisions(message.City), decided, context.CancellationToken);
    }
}
