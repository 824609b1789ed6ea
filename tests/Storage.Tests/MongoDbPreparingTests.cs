using CreditShare.Storage.MongoDb;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.Tests;

/// <summary>What the first call finds and makes. MongoDB only: SQLite's schema is made by its scripts.</summary>
public sealed class MongoDbPreparingTests(MongoDbFixture fixture) : MongoDbCuts(fixture)
{
    private static readonly string[] Placed = ["kind", "city", "agency", "account", "purpose", "case"];

    [Fact]
    public async Task An_index_takes_as_long_as_it_takes_and_callers_hear_meanwhile_that_the_store_is_unavailable()
    {
        var built = new TaskCompletionSource();
        Cutter.HoldBuilds(built.Task);
        await using var stores = new MongoDbStores(new() { ConnectionString = Cutter.Address, Database = Options.Database, Timeout = TimeSpan.FromSeconds(1) });
        using var gone = new CancellationTokenSource();
        var first = stores.Log.SizeAsync(gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        for (var call = 0; call < 4; call++)
            await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Log.SizeAsync(Cancel));
        // Far longer than a call waits for an answer, and it was not begun anew.
        Assert.Equal(1, Cutter.Builds);
        built.SetResult();
        while (await Record.ExceptionAsync(() => stores.Log.SizeAsync(Cancel)) is { } fault)
            Assert.IsType<StoreUnavailableException>(fault);
        Assert.Equal(0, await stores.Log.SizeAsync(Cancel));
    }

    [Fact]
    public async Task Indexes_of_the_log_s_words_hold_entries_that_have_a_place_and_those_of_an_earlier_version_go()
    {
        var entries = new MongoClient(Options.ToSettings()).GetDatabase(Options.Database).GetCollection<BsonDocument>("entries");
        await entries.Indexes.CreateManyAsync(Placed.Select(member => new CreateIndexModel<BsonDocument>(new BsonDocument { [member] = 1, ["index"] = 1 })), Cancel);
        foreach (var start in (int[])[1, 2])
        {
            await Open(cut: false).Log.SizeAsync(Cancel);
            var indexes = (await (await entries.Indexes.ListAsync(Cancel)).ToListAsync(Cancel)).ToDictionary(index => index["name"].AsString);
            Assert.All(Placed, member =>
            {
                Assert.DoesNotContain($"{member}_1_index_1", indexes.Keys);
                Assert.Equal([member, "index"], indexes[$"{member}_placed"]["key"].AsBsonDocument.Names);
                Assert.Equal([member, "index"], indexes[$"{member}_placed"]["partialFilterExpression"].AsBsonDocument.Names);
            });
        }
    }
}
