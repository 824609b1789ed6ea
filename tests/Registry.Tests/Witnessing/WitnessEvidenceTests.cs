using System.Text;
using CreditShare.ExchangeLog.Signing;
using CreditShare.ExchangeLog.Witnessing;
using CreditShare.Registry.Sequencing;
using CreditShare.Registry.Witnessing;
using CreditShare.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CreditShare.Registry.Tests.Witnessing;

/// <summary>What is taken for evidence against the log, which stops it, and what is not.</summary>
public sealed class WitnessEvidenceTests : IAsyncDisposable
{
    private readonly SqliteHouse house = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Theory]
    // status, content type, whether the checkpoint is no larger than what was cosigned, whether it is evidence
    [InlineData(422, null, false, true)]
    [InlineData(409, null, true, true)]
    [InlineData(409, "text/html", false, false)]
    [InlineData(404, null, false, false)]
    [InlineData(502, "text/html", true, false)]
    public async Task Evidence_is_what_a_witness_can_say_and_not_what_stands_before_it(int status, string? type, bool isSameSize, bool isEvidence)
    {
        await house.DecideAsync((1, Some.Penalty()), (2, Some.Penalty(2)));
        await house.SequenceAsync();
        var note = Encoding.UTF8.GetBytes((await house.Log.ReadCheckpointAsync(Cancel))!);
        var witness = new SignerKey("witness.example/witness", KeyType.Cosignature, new byte[32]).Verifier;
        var request = new AddCheckpointRequest(isSameSize ? await house.Log.SizeAsync(Cancel) : 1, [], note);
        await new WitnessAnswers(house.Log, house.Witnesses, new LogKey(House.LogKey), house.Clock, NullLogger<WitnessAnswers>.Instance)
            .TakeAsync(witness, request.Encode(), new WitnessAnswer(status, type, "no\n"u8.ToArray(), null), Cancel);
        Assert.Equal(isEvidence, (await house.Witnesses.ReadWitnessesAsync(Cancel)).Any(standing => standing.Evidence is not null));
    }

    [Theory]
    [InlineData("https://witness.example/prefix", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://witness.example/prefix", false)]
    [InlineData("ftp://witness.example", false)]
    public void A_witness_of_another_house_is_asked_over_https_alone(string address, bool stands)
    {
        var key = new SignerKey("witness.example/witness", KeyType.Cosignature, new byte[32]).Verifier.ToString();
        Assert.Equal(stands, !new WitnessOptions { Witnesses = [new() { Key = key, Address = address }] }.Faults().Any());
    }
}
