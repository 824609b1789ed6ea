using System.Security.Claims;
using CreditShare.Domain.Calendar;
using CreditShare.Domain.Members;
using CreditShare.Hosting.Auth;
using CreditShare.Query;
using CreditShare.Query.Asking;
using CreditShare.Query.Auditing;
using CreditShare.Query.Changes;
using CreditShare.Query.Pages.Watches;
using CreditShare.Storage;
using CreditShare.Testing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Registry.Tests.Changes;

/// <summary>On SQLite.</summary>
public sealed class SqliteSeenChangesTests : SeenChangesContract
{
    private protected override House NewHouse() => new SqliteHouse();
}

/// <summary>On MongoDB.</summary>
public sealed class MongoDbSeenChangesTests(MongoDbFixture fixture) : SeenChangesContract
{
    private protected override House NewHouse() => new MongoDbHouse(fixture);
}

/// <summary>No change for a watched subject is passed over as if it had been seen, on every engine.</summary>
public abstract class SeenChangesContract : HouseContract
{
    private static readonly Agency Asking = House.Seeds.Agencies["330100-licensing"];

    private static readonly ClaimsPrincipal Officer = new(new ClaimsIdentity([new Claim(Caller.AgencyClaim, Asking.Code)]));

    [Fact]
    public async Task What_is_decided_about_a_subject_that_was_watched_while_the_watches_were_read_is_not_passed_over()
    {
        await WatchAsync(1);
        var seen = Seen(Reader(WatchedMeanwhile));
        await BeginAsync(seen);
        Assert.Equal(default, await CountAsync(seen, Asking));
        Assert.Equal(new BoundedCount(1, false), await CountAsync(seen, Asking));
    }

    [Fact]
    public async Task Nor_is_it_by_the_page_that_lists_the_changes_and_the_form_that_marks_them()
    {
        await WatchAsync(1);
        var seen = Seen(Reader(WatchedMeanwhile));
        await BeginAsync(seen);
        var (told, _) = await seen.LookAsync(Asking.Code, Officer, Cancel);
        Assert.Empty(told!.Items);
        await seen.MarkAsync(Asking.Code, ResumePoint.Parse(told.Next)!, Cancel);
        Assert.Equal(Some.Subject(2).Code, Assert.Single((await seen.LookAsync(Asking.Code, Officer, Cancel)).Told!.Items).Code);
    }

    [Fact]
    public async Task A_feed_that_waits_tells_of_a_subject_that_is_watched_since_it_began_to_wait()
    {
        await WatchAsync(1);
        var handler = Handler(Reader(WatchedMeanwhile), TimeProvider.System);
        var since = new ResumePoint(0, ChinaCalendar.Today(TimeProvider.System.GetUtcNow()));
        var answer = await handler.ReadAsync(since.ToString(), "20", Officer, Cancel);
        var told = AuditedListing.Read<ChangesAnswer>(Assert.IsType<FileContentHttpResult>(answer).FileContents);
        Assert.Equal(Some.Subject(2).Code, Assert.Single(told.Items).Code);
    }

    [Fact]
    public async Task While_an_agency_may_not_state_the_purpose_of_a_watch_nothing_is_passed_over_by_itself()
    {
        await WatchAsync(1);
        await WatchAsync(2, "procurement");
        await DecideAsync(1);
        var seen = Seen(Reader());
        await BeginAsync(seen);
        Assert.Equal(default, await CountAsync(seen, Asking with { Purposes = ["procurement"] }));
        Assert.Equal(new BoundedCount(1, false), await CountAsync(seen, Asking));
    }

    private ChangesReader Reader(Func<Task>? meanwhile = null) =>
        new(house.Log, house.Profiles, meanwhile is null ? house.Watches : new WatchesSetMeanwhile(house.Watches, meanwhile), House.Seeds.AnswerBook, house.Clock);

    /// <summary>The agency is in the register, so that nothing but the register is asked about it.</summary>
    private ChangesHandler Handler(ChangesReader reader, TimeProvider time) =>
        new(new AskingCheck(House.Seeds, null!, null!, null!, time), reader, house.Log, new AuditedListing(house.Log, time), time);

    private SeenChanges Seen(ChangesReader reader) => new(house.Places, house.Log, reader, Handler(reader, house.Clock), new ChangeCounts(house.Clock), house.Clock);

    /// <summary>At the log's first entry, today.</summary>
    private Task BeginAsync(SeenChanges seen) => seen.MarkAsync(Asking.Code, new(0, ChinaCalendar.Today(house.Clock.GetUtcNow())), Cancel);

    /// <summary>As the first page does when the number that it has is not fresh any more.</summary>
    private Task<BoundedCount> CountAsync(SeenChanges seen, Agency agency)
    {
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        return seen.CountAsync(agency, 99, Cancel);
    }

    private async Task WatchedMeanwhile()
    {
        await WatchAsync(2);
        await DecideAsync(2);
    }

    private Task WatchAsync(int n, string purpose = "licensing") =>
        house.Watches.PutAsync(new(Asking.Code, Some.Subject(n).Code!, purpose, "CASE-W", "officer", house.Clock.GetUtcNow()), Cancel);

    private async Task DecideAsync(int n)
    {
        await house.DecideAsync((1, Some.Penalty(n)));
        await house.SequenceAsync();
    }
}
