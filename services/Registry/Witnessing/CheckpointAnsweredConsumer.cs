using CreditShare.Contracts;
using CreditShare.ExchangeLog.Witnessing;
using CreditShare.Registry.Submissions;
using MassTransit;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Witnessing;

/// <summary>Takes a city's answer as a witness. The city is the queue's, not the message's word.</summary>
internal sealed class CheckpointAnsweredConsumer(SenderCheck senders, IOptions<WitnessOptions> options, WitnessAnswers answers) : IConsumer<CheckpointAnswered>
{
    public async Task Consume(ConsumeContext<CheckpointAnswered> context)
    {
        var origin = SubmissionQueues.OriginOf(context);
        var message = context.Message;
        if (senders.Refuse(message, origin) is { } refusal)
            throw new SenderRefusedException(refusal);
        // Of a city that is no witness any more the answer comes to nothing.
        if (options.Value.Witnesses.FirstOrDefault(witness => witness.City == origin.City) is { } witness)
            await answers.TakeAsync(witness.Verifier, message.Request, new WitnessAnswer(message.Status, message.ContentType, message.Body, null), context.CancellationToken);
    }
}
