using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.ExchangeLog.Tiles;
using CreditShare.Storage.MongoDb;
using CreditShare.Testing;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;
using MongoDB.Driver.Core.Connections;
using MongoDB.Driver.Core.Servers;

namespace CreditShare.Storage.Tests;

/// <summary>What a server says, and what callers and logs hear of it. MongoDB only: SQLite's faults are those of Sqlite.Tests.</summary>
public sealed class MongoDbFaultsTests(MongoDbFixture fixture) : MongoDbCuts(fixture)
{
    private const string Name = "样例云川有限公司";

    private static readonly BsonDocument Duplicate = new() { ["index"] = 0, ["code"] = 11000, ["errmsg"] = $"E11000 duplicate key error dup key: {{ _id: \"{Name}\" }}" };

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(89)]
    [InlineData(134)]
    [InlineData(9001)]
    [InlineData(11600)]
    public void A_server_that_is_cut_off_is_unavailable(int code) => Assert.True(MongoFaults.IsUnavailable(Fault(code)));

    [Theory]
    [InlineData(2)]
    [InlineData(11000)]
    public void What_asking_again_does_not_mend_is_not(int code) => Assert.False(MongoFaults.IsUnavailable(Fault(code)));

    [Fact]
    public async Task A_segment_that_is_there_already_but_not_with_a_majority_is_unavailable_and_its_key_is_told_nobody()
    {
        var stores = await WaitingAsync();
        Cutter.AnswerNext(new() { ["ok"] = 1, ["n"] = 0, ["writeErrors"] = new BsonArray { Duplicate }, ["writeConcernError"] = new BsonDocument { ["code"] = 64, ["errmsg"] = "waiting for replication timed out" } });
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Log.AppendStagedAsync(0, 100, Cancel));
        Assert.Contains("64", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(["e0"], await VerifyAsync(stores));
    }

    [Fact]
    public async Task A_segment_that_is_there_already_and_cannot_be_read_yet_is_another_sequencers()
    {
        var stores = await WaitingAsync();
        Cutter.AnswerNext(new() { ["ok"] = 1, ["n"] = 0, ["writeErrors"] = new BsonArray { Duplicate } });
        await Assert.ThrowsAsync<StoreConflictException>(() => stores.Log.AppendStagedAsync(0, 100, Cancel));
        Assert.Equal(["e0"], await VerifyAsync(stores));
    }

    [Fact]
    public async Task Of_a_write_that_is_refused_no_word_of_what_was_written_is_told()
    {
        using var store = new MongoDbStore(Options);
        var written = new BsonDocument("_id", Name);
        await store.WriteAsync(session => store.Names.InsertOneAsync(session, written, cancellationToken: Cancel), Cancel);
        var fault = await Assert.ThrowsAsync<MongoException>(() => store.WriteAsync(
            session => store.Names.BulkWriteAsync(
                session, [new InsertOneModel<BsonDocument>(written), new UpdateOneModel<BsonDocument>(written, new BsonDocument("$inc", new BsonDocument("_id", 1)))], new() { IsOrdered = false }, Cancel),
            Cancel));
        Assert.Contains("11000", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, fault.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A replica set alone tells times, and none runs here: that it then waits for them is MongoDB's own promise.</summary>
    /// <param name="met">Whether the write met another one's document.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_process_wrote_its_next_read_asks_for(bool met)
    {
        using var store = new MongoDbStore(new MongoDbOptions { ConnectionString = Cutter.Address, Database = Options.Database });
        Task<List<BsonDocument>> ReadAsync() => store.ReadAsync(session => store.Names.Find(session, new BsonDocument()).ToListAsync(Cancel), Cancel);
        await ReadAsync();
        var now = new BsonTimestamp(int.MaxValue, 7);
        Assert.NotEqual(now, Cutter.AskedAfter);
        var answer = new BsonDocument { ["ok"] = 1, ["n"] = met ? 0 : 1, ["operationTime"] = now };
        Cutter.AnswerNext(met ? answer.Add("writeErrors", new BsonArray { Duplicate }) : answer);
        var fault = await Record.ExceptionAsync(() => store.WriteAsync(session => store.Names.InsertOneAsync(session, new BsonDocument("_id", Name), cancellationToken: Cancel), Cancel));
        Assert.Equal(met, fault is MongoWriteException);
        // A server that tells times itself would refuse to wait for one that is to come.
        await Record.ExceptionAsync(ReadAsync);
        Assert.Equal(now, Cutter.AskedAfter);
    }

    [Fact]
    public async Task Of_two_that_put_in_a_tile_at_once_the_wider_one_stays()
    {
        var (leader, stale) = (Open(cut: true), Open(cut: false));
        await leader.Log.SizeAsync(Cancel);
        await stale.Log.WriteTilesAsync([Tile(2)], Cancel);
        // The leader's found no tile either, and its insert came second.
        Cutter.AnswerNext(new() { ["ok"] = 1, ["n"] = 0, ["writeErrors"] = new BsonArray { Duplicate } });
        await leader.Log.WriteTilesAsync([Tile(3)], Cancel);
        await stale.Log.WriteTilesAsync([Tile(2)], Cancel);
        Assert.NotNull((await stale.Log.ReadTilesAsync([TilePath.Hashes(0, 0, 3)], Cancel))[0]);
    }

    [Fact]
    public async Task Of_two_that_put_in_a_delivery_or_a_place_at_once_the_later_one_stays()
    {
        var (leader, stale) = (Open(cut: true), Open(cut: false));
        await leader.Log.SizeAsync(Cancel);
        var (earlier, later) = (NoticeStoreContract.Told, NoticeStoreContract.Told with { Version = 3, Index = NoticeStoreContract.Told.Index + 1 });
        await stale.Deliveries.WriteDeliveriesAsync([earlier], Cancel);
        Cutter.AnswerNext(new() { ["ok"] = 1, ["n"] = 0, ["writeErrors"] = new BsonArray { Duplicate } });
        await leader.Deliveries.WriteDeliveriesAsync([later], Cancel);
        await stale.Places.MovePlaceAsync("one", 2, Cancel);
        Cutter.AnswerNext(new() { ["ok"] = 1, ["n"] = 0, ["writeErrors"] = new BsonArray { Duplicate } });
        await leader.Places.MovePlaceAsync("one", 3, Cancel);
        Assert.Equal([later], await stale.Deliveries.DeliveriesAsync([later.Key], Cancel));
        Assert.Equal(3, await stale.Places.ReadPlaceAsync("one", Cancel));
    }

    private static Tile Tile(int width) => ExchangeLog.Tiles.Tile.Read(TilePath.Hashes(0, 0, width), new byte[width * MerkleHash.Size]);

    private static MongoCommandException Fault(int code) =>
        new(new ConnectionId(new ServerId(new ClusterId(), new System.Net.DnsEndPoint("localhost", 1))), "", [], new BsonDocument("code", code));

    private async Task<MongoDbStores> WaitingAsync()
    {
        var stores = Open(cut: true);
        await stores.Log.StageAsync(
            [
                StagedEntries.Open(new LogEntry
                {
                    Kind = EntryKind.LogRead, Id = "e0", At = DateTimeOffset.UnixEpoch, Actor = new EntryActor(Some.City, null, "a"), Blind = StagedEntries.NewBlind(),
                }),
            ],
            Cancel);
        return stores;
    }
}
