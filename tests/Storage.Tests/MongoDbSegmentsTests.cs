using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage.MongoDb;
using CreditShare.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.Tests;

/// <summary>A segment is decided before its entries get their indexes: what has come in between is finished, or seen. MongoDB only: in SQLite both are one statement.</summary>
public sealed class MongoDbSegmentsTests(MongoDbFixture fixture) : MongoDbCuts(fixture)
{
    [Fact]
    public async Task A_write_of_many_indexes_that_was_done_in_part_is_finished()
    {
        var (stores, entries) = await DecidedAsync();
        await MoveAsync(entries, "e1", 1);
        await MoveAsync(entries, "e3", 3);
        Assert.Equal(5, await stores.Log.AppendStagedAsync(0, 100, Cancel));
        Assert.Equal(["e0", "e1", "e2", "e3", "e4"], await VerifyAsync(stores));
    }

    [Fact]
    public async Task An_entry_that_has_gone_since_its_index_was_decided_stops_the_log()
    {
        var (stores, entries) = await DecidedAsync();
        await entries.DeleteOneAsync(new BsonDocument("_id", "e2"), Cancel);
        await AssertStopsAsync(stores);
    }

    [Fact]
    public async Task An_entry_that_has_another_index_than_was_decided_stops_the_log()
    {
        var (stores, entries) = await DecidedAsync();
        await MoveAsync(entries, "e2", 7);
        await AssertStopsAsync(stores);
    }

    [Fact]
    public async Task Entries_that_have_each_others_indexes_stop_the_log()
    {
        var (stores, entries) = await DecidedAsync();
        await MoveAsync(entries, "e1", 2);
        await MoveAsync(entries, "e2", 1);
        await AssertStopsAsync(stores);
    }

    /// <summary>Five entries that wait, and the segment that gives them their indexes; its sequencer died there.</summary>
    private async Task<(MongoDbStores Stores, IMongoCollection<BsonDocument> Entries)> DecidedAsync()
    {
        var stores = Open(cut: false);
        await stores.Log.StageAsync(
            [
                .. Enumerable.Range(0, 5).Select(n => StagedEntries.Open(new LogEntry
                {
                    Kind = EntryKind.LogRead, Id = $"e{n}", At = DateTimeOffset.UnixEpoch, Actor = new EntryActor(Some.City, null, "a"), Blind = StagedEntries.NewBlind(),
                })),
            ],
            Cancel);
        var database = new MongoClient(Options.ToSettings()).GetDatabase(Options.Database);
        await database.GetCollection<BsonDocument>("segments").InsertOneAsync(
            new BsonDocument { ["_id"] = 0L, ["ids"] = new BsonArray { "e0", "e1", "e2", "e3", "e4" } }, cancellationToken: Cancel);
        return (stores, database.GetCollection<BsonDocument>("entries"));
    }

    private static async Task MoveAsync(IMongoCollection<BsonDocument> entries, string id, long index) =>
        await entries.UpdateOneAsync(new BsonDocument("_id", id), new BsonDocument("$set", new BsonDocument("index", index)), cancellationToken: Cancel);

    private static async Task AssertStopsAsync(MongoDbStores stores)
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => stores.Log.AppendStagedAsync(0, 100, Cancel));
        Assert.Equal(0, await stores.Log.SizeAsync(Cancel));
    }
}
