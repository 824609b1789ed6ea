using CreditShare.Contracts;
using CreditShare.Hosting.Bus;
using CreditShare.Registry.Submissions;
using MassTransit;

namespace CreditShare.Registry.Equality;

/// <summary>
/// Takes a question out of its city's queue, where one message is handled after the other: so nothing of the city is decided while its records are read. The city is the queue's, not the message's word.
/// </summary>
internal sealed class CompareHoldingsConsumer(HoldingsComparer comparer) : IConsumer<CompareHoldings>
{
    public async Task Consume(ConsumeContext<CompareHoldings> context)
    {
        await foreach (var part in comparer.AnswerAsync(context.Message, SubmissionQueues.OriginOf(context), context.CancellationToken))
            await context.SendConfirmedAsync(QueueNames.Decisions(context.Message.City), part, context.CancellationToken);
    }
}
