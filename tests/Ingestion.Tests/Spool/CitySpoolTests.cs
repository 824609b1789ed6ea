using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Ingestion.Spool;
using CreditShare.Testing;
using Microsoft.Extensions.Time.Testing;

namespace CreditShare.Ingestion.Tests.Spool;

public sealed class CitySpoolTests : IAsyncLifetime
{
    private static readonly byte[] Hash = [1, 2, 3];

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private CitySpool spool;

    public CitySpoolTests() => spool = Open();

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

    private IReadOnlyList<WaitingChunk> ToSend(TimeSpan sentLongerAgo) => spool.ToSend(time.GetUtcNow() - sentLongerAgo, 100);

    private static byte[] Decided(Outcome outcome) => DecisionJson.Write([new Decision { Line = 1, Outcome = outcome, LogEntry = "e" }]);

    [Fact]
    public async Task What_was_promised_survives_and_what_was_not_is_removed()
    {
        await TakeAsync("promised", 2);
        await spool.BeginAsync("unfinished", "bureau", "CSV", null, time.GetUtcNow(), Cancel);
        await spool.AddChunkAsync("unfinished", 0, [Record(1)], ChunkExtras.None, Cancel);
        Assert.Equal(["promised", "promised"], ToSend(TimeSpan.Zero).Select(chunk => chunk.Batch));
        await ReopenAsync();
        await spool.RemoveUnfinishedAsync(Cancel);
        Assert.Equal(2, spool.Find("promised")!.Records);
        Assert.Null(spool.Find("unfinished"));
        Assert.Equal([(0, 1), (1, 2)], ToSend(TimeSpan.Zero).Select(chunk => (chunk.Chunk, Assert.Single(ChunkBody.Read(chunk.Body)).Line)));
    }

    [Fact]
    public async Task A_chunk_is_sent_once_and_again_only_when_it_stays_undecided_too_long()
    {
        await TakeAsync("a", 2);
        var waiting = ToSend(TimeSpan.FromMinutes(3));
        await spool.MarkSentAsync([waiting[0].Seq], Cancel);
        Assert.Equal([1], ToSend(TimeSpan.FromMinutes(3)).Select(chunk => chunk.Chunk));
        time.Advance(TimeSpan.FromMinutes(3) + TimeSpan.FromMilliseconds(1));
        Assert.Equal([0, 1], ToSend(TimeSpan.FromMinutes(3)).Select(chunk => chunk.Chunk));
        await spool.DecidedAsync("a", 0, time.GetUtcNow(), Decided(Outcome.Accepted), Cancel);
        Assert.Equal([1], ToSend(TimeSpan.FromMinutes(3)).Select(chunk => chunk.Chunk));
        Assert.Equal((2, 1, 1), (spool.Find("a")!.Records, spool.Find("a")!.Sent, spool.Find("a")!.Decided));
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
        Assert.Equal(["a", "c"], ToSend(TimeSpan.Zero).Select(chunk => chunk.Batch));
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
    public void A_chunks_body_is_read_as_it_was_written()
    {
        var records = Enumerable.Range(1, 5).Select(Record).Append(new() { Line = 6, Order = long.MaxValue, Content = [] }).ToList();
        var read = ChunkBody.Read(ChunkBody.Write(records));
        Assert.Equal(
            records.Select(record => (record.Line, record.Order, Convert.ToHexString(record.Content), Convert.ToHexString(record.Faults ?? []))),
            read.Select(record => (record.Line, record.Order, Convert.ToHexString(record.Content), Convert.ToHexString(record.Faults ?? []))));
    }
}
