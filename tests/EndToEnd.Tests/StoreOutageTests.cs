using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>The store is away for longer than anything is retried that goes aside in the end. On MongoDB alone: SQLite is a file beside the registry.</summary>
public sealed class StoreOutageTests(BrokerFixture broker, KilledMongoDb mongo) : IClassFixture<KilledMongoDb>
{
    /// <summary>More attempts than a message has that goes aside.</summary>
    private const int Attempts = 18;

    [Fact]
    public async Task A_record_and_its_withdrawal_are_decided_in_their_order_when_the_store_is_back_and_nothing_was_set_aside()
    {
        using var limit = TimeLimit.Start();
        await using var system = await SeparateServices.StartAsync(
            broker.Broker, mongo.Engine, limit.Token, [Some.City], new Dictionary<string, string>
            {
                ["Registry:LongestRetry"] = "00:00:00.1", ["MongoDb:Timeout"] = "00:00:01",
                // Not sent again within the test: what goes aside stays so.
                ["Ingestion:ResendAfter"] = "01:00:00",
            });
        var bureau = system.Bureau(Some.City);
        await bureau.AwaitDecidedAsync(await bureau.PushUntilReceiptAsync(Client.Ndjson([Some.Penalty(1)]), "before", limit.Token), limit.Token);

        await mongo.Engine.KillAsync(limit.Token);
        var record = Some.Penalty(2);
        var submitted = await bureau.PushUntilReceiptAsync(Client.Ndjson([record]), "submitted", limit.Token);
        var withdrawn = await bureau.PushUntilReceiptAsync(
            Client.Ndjson([new CreditRecord { SourceId = record.SourceId, Change = ChangeKind.Withdraw, ChangeReason = "决定被撤销" }]), "withdrawn", limit.Token);
        while (system.Registry.Output.Split('\n').Count(line => line.Contains($"Queue {QueueNames.Submissions(Some.City)} waits for the store", StringComparison.Ordinal)) < Attempts)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
        await mongo.Engine.RestartAsync(limit.Token);

        foreach (var batch in (string[])[submitted, withdrawn])
        {
            await bureau.AwaitDecidedAsync(batch, limit.Token);
            Assert.Equal([Outcome.Accepted], (await bureau.DecisionsAsync(batch, limit.Token)).Select(decision => decision.Outcome));
        }
        Assert.Equal(0, (await system.Operator().GetAsync("/v1/dead-letters", limit.Token)).Body.GetProperty("total").GetInt32());
    }
}
