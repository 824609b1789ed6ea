using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Signing;
using CreditShare.ExchangeLog.Witnessing;
using CreditShare.Registry.Sequencing;
using CreditShare.Registry.Witnessing;
using CreditShare.Storage;
using CreditShare.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CreditShare.Registry.Tests.Witnessing;

/// <summary>Answers may come late, behind a city's chunks, and after the witness was asked again: an old one takes nothing back.</summary>
public sealed class WitnessAnswersTests : IAsyncDisposable
{
    private static readonly MerkleHash First = MerkleHash.Leaf([1]);
    private static readonly MerkleHash Second = MerkleHash.Leaf([2]);
    private static readonly SignerKey Key = new("hangzhou/witness", KeyType.Cosignature, [.. Enumerable.Range(32, 32).Select(n => (byte)n)]);

    private readonly SqliteHouse house = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task An_old_answer_takes_back_no_cosignature()
    {
        var log = await LogOfTwoAsync();
        var one = new AddCheckpointRequest(0, [], new Checkpoint(House.Origin, 1, First).Sign(House.LogKey).Encode());
        var two = new AddCheckpointRequest(1, [Second], new Checkpoint(House.Origin, 2, MerkleHash.Node(First, Second)).Sign(House.LogKey).Encode());
        var witness = new Witness(House.LogKey.Verifier, Key);
        var now = house.Clock.GetUtcNow();
        var answerOne = witness.Answer(null, one.Encode(), now);
        // Asked once more before the first answer came.
        var again = witness.Answer(answerOne.Cosigned, one.Encode(), now);
        var answerTwo = witness.Answer(answerOne.Cosigned, two.Encode(), now);
        Assert.Equal((200, 409, 200), (answerOne.Status, again.Status, answerTwo.Status));

        await log.TakeAsync(Key.Verifier, one.Encode(), answerOne, Cancel);
        var cosigned = await StandingAsync();
        Assert.Equal((1, true), (cosigned.Size, cosigned.Cosignature is not null));
        await log.TakeAsync(Key.Verifier, one.Encode(), again, Cancel);
        Assert.Equal(cosigned, await StandingAsync());

        await log.TakeAsync(Key.Verifier, two.Encode(), answerTwo, Cancel);
        var newest = await StandingAsync();
        Assert.Equal((2, true), (newest.Size, newest.Cosignature is not null));
        await log.TakeAsync(Key.Verifier, one.Encode(), answerOne, Cancel);
        Assert.Equal(newest, await StandingAsync());
        // A smaller size that it tells is believed, for its disk may have been restored; it is asked from there, and no evidence against the log.
        await log.TakeAsync(Key.Verifier, one.Encode(), again, Cancel);
        Assert.Equal(new WitnessStanding(Key.Verifier.Name, 1, null, now, null), await StandingAsync());
    }

    private async Task<WitnessStanding> StandingAsync() => Assert.Single(await house.Witnesses.ReadWitnessesAsync(Cancel));

    private async Task<WitnessAnswers> LogOfTwoAsync()
    {
        await house.DecideAsync((1, Some.Penalty(1)), (2, Some.Penalty(2)));
        await house.SequenceAsync();
        return new(house.Log, house.Witnesses, new LogKey(House.LogKey), house.Clock, NullLogger<WitnessAnswers>.Instance);
    }
}
