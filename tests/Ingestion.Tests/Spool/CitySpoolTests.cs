using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Ingestion.Spool;
using CreditShare.Testing;
using Microsoft.Extensions.Time.Testing;

namespace CreditShare.Ingestion.Tests.Spool;

public sealed class CitySpoolTests : IAsyncLifetime
{
    private static readonly byte[] Hash = [1, 2, 3];
    private static readonly TimeSpan ResendAfter = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly DateTimeOffset started;
    private CitySpool spool;

    public CitySpoolTests() => (spool, started) = (Open(), time.GetUtcNow());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await spool.DisposeAsync();
        folder.Dispose();
    }

    private CitySpool Open() => new(Some.City, folder.Path, time);

    private async Task ReopenAsync()
    {
        await spool.DisposeAsync();
        spool = Open();
    }

    private static SubmittedRecord Record(int line) => new() { Line = line, Order = line, Content = [(byte)line], Faults = line % 2 == 0 ? [9] : null };

    private async Task<string> TakeAsync(string batch, int chunks, string? key = null, byte[]? hash = null, string account = "bureau")
    {
        await spool.BeginAsync(batch, account, "NDJSON", null, time.GetUtcNow(), Cancel);
        for (var chunk = 0; chunk < chunks; chunk++)
            await spool.AddChunkAsync(batch, chunk, [Record(chunk + 1)], ChunkExtras.None, Cancel);
        return (await spool.CompleteAsync(batch, account, key, hash ?? Hash, [], null, Cancel)).Batch;
    }

    private IReadOnlyList<WaitingChunk> ToSend(int mostInFlight = 100) => spool.ToSend(started, ResendAfter, mostInFlight);

    /// <summary>What a publisher does: each call at an instant of its own.</summary>
    /// <returns>Numbers of the chunks that were sent.</returns>
    private async Task<IEnumerable<int>> SendAsync(int mostInFlight = 100) => (await SendChunksAsync(mostInFlight)).Select(chunk => chunk.Chunk);

    private async Task<IReadOnlyList<WaitingChunk>> SendChunksAsync(int mostInFlight)
    {
        time.Advance(Moment);
        var sent = ToSend(mostInFlight);
        await spool.MarkSentAsync([.. sent.Select(chunk => chunk.Seq)], Cancel);
        return sent;
    }

    private async Task<IEnumerable<(string Batch, int Chunk)>> SendNamedAsync(int mostInFlight) => (await SendChunksAsync(mostInFlight)).Select(chunk => (chunk.Batch, chunk.Chunk));

    private Task DecideAsync(int chunk)
    {
        time.Advance(Moment);
        return spool.DecidedAsync("a", chunk, time.GetUtcNow(), Decided(Outcome.Accepted), Cancel);
    }

    private static byte[] Decided(Outcome outcome) => DecisionJson.Write([new Decision { Line = 1, Outcome = outcome, LogEntry = "e" }]);

    [Fact]
    public async Task What_was_promised_survives_and_what_was_not_is_removed()
    {
        await TakeAsync("promised", 2);
        await spool.BeginAsync("unfinished", "bureau", "CSV", null, time.GetUtcNow(), Cancel);
        await spool.AddChunkAsync("unfinished", 0, [Record(1)], ChunkExtras.None, Cancel);
        Assert.Equal(["promised", "promised"], ToSend().Select(chunk => chunk.Batch));
        await ReopenAsync();
        await spool.RemoveUnfinishedAsync(Cancel);
        Assert.Equal(2, spool.Find("promised")!.Records);
        Assert.Null(spool.Find("unfinished"));
        Assert.Equal([(0, 1), (1, 2)], ToSend().Select(chunk => (chunk.Chunk, Assert.Single(ChunkBody.Read(chunk.Body)).Line)));
    }

    [Fact]
    public async Task A_chunk_is_sent_once_and_again_only_when_it_stays_undecided_too_long()
    {
        await TakeAsync("a", 2);
        var waiting = ToSend();
        await spool.MarkSentAsync([waiting[0].Seq], Cancel);
        Assert.Equal([1], ToSend().Select(chunk => chunk.Chunk));
        time.Advance(ResendAfter + TimeSpan.FromMilliseconds(1));
        // What was not sent yet goes first: it can be decided.
        Assert.Equal([1, 0], ToSend().Select(chunk => chunk.Chunk));
        await spool.DecidedAsync("a", 0, time.GetUtcNow(), Decided(Outcome.Accepted), Cancel);
        Assert.Equal([1], ToSend().Select(chunk => chunk.Chunk));
        Assert.Equal((2, 1, 1), (spool.Find("a")!.Records, spool.Find("a")!.Sent, spool.Find("a")!.Decided));
    }

    [Fact]
    public async Task No_more_are_on_their_way_than_the_bound_and_each_decision_makes_room_for_one()
    {
        await TakeAsync("a", 6);
        Assert.Equal([0, 1, 2], await SendAsync(3));
        Assert.Empty(await SendAsync(3));
        await DecideAsync(0);
        Assert.Equal([3], await SendAsync(3));
        await DecideAsync(1);
        await DecideAsync(2);
        Assert.Equal([4, 5], await SendAsync(3));
    }

    [Fact]
    public async Task Nothing_is_sent_again_while_the_queue_moves_and_what_is_left_once_it_has_stood_still()
    {
        await TakeAsync("a", 4);
        Assert.Equal([0, 1, 2, 3], await SendAsync());
        for (var chunk = 0; chunk < 2; chunk++)
        {
            time.Advance(ResendAfter - 2 * Moment);
            await DecideAsync(chunk);
        }
        // Sent almost six minutes ago.
        Assert.Empty(await SendAsync());
        time.Advance(ResendAfter);
        Assert.Equal([2, 3], await SendAsync());
        Assert.Empty(await SendAsync());
    }

    [Fact]
    public async Task A_chunk_that_is_never_decided_is_sent_again_though_others_are_and_takes_no_place_once_they_have_passed_it()
    {
        await TakeAsync("a", 6);
        Assert.Equal([0, 1], await SendAsync(2));
        await DecideAsync(1);
        Assert.Equal([2], await SendAsync(2));
        await DecideAsync(2);
        // 0 was set aside: there is room for two.
        Assert.Equal([3, 4], await SendAsync(2));
        await DecideAsync(3);
        await DecideAsync(4);
        time.Advance(ResendAfter - 3 * Moment);
        await TakeAsync("b", 1);
        // One place is for it, though more wait.
        Assert.Equal([("a", 5), ("a", 0)], await SendNamedAsync(2));
        await DecideAsync(5);
        Assert.Equal([("b", 0)], await SendNamedAsync(2));
    }

    [Fact]
    public async Task Behind_a_backlog_without_end_what_the_queue_has_passed_is_sent_again_and_takes_one_place()
    {
        await TakeAsync("a", 2);
        Assert.Equal([0, 1], await SendAsync(4));
        // Both are set aside, each time.
        await TakeAsync("b", 200);
        var (again, underWay) = (new List<int>(), new Queue<int>());
        for (var begin = time.GetUtcNow(); time.GetUtcNow() < begin + 5 * ResendAfter;)
        {
            var sent = await SendChunksAsync(4);
            Assert.InRange(sent.Count(chunk => chunk.Batch == "a"), 0, 1);
            again.AddRange(sent.Where(chunk => chunk.Batch == "a").Select(chunk => chunk.Chunk));
            foreach (var chunk in sent.Where(chunk => chunk.Batch == "b"))
                underWay.Enqueue(chunk.Chunk);
            time.Advance(TimeSpan.FromSeconds(10));
            await spool.DecidedAsync("b", underWay.Dequeue(), time.GetUtcNow(), Decided(Outcome.Accepted), Cancel);
        }
        Assert.InRange(again.Count(chunk => chunk == 0), 3, 4);
        Assert.InRange(again.Count(chunk => chunk == 1), 3, 4);
    }

    [Fact]
    public async Task Chunks_that_are_set_aside_each_time_leave_room_for_those_that_can_be_decided()
    {
        await TakeAsync("a", 4);
        Assert.Equal([0, 1, 2, 3], await SendAsync(4));
        for (var round = 0; round < 3; round++)
        {
            time.Advance(ResendAfter);
            // The longest sent first, so that each has its turn.
            Assert.Equal((IEnumerable<int>)(round % 2 == 0 ? [0, 1] : [2, 3]), await SendAsync(4));
            Assert.Empty(await SendAsync(4));
        }
        await TakeAsync("b", 5);
        Assert.Equal([0, 1], await SendAsync(4));
    }

    [Fact]
    public async Task What_was_sent_before_a_restart_goes_out_again_in_order_and_takes_no_place_before()
    {
        await TakeAsync("a", 4);
        Assert.Equal([0, 1, 2], await SendAsync(3));
        time.Advance(Moment);
        Assert.Equal([0, 1, 2], spool.ToSend(time.GetUtcNow(), ResendAfter, 3).Select(chunk => chunk.Chunk));
    }

    [Fact]
    public async Task The_first_decisions_stay()
    {
        await TakeAsync("a", 1);
        await spool.DecidedAsync("a", 0, time.GetUtcNow(), Decided(Outcome.Accepted), Cancel);
        await spool.DecidedAsync("a", 0, time.GetUtcNow(), Decided(Outcome.Rejected), Cancel);
        Assert.Equal(new OutcomeCounts(1, 0, 0, 0), spool.Find("a")!.Counts);
        Assert.Equal(Outcome.Accepted, Assert.Single(spool.Decisions("a", 0)!).Outcome);
    }

    [Fact]
    public async Task A_key_stands_for_one_batch_of_its_account()
    {
        Assert.Equal("a", await TakeAsync("a", 1, "k"));
        Assert.Equal("a", await TakeAsync("b", 1, "k"));
        Assert.Null(spool.Find("b"));
        Assert.Equal("c", await TakeAsync("c", 1, "k", account: "other"));
        await spool.BeginAsync("d", "bureau", "NDJSON", null, time.GetUtcNow(), Cancel);
        Assert.Equal(("a", false), await spool.CompleteAsync("d", "bureau", "k", [9], [], null, Cancel));
        Assert.Equal(["a", "c"], ToSend().Select(chunk => chunk.Batch));
    }

    [Fact]
    public async Task Stamps_only_grow_also_within_an_instant_and_over_a_restart()
    {
        var stamps = new List<long> { spool.NextStamp(), spool.NextStamp(), spool.NextStamp() };
        time.Advance(TimeSpan.FromMilliseconds(1));
        await ReopenAsync();
        stamps.Add(spool.NextStamp());
        Assert.Equal(stamps.Distinct().Order(), stamps);
        Assert.True(stamps[0] >= VersionRules.SpoolStampsFrom);
    }

    [Fact]
    public async Task A_stamp_that_a_kept_record_may_bear_is_passed_also_over_a_restart_with_the_clock_set_back()
    {
        var kept = spool.NextStamp();
        await TakeAsync("a", 1);
        await spool.DisposeAsync();
        spool = new(Some.City, folder.Path, new ClockSetBack(time));
        Assert.Equal(kept + 1, spool.NextStamp());
    }

    [Fact]
    public async Task A_clock_that_is_set_back_makes_no_sent_chunk_an_unsent_one_and_keeps_the_bound()
    {
        await TakeAsync("a", 3);
        Assert.Equal([0], await SendAsync(1));
        await spool.DisposeAsync();
        var set = new ClockSetBack(time) { By = TimeSpan.Zero };
        spool = new(Some.City, folder.Path, set);
        var from = spool.SendingTime();
        set.By = ClockSetBack.Hours;
        // What was sent before goes out again, once.
        foreach (var expected in (int[][])[[0], []])
        {
            time.Advance(Moment);
            var sent = spool.ToSend(from, ResendAfter, 1);
            Assert.Equal(expected, sent.Select(chunk => chunk.Chunk));
            await spool.MarkSentAsync([.. sent.Select(chunk => chunk.Seq)], Cancel);
        }
        // And after a restart with the clock still behind.
        await spool.DisposeAsync();
        spool = new(Some.City, folder.Path, set);
        Assert.Equal([0], spool.ToSend(spool.SendingTime(), ResendAfter, 1).Select(chunk => chunk.Chunk));
        await DecideAsync(0);
        Assert.Equal([1], spool.ToSend(spool.SendingTime(), ResendAfter, 1).Select(chunk => chunk.Chunk));
    }

    /// <summary>The machine's clock, set back; time passes as before.</summary>
    private sealed class ClockSetBack(TimeProvider time) : TimeProvider
    {
        public static readonly TimeSpan Hours = TimeSpan.FromHours(8);

        public TimeSpan By { get; set; } = Hours;

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() - By;

        public override long GetTimestamp() => time.GetTimestamp();
    }

    [Fact]
    public void A_chunks_body_is_read_as_it_was_written()
    {
        var records = Enumerable.Range(1, 5).Select(Record).Append(new() { Line = 6, Order = long.MaxValue, Content = [] }).ToList();
        var read = ChunkBody.Read(ChunkBody.Write(records));
        Assert.Equal(
            records.Select(record => (record.Line, record.Order, Convert.ToHexString(record.Content), Convert.ToHexString(record.Faults ?? []))),
            read.Select(record => (record.Line, record.Order, Convert.ToHexString(record.Content), Convert.ToHexString(record.Faults ?? []))));
    }
}
