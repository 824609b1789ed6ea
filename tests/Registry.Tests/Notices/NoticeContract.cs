using System.Diagnostics.Metrics;
using CreditShare.Domain.Lookups;
using CreditShare.Domain.Profiles;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Registry.Following;
using CreditShare.Registry.Notices;
using CreditShare.Storage;
using CreditShare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Tests.Notices;

/// <summary>On SQLite.</summary>
public sealed class SqliteNoticeTests : NoticeContract
{
    private protected override House NewHouse() => new SqliteHouse();
}

/// <summary>On MongoDB.</summary>
public sealed class MongoDbNoticeTests(MongoDbFixture fixture) : NoticeContract
{
    private protected override House NewHouse() => new MongoDbHouse(fixture);
}

/// <summary>Who was told of a record hears, exactly once, of each change that it could not know, whatever is late or repeated, on every engine.</summary>
public abstract class NoticeContract : HouseContract
{
    private const string Hangzhou = "330100-licensing";
    private const string Huangshan = "341000-licensing";

    private static readonly CreditRecord Penalty = Some.Penalty();

    private int lookups;

    [Fact]
    public async Task Those_who_were_told_hear_of_it_and_nobody_else()
    {
        await house.DecideAsync((1, Penalty), (1, Some.Penalty(2)));
        var answer = await LookUpAsync(Hangzhou);
        await LookUpAsync(Huangshan, Some.Penalty(2));
        await LookUpAsync("330500-licensing", Some.Honour(3));
        await FollowAsync();
        Assert.Empty(await NoticesAsync());
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.DecideAsync((2, Changed(ChangeKind.Withdraw)));
        await FollowAsync();
        var notice = Assert.Single(await NoticesAsync());
        Assert.Equal((Hangzhou, "330100/P-1", Penalty.Subject!.Code, 1, 2, "withdraw", answer), (notice.Agency, notice.Key, notice.Subject, notice.FromVersion, notice.ToVersion, notice.Change, notice.Answer));
        Assert.True((await house.Log.FindEntryAsync(notice.Decision, Cancel))!.Index is not null);
        Assert.Equal(house.Clock.GetUtcNow(), notice.DecidedAt);
    }

    [Fact]
    public async Task Each_change_is_a_notice_of_its_own_and_a_new_answer_moves_the_version_from_which_it_starts()
    {
        await house.DecideAsync((1, Penalty));
        await LookUpAsync(Hangzhou);
        await house.DecideAsync((2, Changed(ChangeKind.Dispute)));
        await LookUpAsync(Hangzhou);
        await house.DecideAsync((3, Changed(ChangeKind.Resolve)));
        await house.DecideAsync((4, Changed(ChangeKind.Correct)));
        await LookUpAsync(Huangshan);
        await house.DecideAsync((5, Changed(ChangeKind.Withdraw)));
        await FollowAsync();
        Assert.Equal(
            [(Hangzhou, 1, 2, "dispute"), (Hangzhou, 2, 3, "resolve"), (Hangzhou, 2, 4, "correct"), (Hangzhou, 2, 5, "withdraw"), (Huangshan, 4, 5, "withdraw")],
            (await NoticesAsync()).Select(notice => (notice.Agency, notice.FromVersion, notice.ToVersion, notice.Change)));
    }

    [Fact]
    public async Task An_answer_that_was_computed_before_a_decision_and_logged_behind_it_leads_to_the_notice_all_the_same()
    {
        await house.DecideAsync((1, Penalty));
        var profile = await house.Profiles.FindAsync(Penalty.Subject!.Code!, Cancel);
        await house.DecideAsync((2, Changed(ChangeKind.Withdraw)));
        await FollowAsync();
        await LogAnswerAsync(Hangzhou, Penalty.Subject.Code!, new(profile!, 0), null);
        await FollowAsync();
        var notice = Assert.Single(await NoticesAsync());
        Assert.Equal((1, 2, "withdraw"), (notice.FromVersion, notice.ToVersion, notice.Change));
        // One that is logged behind it and knew it, or was asked for what was known before, leads to none.
        await LookUpAsync(Huangshan);
        await LogAnswerAsync("330500-licensing", Penalty.Subject.Code!, new(profile!, 0), house.Clock.GetUtcNow());
        await FollowAsync();
        Assert.Single(await NoticesAsync());
    }

    [Fact]
    public async Task A_decision_logged_behind_an_answer_that_knew_it_leads_to_none()
    {
        await house.DecideAsync((1, Penalty));
        await FollowAsync();
        var told = new Delivery("330100/P-1", Hangzhou, Penalty.Subject!.Code!, 2, true, house.Clock.GetUtcNow(), "lookup-x", 1);
        await house.Deliveries.WriteDeliveriesAsync([told with { Index = 0 }, told with { Agency = Huangshan, Version = 1, Disputed = false, Index = 0 }], Cancel);
        await house.DecideAsync((2, Changed(ChangeKind.Dispute)));
        await FollowAsync();
        Assert.Equal(Huangshan, Assert.Single(await NoticesAsync()).Agency);
    }

    [Theory]
    [InlineData(365, true)]
    [InlineData(366, false)]
    public async Task After_the_configured_time_nobody_hears_of_it_any_more(int days, bool hears)
    {
        await house.DecideAsync((1, Penalty));
        await LookUpAsync(Hangzhou);
        house.Clock.Advance(TimeSpan.FromDays(days) - TimeSpan.FromSeconds(1));
        await house.DecideAsync((2, Changed(ChangeKind.Dispute)));
        await FollowAsync();
        Assert.Equal(hears ? 1 : 0, (await NoticesAsync()).Count);
    }

    [Fact]
    public async Task A_record_that_was_corrected_to_be_about_another_subject_is_told_by_the_one_that_was_asked_about()
    {
        await house.DecideAsync((1, Penalty));
        await LookUpAsync(Hangzhou);
        await house.DecideAsync((2, Changed(ChangeKind.Correct) with { Subject = Some.Subject(7) }));
        await FollowAsync();
        Assert.Equal(Penalty.Subject!.Code, Assert.Single(await NoticesAsync()).Subject);
    }

    [Fact]
    public async Task Whatever_step_fails_and_is_repeated_each_notice_is_there_once()
    {
        await house.DecideAsync((1, Penalty));
        await LookUpAsync(Hangzhou);
        await FollowAsync();
        // In one page: a decision, then an answer to the same agency that knows it, which takes the place of the delivery from which the notice follows.
        await house.DecideAsync((2, Changed(ChangeKind.Dispute)));
        await LookUpAsync(Hangzhou);
        await house.DecideAsync((3, Changed(ChangeKind.Withdraw)));
        await house.SequenceAsync();
        foreach (var step in Enumerable.Range(1, 4))
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => Following(new FailingStores(house, step, afterwards: false)).TakePageAsync(Cancel));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => Following(new FailingStores(house, step, afterwards: true)).TakePageAsync(Cancel));
        }
        await FollowAsync();
        await FollowAsync(new FreshPlaces());
        Assert.Equal([(1, 2, "dispute"), (2, 3, "withdraw")], (await NoticesAsync()).Select(notice => (notice.FromVersion, notice.ToVersion, notice.Change)));
    }

    [Fact]
    public async Task A_confirmation_in_the_log_marks_its_notice_and_the_first_counts()
    {
        await house.DecideAsync((1, Penalty));
        await LookUpAsync(Hangzhou);
        await house.DecideAsync((2, Changed(ChangeKind.Withdraw)));
        await FollowAsync();
        var notice = Assert.Single(await NoticesAsync());
        var now = house.Clock.GetUtcNow();
        await house.Log.StageAsync([ConfirmationEntry.Of(notice, new("330100", Hangzhou, "official"), "measure-released", "已解除", now)], Cancel);
        await house.Log.StageAsync([ConfirmationEntry.Of(notice, new("330100", Hangzhou, "official"), "noted", null, now.AddHours(1))], Cancel);
        await FollowAsync();
        Assert.Equal(new NoticeConfirmation("measure-released", now, $"confirmed-{notice.Id}"), (await house.Notices.FindAsync(notice.Id, Cancel))!.Confirmation);
    }

    [Fact]
    public async Task While_the_store_does_not_hold_the_version_that_the_log_names_the_follower_stays_where_it_is()
    {
        await house.DecideAsync((1, Penalty));
        await LookUpAsync(Hangzhou);
        await FollowAsync();
        var records = new RecordStoreBehind(house.Records, await house.Records.LoadAsync([new(Some.City, Penalty.SourceId!)], [], [], Cancel));
        await house.DecideAsync((2, Changed(ChangeKind.Withdraw)));
        await house.SequenceAsync();
        await Assert.ThrowsAsync<InvalidDataException>(() => Following(new FailingStores(house, 0, false), records: records).TakePageAsync(Cancel));
        await FollowAsync();
        Assert.Equal((1, 2), Assert.Single(await NoticesAsync()) is var notice ? (notice.FromVersion, notice.ToVersion) : default);
    }

    /// <summary>A correction states the fact anew; the other changes leave it out.</summary>
    private static CreditRecord Changed(ChangeKind change) => change == ChangeKind.Correct
        ? Penalty with { Change = change, ChangeReason = "样例理由", Penalty = Penalty.Penalty! with { Facts = "更正后的事实。" } }
        : new CreditRecord
        {
            SourceId = Penalty.SourceId, Authority = Some.Authority, Change = change, ChangeReason = "样例理由",
            Resolution = change == ChangeKind.Resolve ? new() { Result = ResolutionResult.Rejected } : null,
        };

    private Task<IReadOnlyList<Notice>> NoticesAsync() => house.Notices.FindAsync(new NoticeFilter(null, 0, long.MaxValue, false, 100), Cancel);

    private async Task FollowAsync(IPlaceStore? places = null)
    {
        await house.SequenceAsync();
        var following = Following(new FailingStores(house, 0, false), places);
        while (await following.TakePageAsync(Cancel))
        {
        }
    }

    private LogFollowing Following(FailingStores stores, IPlaceStore? places = null, IRecordStore? records = null)
    {
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        var follower = new NoticeFollower(records ?? house.Records, stores, stores, new NewNotices(new NoticeMetrics(meters)), Options.Create(new NoticeOptions()), house.Clock);
        return new(follower, house.Log, places ?? stores, new FollowingMetrics(meters, house.Clock), house.Clock, NullLogger<LogFollowing>.Instance);
    }

    private async Task<string> LookUpAsync(string agency, CreditRecord? about = null)
    {
        var code = (about ?? Penalty).Subject!.Code!;
        return await LogAnswerAsync(agency, code, new(await house.Profiles.FindAsync(code, Cancel) ?? SubjectProfile.Empty(code), 0), null);
    }

    private async Task<string> LogAnswerAsync(string agency, string code, PastProfile profile, DateTimeOffset? knownAt)
    {
        var id = $"lookup-{++lookups}";
        var question = new LookupQuestion(Asked.Records, code, agency, agency[..6], "licensing", "CASE-1", KnownAt: knownAt);
        var answer = new AnswerBuilder(House.Seeds.AnswerBook).Build(question, profile, id, house.Clock.GetUtcNow());
        var entry = new LogEntry
        {
            Kind = EntryKind.LookupAnswered, Id = id, At = house.Clock.GetUtcNow(), Actor = new(agency[..6], agency, "official"), Subject = code, Purpose = "licensing", Case = "CASE-1",
            Detail = LookupEntryDetail.Write(question, answer), Blind = StagedEntries.NewBlind(),
        };
        await house.Log.StageAsync([StagedEntries.Committing(entry, LookupAnswerJson.Write(answer))], Cancel);
        return id;
    }

    /// <summary>A store that shows what it held before.</summary>
    private sealed class RecordStoreBehind(IRecordStore store, HeldState before) : IRecordStore
    {
        public Task<HeldState> LoadAsync(IReadOnlyCollection<RecordKey> keys, IReadOnlyCollection<byte[]> identities, IReadOnlyCollection<string> subjects, CancellationToken ct) => Task.FromResult(before);

        public Task<DecidedChunk?> FindDecidedAsync(ChunkKey chunk, CancellationToken ct) => store.FindDecidedAsync(chunk, ct);

        public Task<DecidedChunk> ApplyAsync(DecidedChunk chunk, ChunkEffects effects, CancellationToken ct) => store.ApplyAsync(chunk, effects, ct);

        public Task EraseDecisionsAsync(IReadOnlyCollection<ChunkKey> chunks, CancellationToken ct) => store.EraseDecisionsAsync(chunks, ct);
    }

    /// <summary>Places that know of no follower: the whole log is taken again.</summary>
    private sealed class FreshPlaces : IPlaceStore
    {
        private long kept;

        public Task<long> ReadPlaceAsync(string follower, CancellationToken ct) => Task.FromResult(kept);

        public Task MovePlaceAsync(string follower, long place, CancellationToken ct)
        {
            kept = place;
            return Task.CompletedTask;
        }
    }

    /// <summary>The real stores, of whose writes one fails: before anything was written, or after all of it was.</summary>
    private sealed class FailingStores(House house, int failing, bool afterwards) : IDeliveryStore, INoticeStore, IPlaceStore
    {
        private int step;

        public Task AddAsync(IReadOnlyCollection<Notice> notices, CancellationToken ct) => StepAsync(() => house.Notices.AddAsync(notices, ct));

        public Task WriteChangesAsync(IReadOnlyCollection<LoggedChange> changes, CancellationToken ct) => StepAsync(() => house.Deliveries.WriteChangesAsync(changes, ct));

        public Task WriteDeliveriesAsync(IReadOnlyCollection<Delivery> deliveries, CancellationToken ct) => StepAsync(() => house.Deliveries.WriteDeliveriesAsync(deliveries, ct));

        // That the place moved and the answer was lost is nothing to repeat.
        public Task MovePlaceAsync(string follower, long place, CancellationToken ct) => StepAsync(() => failing == 0 ? house.Places.MovePlaceAsync(follower, place, ct) : Task.CompletedTask);

        public Task<long> ReadPlaceAsync(string follower, CancellationToken ct) => house.Places.ReadPlaceAsync(follower, ct);

        public Task<IReadOnlyList<Delivery>> DeliveriesAsync(IReadOnlyCollection<string> keys, CancellationToken ct) => house.Deliveries.DeliveriesAsync(keys, ct);

        public Task<IReadOnlyList<LoggedChange>> ChangesAsync(IReadOnlyCollection<string> keys, CancellationToken ct) => house.Deliveries.ChangesAsync(keys, ct);

        public Task DeleteDeliveriesAsync(DateTimeOffset before, CancellationToken ct) => house.Deliveries.DeleteDeliveriesAsync(before, ct);

        public Task<IReadOnlyList<Notice>> FindAsync(NoticeFilter filter, CancellationToken ct) => house.Notices.FindAsync(filter, ct);

        public Task<Notice?> FindAsync(string id, CancellationToken ct) => house.Notices.FindAsync(id, ct);

        public Task ConfirmAsync(string id, NoticeConfirmation confirmation, CancellationToken ct) => house.Notices.ConfirmAsync(id, confirmation, ct);

        public Task<IReadOnlyList<OpenNotices>> CountOpenAsync(long below, CancellationToken ct) => house.Notices.CountOpenAsync(below, ct);

        public Task DeleteNoticesAsync(DateTimeOffset before, CancellationToken ct) => house.Notices.DeleteNoticesAsync(before, ct);

        private async Task StepAsync(Func<Task> write)
        {
            var fails = ++step == failing;
            if (!fails || afterwards)
                await write();
            if (fails)
                throw new StoreUnavailableException($"Step {step} was made to fail.");
        }
    }
}
