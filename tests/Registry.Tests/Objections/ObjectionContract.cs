using System.Collections.Concurrent;
using System.Text.Json;
using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Objections;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Hosting.Bus;
using CreditShare.Hosting.Waking;
using CreditShare.Registry.Objections;
using CreditShare.Registry.Sequencing;
using CreditShare.Registry.StateChecks;
using CreditShare.Storage;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CreditShare.Registry.Tests.Objections;

/// <summary>A subject's objection marks its record at once and once, is in nobody's way, and is settled by the bureau, on every engine.</summary>
public abstract class ObjectionContract : HouseContract
{
    private const long Stamp = VersionRules.SpoolStampsFrom + 1_000;

    private readonly TemporaryFolder folder = new();

    private ObjectionMarks Marks => MarksOn(house.Records);

    private ObjectionMarks MarksOn(IRecordStore records) => new(records, new EntryWriter(house.Log, new WakeSignal(), house.Clock), house.Clock);

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        folder.Dispose();
    }

    private static FiledObjection Objection(int n = 1) => new($"objection-{n}", Some.Subject().Code!, "330100/P-1", 1, "GEN-03", new DateOnly(2026, 6, 1), "不是我单位。", "0571-00000000");

    private Task FileAsync(FiledObjection objection) => house.Log.StageAsync(
        [
            StagedEntries.Committing(
                new LogEntry
                {
                    Kind = EntryKind.ObjectionFiled, Id = objection.Id, At = house.Clock.GetUtcNow(), Actor = new(null, null, "subject"), Subject = objection.Subject,
                    Record = new(objection.Record, objection.Version), Blind = StagedEntries.NewBlind(),
                },
                FiledObjectionJson.Write(objection)),
        ],
        Cancel);

    private static CreditRecord Penalty(ChangeKind change, string? reason = "样例") => Some.Penalty() with { Change = change, ChangeReason = change == ChangeKind.Submit ? null : reason, Resolution = change == ChangeKind.Resolve ? new() { Result = ResolutionResult.Rejected } : null };

    private async Task<HeldRecord> HeldAsync() => Assert.Single((await house.Profiles.FindAsync(Some.Subject().Code!, Cancel))!.Records);

    private async Task AssertStateAsync()
    {
        await house.SequenceAsync();
        await using var scratch = SqliteScratch.Open(folder.File("folded.db"));
        var verdict = await new StateCheck(house.Log, house.Witnesses, house.Contents, House.LogKey.Verifier, TimeProvider.System)
            .RunAsync(scratch.Records, scratch.Contents, null, Cancel);
        Assert.Empty(verdict.Differences);
    }

    // The bureau's own numbers, and the stamps of its spool.
    [Theory]
    [InlineData(1)]
    [InlineData(Stamp)]
    public async Task A_mark_is_set_once_and_stays_until_the_bureau_resolves_it(long order)
    {
        await house.DecideAsync((order, Penalty(ChangeKind.Submit)));
        Assert.True(await Marks.SetAsync(Objection(), house.Clock.GetUtcNow(), Cancel));
        Assert.True(await Marks.SetAsync(Objection(), house.Clock.GetUtcNow(), Cancel));
        Assert.Equal((2, true, true), ((await HeldAsync()).Version, (await HeldAsync()).Disputed, (await HeldAsync()).Stands));

        // The same table sent again neither settles it nor is refused; a correction leaves it open.
        Assert.Equal(Outcome.Repeated, Assert.Single(await house.DecideAsync((order, Penalty(ChangeKind.Submit)))).Outcome);
        Assert.Equal(Outcome.Accepted, Assert.Single(await house.DecideAsync((order + 1, Penalty(ChangeKind.Correct)))).Outcome);
        Assert.True((await HeldAsync()).Disputed);

        Assert.Equal(Outcome.Accepted, Assert.Single(await house.DecideAsync((order + 2, Penalty(ChangeKind.Resolve)))).Outcome);
        Assert.False((await HeldAsync()).Disputed);
        Assert.False(await Marks.SetAsync(Objection(), house.Clock.GetUtcNow(), Cancel));
        Assert.False((await HeldAsync()).Disputed);

        // Another objection, right behind the resolution, counts anew.
        Assert.True(await Marks.SetAsync(Objection(2), house.Clock.GetUtcNow(), Cancel));
        Assert.True((await HeldAsync()).Disputed);
        await AssertStateAsync();
    }

    [Fact]
    public async Task The_bytes_of_the_version_objected_to_are_still_known_and_another_text_under_its_number_is_still_refused()
    {
        await house.DecideAsync((1, Penalty(ChangeKind.Submit)));
        await Marks.SetAsync(Objection(), house.Clock.GetUtcNow(), Cancel);
        var other = Penalty(ChangeKind.Submit) with { LegalBasis = "《中华人民共和国行政处罚法》第九条" };
        Assert.Equal([Outcome.Repeated, Outcome.Rejected], (await house.DecideAsync((1, Penalty(ChangeKind.Submit)), (1, other))).Select(decision => decision.Outcome));
        Assert.True((await HeldAsync()).Disputed);
        await AssertStateAsync();
    }

    [Fact]
    public async Task A_record_whose_order_is_raised_while_its_mark_is_set_is_marked_as_it_is_then()
    {
        await house.DecideAsync((5, Penalty(ChangeKind.Submit)));
        var raised = new RecordStoreBetween(house.Records, async () => Assert.True(Assert.Single(await house.DecideAsync((9, Penalty(ChangeKind.Submit)))).Raised));
        Assert.True(await MarksOn(raised).SetAsync(Objection(), house.Clock.GetUtcNow(), Cancel));
        Assert.Equal((2, true), ((await HeldAsync()).Version, (await HeldAsync()).Disputed));
        var history = Assert.Single((await house.Records.LoadAsync([new(Some.City, "P-1")], [], [], Cancel)).Histories).Value;
        Assert.Equal([(1, 9L), (2, 9)], history.Versions.Select(version => (version.Version, version.Order)));
        await AssertStateAsync();
    }

    [Fact]
    public async Task A_mark_that_another_registry_sets_meanwhile_is_open_and_not_settled()
    {
        await house.DecideAsync((1, Penalty(ChangeKind.Submit)));
        var other = new RecordStoreBetween(house.Records, async () => Assert.True(await Marks.SetAsync(Objection(), house.Clock.GetUtcNow(), Cancel)));
        Assert.True(await MarksOn(other).SetAsync(Objection(), house.Clock.GetUtcNow(), Cancel));
        Assert.Equal((2, true), ((await HeldAsync()).Version, (await HeldAsync()).Disputed));
        await AssertStateAsync();
    }

    [Fact]
    public async Task A_version_that_comes_late_does_not_take_the_mark_away()
    {
        await house.DecideAsync((5, Penalty(ChangeKind.Submit)));
        await Marks.SetAsync(Objection(), house.Clock.GetUtcNow(), Cancel);
        await house.DecideAsync((3, Penalty(ChangeKind.Resolve, "早先的异议")));
        Assert.True((await HeldAsync()).Disputed);
        await AssertStateAsync();
    }

    [Fact]
    public async Task One_whose_subjects_profile_cannot_be_read_holds_up_nobody_elses()
    {
        await house.DecideAsync((1, Penalty(ChangeKind.Submit)), (2, Some.Penalty(2)));
        await FileAsync(Objection());
        await FileAsync(Objection(2) with { Subject = Some.Subject(2).Code!, Record = "330100/P-2" });
        await house.SequenceAsync();
        await using var services = new ServiceCollection().AddLogging().AddInMemoryBus(_ => { }, (_, _) => { }).BuildServiceProvider();
        var lease = new SequencerLease(house.Log, house.Clock, NullLogger<SequencerLease>.Instance);
        Assert.True(await lease.HoldAsync(Cancel));
        using var loop = new ObjectionLoop(
            house.Log, MarksOn(new RecordStoreWithoutProfile(house.Records, Some.Subject().Code!)), services.GetRequiredService<IBus>(), House.Seeds, lease, house.Clock, NullLogger<ObjectionLoop>.Instance);
        await loop.StartAsync(Cancel);
        while (Assert.Single((await house.Profiles.FindAsync(Some.Subject(2).Code!, Cancel))!.Records) is { Disputed: false })
        {
            Assert.False(loop.ExecuteTask!.IsFaulted, loop.ExecuteTask.Exception?.ToString());
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        }
        Assert.False((await HeldAsync()).Disputed);
        await loop.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_city_is_told_once_and_after_a_while_again_of_what_is_still_open()
    {
        await house.DecideAsync((1, Penalty(ChangeKind.Submit)), (2, Some.Penalty(2)));
        await FileAsync(Objection());
        await FileAsync(Objection(2) with { Subject = Some.Subject(2).Code!, Record = "330100/P-2" });
        await house.SequenceAsync();
        var told = new ConcurrentQueue<string>();
        await using var services = new ServiceCollection().AddLogging().AddInMemoryBus(
            _ => { },
            (_, bus) => bus.ReceiveEndpoint(QueueNames.Decisions(Some.City), endpoint => endpoint.Handler<ObjectionFiled>(context =>
            {
                told.Enqueue(context.Message.Id);
                return Task.CompletedTask;
            }))).BuildServiceProvider();
        await services.GetRequiredService<IBusControl>().StartAsync(Cancel);
        var lease = new SequencerLease(house.Log, house.Clock, NullLogger<SequencerLease>.Instance);
        Assert.True(await lease.HoldAsync(Cancel));
        using var loop = new ObjectionLoop(house.Log, Marks, services.GetRequiredService<IBus>(), House.Seeds, lease, house.Clock, NullLogger<ObjectionLoop>.Instance) { TellAnew = TimeSpan.FromMinutes(1) };
        await loop.StartAsync(Cancel);
        while (told.Count < 2)
            await StepAsync();
        await house.DecideAsync((3, Penalty(ChangeKind.Resolve)));
        while (told.Count < 3)
            await StepAsync();
        await loop.StopAsync(Cancel);
        Assert.Equal(["objection-1", "objection-2", "objection-2"], told.Order(StringComparer.Ordinal));

        // Short steps: a registry whose lease ends would begin anew by that alone.
        async Task StepAsync()
        {
            Assert.False(loop.ExecuteTask!.IsFaulted, loop.ExecuteTask.Exception?.ToString());
            Assert.True(await lease.HoldAsync(Cancel));
            house.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        }
    }

    [Fact]
    public async Task A_record_that_is_in_no_use_gets_no_mark()
    {
        Assert.False(await Marks.SetAsync(Objection(), house.Clock.GetUtcNow(), Cancel));
        await house.DecideAsync((1, Penalty(ChangeKind.Submit)), (2, Penalty(ChangeKind.Withdraw)));
        Assert.False(await Marks.SetAsync(Objection(), house.Clock.GetUtcNow(), Cancel));
        Assert.Equal(2, (await HeldAsync()).Version);
        await AssertStateAsync();
    }
}

/// <summary>A store in which something else is decided once, just behind the first loading.</summary>
internal sealed class RecordStoreBetween(IRecordStore store, Func<Task> decide) : IRecordStore
{
    private bool decided;

    public async Task<HeldState> LoadAsync(
        IReadOnlyCollection<RecordKey> keys, IReadOnlyCollection<byte[]> identities, IReadOnlyCollection<string> subjects, CancellationToken ct)
    {
        var held = await store.LoadAsync(keys, identities, subjects, ct);
        if (!decided)
        {
            decided = true;
            await decide();
        }
        return held;
    }

    public Task<DecidedChunk?> FindDecidedAsync(ChunkKey chunk, CancellationToken ct) => store.FindDecidedAsync(chunk, ct);

    public Task<DecidedChunk> ApplyAsync(DecidedChunk chunk, ChunkEffects effects, CancellationToken ct) => store.ApplyAsync(chunk, effects, ct);

    public Task EraseDecisionsAsync(IReadOnlyCollection<ChunkKey> chunks, CancellationToken ct) => store.EraseDecisionsAsync(chunks, ct);
}

/// <summary>A store that cannot read one subject's profile.</summary>
internal sealed class RecordStoreWithoutProfile(IRecordStore store, string subject) : IRecordStore
{
    public Task<HeldState> LoadAsync(
        IReadOnlyCollection<RecordKey> keys, IReadOnlyCollection<byte[]> identities, IReadOnlyCollection<string> subjects, CancellationToken ct) =>
        subjects.Contains(subject) ? Task.FromException<HeldState>(new JsonException("no profile")) : store.LoadAsync(keys, identities, subjects, ct);

    public Task<DecidedChunk?> FindDecidedAsync(ChunkKey chunk, CancellationToken ct) => store.FindDecidedAsync(chunk, ct);

    public Task<DecidedChunk> ApplyAsync(DecidedChunk chunk, ChunkEffects effects, CancellationToken ct) => store.ApplyAsync(chunk, effects, ct);

    public Task EraseDecisionsAsync(IReadOnlyCollection<ChunkKey> chunks, CancellationToken ct) => store.EraseDecisionsAsync(chunks, ct);
}

public sealed class SqliteObjectionTests : ObjectionContract
{
    private protected override House NewHouse() => new SqliteHouse();
}

public sealed class MongoDbObjectionTests(MongoDbFixture fixture) : ObjectionContract
{
    private protected override House NewHouse() => new MongoDbHouse(fixture);
}
