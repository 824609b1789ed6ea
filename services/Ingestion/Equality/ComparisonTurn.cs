using CreditShare.Contracts;
using CreditShare.Domain.Equality;
using Microsoft.Extensions.Logging;

namespace CreditShare.Ingestion.Equality;

/// <summary>
/// One turn of a city's open comparison, if there is one: waits, asks, or goes on with an answer that has come. Where it stands is in the spool before anything is asked. Turns of one city are taken one after
/// the other.
/// </summary>
internal sealed class ComparisonTurn(CityNode node, TimeProvider time, ILogger logger)
{
    /// <summary>A comparison that has come to no end by then, counted from its turn, is given up.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Questions of one comparison; erased records are asked about a thousand at a time.</summary>
    private const int MostRounds = 500;

    private readonly ComparisonSteps steps = new(node.Spool.Holdings, node.Spool.Comparisons, time);

    /// <param name="askedBefore">A question asked before this instant (UTC) and not answered is asked again.</param>
    /// <param name="ct">Ends the turn; what is kept by then stays so.</param>
    /// <returns>Whether there may be more to do at once; and a question that is to be sent now.</returns>
    public async Task<(bool HasMoved, CompareHoldings? Question)> TakeAsync(DateTimeOffset askedBefore, CancellationToken ct)
    {
        var (holdings, comparisons) = (node.Spool.Holdings, node.Spool.Comparisons);
        if (comparisons.Open() is not { } now)
            return (false, null);
        // Before anything is looked at that it waits for: until then it takes in what others ask.
        if (now.TurnAt is null)
            now = (await comparisons.TakeTurnAsync(time.GetUtcNow(), ct))!;
        if (time.GetUtcNow() - now.TurnAt > Longest || now.Round > MostRounds)
        {
            var failure = ComparisonFailures.Of(now, holdings.HasUndecided(now.AnsweredBy ?? now.AskAfter));
            return await KeepAsync(steps.Ended(now, ComparisonState.Failed) with { Failure = failure }, ct);
        }
        if (now.AskedAt is not { } askedAt)
            return holdings.HasUndecided(now.AskAfter) ? (false, null) : await AskAsync(Prepared(now), ct);
        if ((now.AnsweredRun ?? comparisons.WholeRun(now.Id, now.Round)) is not { } run)
            // What a question rests on is what was noted when it was asked for the first time.
            return askedAt < askedBefore ? await AskAsync(now, ct) : (false, null);
        if (now.AnsweredBy is null)
            await comparisons.KeepAsync(now = now with { AnsweredBy = holdings.LastChunk(), AnsweredRun = run }, ct);
        // What is on its way may be what differs.
        return now.Level == HoldingsLevel.Records && holdings.HasUndecided(now.AnsweredBy!.Value) ? (false, null) : await KeepAsync(await steps.NextAsync(now, run, ct), ct);
    }

    private async Task<(bool, CompareHoldings?)> KeepAsync(Comparison next, CancellationToken ct)
    {
        await node.Spool.Comparisons.KeepAsync(next, ct);
        if (next.State != ComparisonState.Comparing)
            Log.Compared(logger, node.City, next.Id, next.State, next.Round, next.Found.Count);
        return (next.State == ComparisonState.Comparing, null);
    }

    private async Task<(bool, CompareHoldings?)> AskAsync(Comparison now, CancellationToken ct)
    {
        var asked = now with { AskedAt = time.GetUtcNow() };
        await node.Spool.Comparisons.KeepAsync(asked, ct);
        var message = new CompareHoldings
        {
            City = node.City,
            Comparison = asked.Id,
            Round = asked.Round,
            Account = asked.Account,
            Level = asked.Level,
            Records = asked.Records,
            Digest = asked.Digest,
            Items = asked.Level == HoldingsLevel.Days ? asked.Items : [],
            Days = asked.Level == HoldingsLevel.Records ? asked.Days : [],
            SourceIds = asked.SourceIds,
            Differences = asked.Level == HoldingsLevel.Outcome ? Counted(asked) : null,
            Signature = [],
        };
        return (true, message with { Signature = node.Key.Sign(HoldingsDigest.Of(message)) });
    }

    private Comparison Prepared(Comparison now)
    {
        if (now.Level == HoldingsLevel.Records)
            return now with { RecordsRevision = node.Spool.Holdings.Revision() };
        if (now.Level is not (HoldingsLevel.Items or HoldingsLevel.Outcome))
            return now;
        var whole = new SetDigest();
        foreach (var line in node.Spool.Holdings.Lines())
            whole.Add(line);
        return now with { Records = whole.Count, Digest = whole.Digest() };
    }

    private static HoldingsDifferences Counted(Comparison comparison) => new(
        comparison.Found.Count(one => one.What == DifferenceKind.Missing), comparison.Found.Count(one => one.What == DifferenceKind.Extra),
        comparison.Found.Count(one => one.What == DifferenceKind.Different), comparison.More);
}
