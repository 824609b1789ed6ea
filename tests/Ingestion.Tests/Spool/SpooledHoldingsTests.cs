using CreditShare.Domain.Deciding;
using CreditShare.Domain.Equality;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Spool;
using CreditShare.Testing;
using Microsoft.Extensions.Time.Testing;

namespace CreditShare.Ingestion.Tests.Spool;

public sealed class SpooledHoldingsTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private CitySpool spool;

    public SpooledHoldingsTests() => spool = new(Some.City, folder.Path, time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await spool.DisposeAsync();
        folder.Dispose();
    }

    private async Task TakeAsync(string batch, CreditRecord record, Decision decision)
    {
        await spool.BeginAsync(batch, "bureau", "NDJSON", null, time.GetUtcNow(), Cancel);
        await spool.AddChunkAsync(batch, 0, [new() { Line = 1, Order = spool.NextStamp(), Content = RecordJson.Write(record) }], ChunkExtras.None, Cancel);
        await spool.CompleteAsync(batch, "bureau", null, [1], [], null, Cancel);
        await spool.DecidedAsync(batch, 0, time.GetUtcNow(), DecisionJson.Write([decision]), Cancel);
    }

    private static Decision Decided(Outcome outcome, int? version = null) => new() { Line = 1, Outcome = outcome, Key = "330100/P-1", Version = version, LogEntry = "e" };

    [Fact]
    public async Task What_was_accepted_is_noted_with_its_decision_and_survives_a_restart_and_what_was_refused_is_not()
    {
        await TakeAsync("a", Some.Penalty(), Decided(Outcome.Rejected));
        await TakeAsync("b", Some.Penalty(), Decided(Outcome.Duplicate));
        Assert.Empty(spool.Holdings.Lines());
        await TakeAsync("c", Some.Penalty(), Decided(Outcome.Accepted, 1));
        await spool.DisposeAsync();
        spool = new(Some.City, folder.Path, time);
        var line = Assert.Single(spool.Holdings.Lines());
        Assert.Equal(("P-1", "GEN-03", new DateOnly(2026, 6, 1)), (line.SourceId, line.Item, line.Day));
        Assert.Equal("P-1", Assert.Single(spool.Holdings.OfDay(new("GEN-03", new DateOnly(2026, 6, 1)))).SourceId);
    }

    [Fact]
    public async Task Decisions_that_come_again_note_nothing_again()
    {
        await TakeAsync("a", Some.Penalty(), Decided(Outcome.Accepted, 1));
        var revision = spool.Holdings.Revision();
        await spool.DecidedAsync("a", 0, time.GetUtcNow(), DecisionJson.Write([Decided(Outcome.Accepted, 1)]), Cancel);
        Assert.Equal(revision, spool.Holdings.Revision());
    }

    [Fact]
    public async Task A_record_pushed_once_more_is_noted_where_the_first_time_was_not()
    {
        await TakeAsync("a", Some.Penalty(), Decided(Outcome.Repeated, 4));
        Assert.Equal("P-1", Assert.Single(spool.Holdings.Lines()).SourceId);
    }

    [Fact]
    public async Task Of_what_was_erased_nothing_is_left_but_that()
    {
        await TakeAsync("a", Some.Penalty(), Decided(Outcome.Accepted, 1));
        await spool.Holdings.EraseAsync(["P-1", "unknown"], Cancel);
        Assert.Empty(spool.Holdings.Lines());
        Assert.Equal(1, spool.Holdings.Erased());
        Assert.True(spool.Holdings.Find("P-1") is { IsErased: true, Line: null });
    }

    [Fact]
    public void Versions_are_read_as_they_were_written()
    {
        var repair = new CreditRecord { SourceId = "P-1", Change = ChangeKind.Repair, Authority = Some.Authority, Repair = new() { Evidence = "样例" } };
        var record = SentRecord.Unknown.With(SentVersion.Of(1, 5, false, Some.Penalty() with { Note = "样例" })).With(SentVersion.Of(3, long.MaxValue, true, repair) with { IsAssumed = true }).Raised(1, 9);
        Assert.Equal(record.Versions.Select(Text), SentVersions.Read(SentVersions.Write(record)).Versions.Select(Text));

        static string Text(SentVersion version) => string.Join(
            ' ', version.Version, version.Order, version.Change, version.Late, version.IsAssumed, version.RaisedTo, version.Item, version.Day, Hex(version.Parts.Fact), Hex(version.Parts.Authority), Hex(version.Parts.Note));

        static string Hex(byte[]? bytes) => bytes is null ? "-" : Convert.ToHexString(bytes);
    }
}
