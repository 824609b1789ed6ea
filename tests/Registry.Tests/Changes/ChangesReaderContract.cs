using CreditShare.Domain.Records;
using CreditShare.Query.Changes;
using CreditShare.Storage;
using CreditShare.Testing;

namespace CreditShare.Registry.Tests.Changes;

/// <summary>On SQLite.</summary>
public sealed class SqliteChangesReaderTests : ChangesReaderContract
{
    private protected override House NewHouse() => new SqliteHouse();
}

/// <summary>On MongoDB.</summary>
public sealed class MongoDbChangesReaderTests(MongoDbFixture fixture) : ChangesReaderContract
{
    private protected override House NewHouse() => new MongoDbHouse(fixture);
}

/// <summary>What changed for watched subjects is found however much lies before it, and told in parts that lose nothing, on every engine.</summary>
public abstract class ChangesReaderContract : HouseContract
{
    private static readonly Watch Watched = new("330100-licensing", Some.Subject(1).Code!, "licensing", "CASE-W", "officer", DateTimeOffset.UnixEpoch);

    private ChangesReader Reader => new(house.Log, house.Profiles, house.Watches, House.Seeds.AnswerBook, house.Clock) { Stretch = 3 };

    private static IReadOnlyDictionary<string, Watch> Watches => new Dictionary<string, Watch> { [Watched.Code] = Watched };

    private async Task<WatchedSubjects> WatchedAsync() => new(Watches, IsAll: true, await house.Log.SizeAsync(Cancel));

    [Fact]
    public async Task A_change_behind_many_decisions_about_others_is_found()
    {
        await house.DecideAsync([.. Enumerable.Range(2, 10).Select(n => (1L, Some.Penalty(n)))]);
        await house.DecideAsync((1, Some.Penalty()));
        await house.SequenceAsync();
        var (items, _, _) = await Reader.ChangesAsync(await WatchedAsync(), 0, 50, Cancel);
        Assert.Equal("330100/P-1", Assert.Single(items).Record!.Key);
    }

    [Fact]
    public async Task Where_nothing_concerns_a_watched_subject_the_end_of_the_log_is_reached()
    {
        await house.DecideAsync([.. Enumerable.Range(2, 10).Select(n => (1L, Some.Penalty(n)))]);
        await house.SequenceAsync();
        var (items, next, more) = await Reader.ChangesAsync(await WatchedAsync(), 0, 50, Cancel);
        Assert.Equal((0, await house.Log.SizeAsync(Cancel), false), (items.Count, next, more));
    }

    [Fact]
    public async Task Told_a_few_at_a_time_each_is_told_once()
    {
        await house.DecideAsync([.. Enumerable.Range(1, 8).Select(n => (1L, Some.Penalty(n) with { Subject = Some.Subject(1) }))]);
        await house.SequenceAsync();
        var told = new List<long>();
        for (var (next, more) = (0L, true); more;)
        {
            (var items, next, more) = await Reader.ChangesAsync(await WatchedAsync(), next, 2, Cancel);
            Assert.InRange(items.Count, 1, 2);
            told.AddRange(items.Select(item => item.Index));
        }
        Assert.Equal(8, told.Count);
        Assert.Equal(told.Distinct().Order(), told);
    }

    [Fact]
    public async Task Expiries_are_told_by_whole_days_so_that_none_is_lost_between_two_looks()
    {
        var first = new DateOnly(2026, 11, 10);
        await house.DecideAsync([.. Enumerable.Range(1, 6).Select(n => (1L, Some.Honour(n) with { Subject = Some.Subject(1), ValidUntil = first.AddDays(n / 3) }))]);
        var told = new List<string>();
        for (var (next, today) = (first, new DateOnly(2026, 11, 23)); next < today;)
        {
            (var items, next) = await Reader.ExpiredAsync(Watches, next, today, 1, Cancel);
            Assert.Single(items.Select(item => item.LastDay).Distinct());
            told.AddRange(items.Select(item => item.Key));
        }
        Assert.Equal(6, told.Count);
        Assert.Equal(6, told.Distinct().Count());
    }
}
