using CreditShare.Contracts;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Registry.Sequencing;
using CreditShare.Storage;
using MassTransit;

namespace CreditShare.Registry.Submissions;

/// <summary>Puts a city's refusals of access into the exchange log. The city is the queue's, not the message's word.</summary>
internal sealed class ReportRefusalsConsumer(EntryWriter entries) : IConsumer<ReportRefusals>
{
    private const int Longest = 200;

    public Task Consume(ConsumeContext<ReportRefusals> context)
    {
        var origin = SubmissionQueues.OriginOf(context);
        var city = origin.City;
        if (SenderCheck.Refuse(origin, context.Message.City) is { } refusal)
            throw new SenderRefusedException(refusal);
        if (context.Message.Refusals.Any(refusal => refusal.Route.Length > Longest || refusal.Reason.Length > Longest || refusal.Account?.Length > Longest))
            throw new SenderRefusedException($"A refusal's texts have {Longest} characters at most.");
        // An id of another form could take the place of a decision's entry.
        if (context.Message.Refusals.Any(refusal => refusal.Id.Length != 32 || !refusal.Id.All(char.IsAsciiHexDigitLower)))
            throw new SenderRefusedException("A refusal's id must have 32 hexadecimal digits.");
        return entries.StageAsync(
            [.. context.Message.Refusals.Select(refusal => StagedEntries.AccessRefused(
                $"{city}-refusal-{refusal.Id}", refusal.At, new EntryActor(city, null, refusal.Account ?? "anonymous"), refusal.Route, refusal.Status, refusal.Reason,
                refusal.Since is null ? 0 : refusal.Repeated, refusal.Since))],
            context.CancellationToken);
    }
}
