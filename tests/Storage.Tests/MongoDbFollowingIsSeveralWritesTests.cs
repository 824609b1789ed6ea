using CreditShare.Domain.Cases;
using CreditShare.Domain.Notices;
using CreditShare.Domain.Records;

namespace CreditShare.Storage.Tests;

/// <summary>
/// Each write of what follows from the log (cases, changes, notices, deliveries, a follower's place) and of what agencies say of it lost on its way, and done but its answer lost; whoever does it again, from the same
/// page of the log, ends with what one would have who was never cut.
/// </summary>
public sealed class MongoDbFollowingIsSeveralWritesTests(MongoDbFixture fixture) : MongoDbCuts(fixture)
{
    /// <summary>Pages, then openings.</summary>
    private const int WritesOfOpening = 2;

    /// <summary>The case as it was opened is no document yet: looking for it, its document, its page.</summary>
    private const int WritesOfSpeaking = 3;

    /// <summary>Notices, changes, deliveries, place.</summary>
    private const int WritesOfFollowing = 4;

    /// <summary>A call, a receiver that is gone, a confirmation.</summary>
    private const int WritesOfTelling = 3;

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly LoggedChange Change = new(new("330100/P-1", 2, ChangeKind.Withdraw, false, new(false, true)), Now, "d-1");
    private static readonly Delivery Told = NoticeStoreContract.Told with { Version = 2 };

    private static MeasureCase[] Opened => [CaseStoreContract.Case(1), CaseStoreContract.Case(1, agency: "330400-market"), CaseStoreContract.Case(2)];

    private static MeasureCase Claimed => Opened[0].With(0, CaseFactKind.Claimed, new(Now, "officer", "claim-1"));

    private static string[] Agencies => ["330100-market", "330400-market"];

    [Fact]
    public async Task The_tables_of_cuts_cover_every_write()
    {
        var stores = Open(cut: true);
        await stores.Log.SizeAsync(Cancel);
        Cutter.Watch();
        await stores.Cases.OpenAsync(Opened, Cancel);
        Assert.Equal(WritesOfOpening, Cutter.Writes);
        Cutter.Watch();
        await stores.Cases.ReplaceAsync(Claimed, 1, Cancel);
        Assert.Equal(WritesOfSpeaking, Cutter.Writes);
        Cutter.Watch();
        await FollowAsync(stores);
        Assert.Equal(WritesOfFollowing, Cutter.Writes);
        Cutter.Watch();
        await TellAsync(stores);
        Assert.Equal(WritesOfTelling, Cutter.Writes);
    }

    [Theory]
    [MemberData(nameof(Cuts), WritesOfOpening)]
    public async Task Cases_whose_opening_was_cut_are_listed_as_far_as_they_are_known_and_once_when_they_are_opened_again(int write, bool done)
    {
        var stores = Open(cut: true);
        await stores.Log.SizeAsync(Cancel);
        Cutter.CutAt(write, done);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Cases.OpenAsync(Opened, Cancel));

        var restarted = Open(cut: false);
        var known = (await restarted.Cases.AllAsync(null, 1000, Cancel)).Select(CaseStoreContract.Text).Order();
        Assert.Equal(known, await ListedAsync(restarted));
        foreach (var registry in (MongoDbStores[])[restarted, stores])
        {
            await registry.Cases.OpenAsync(Opened, Cancel);
            Assert.Equal(Opened.Select(CaseStoreContract.Text).Order(), await ListedAsync(restarted));
            Assert.Equal(Opened.Select(CaseStoreContract.Text).Order(), (await restarted.Cases.AllAsync(null, 1000, Cancel)).Select(CaseStoreContract.Text).Order());
        }
    }

    [Theory]
    [MemberData(nameof(Cuts), WritesOfSpeaking)]
    public async Task A_case_of_which_speaking_was_cut_is_as_before_or_as_after_and_listed_once(int write, bool done)
    {
        var stores = Open(cut: true);
        await stores.Cases.OpenAsync(Opened, Cancel);
        Cutter.CutAt(write, done);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Cases.ReplaceAsync(Claimed, 1, Cancel));

        var restarted = Open(cut: false);
        var held = Assert.Single(await restarted.Cases.FindAsync([Claimed.Id], Cancel));
        Assert.Equal(CaseStoreContract.Text(held.Revision == 1 ? Opened[0] : Claimed), CaseStoreContract.Text(held));
        Assert.Equal(new[] { held, Opened[1], Opened[2] }.Select(CaseStoreContract.Text).Order(), await ListedAsync(restarted));
        if (held.Revision == 1)
            await restarted.Cases.ReplaceAsync(Claimed, 1, Cancel);
        // The registry that lost its connection was only slow.
        await Assert.ThrowsAsync<StoreConflictException>(() => stores.Cases.ReplaceAsync(Claimed, 1, Cancel));
        Assert.Equal(new[] { Claimed, Opened[1], Opened[2] }.Select(CaseStoreContract.Text).Order(), await ListedAsync(restarted));
        Assert.Equal([Opened[2].Id], (await restarted.Cases.ListAsync(new() { Agency = Claimed.Agency, Phases = [CasePhase.Open], Limit = 9 }, Cancel)).Select(open => open.Id));
    }

    [Theory]
    [MemberData(nameof(Cuts), WritesOfFollowing)]
    public async Task A_page_of_the_log_whose_following_was_cut_is_followed_again_and_leaves_each_effect_once(int write, bool done)
    {
        var stores = Open(cut: true);
        await stores.Log.SizeAsync(Cancel);
        Cutter.CutAt(write, done);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => FollowAsync(stores));

        // The place moves when all before it is there.
        var restarted = Open(cut: false);
        if (await restarted.Places.ReadPlaceAsync(INoticeStore.Follower, Cancel) == 0)
            await FollowAsync(restarted);
        await CheckFollowedAsync(restarted);
        // The registry that lost its connection was only slow.
        await FollowAsync(stores);
        await CheckFollowedAsync(restarted);
    }

    [Theory]
    [MemberData(nameof(Cuts), WritesOfTelling)]
    public async Task What_was_cut_of_telling_a_receiver_and_of_its_confirmation_is_said_again_and_counts_once(int write, bool done)
    {
        var stores = Open(cut: true);
        await FollowAsync(stores);
        Cutter.CutAt(write, done);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => TellAsync(stores));

        var restarted = Open(cut: false);
        await TellAsync(restarted);
        // A confirmation that comes late, and a call of before: the first one stands, and what was taken stays so.
        await stores.Notices.ConfirmAsync("n-1", new("noted", Now.AddHours(9), "late"), Cancel);
        await stores.Calls.WriteCallAsync("n-1", new(1, Now.AddHours(1), null, "500"), Cancel);
        Assert.Equal(new NoticeConfirmation("measure-released", Now, "confirmed-n-1"), (await restarted.Notices.FindAsync("n-1", Cancel))!.Confirmation);
        Assert.Equal([new CallCount(Told.Agency, 1, 0, 0)], await restarted.Calls.CountCallsAsync(Cancel));
        Assert.Equal([new GoneReceiver(Told.Agency, "https://one", Now)], await restarted.Calls.ReadGoneAsync(Cancel));
    }

    /// <summary>What the follower that makes notices does with a page, in its order.</summary>
    private static async Task FollowAsync(MongoDbStores stores)
    {
        await stores.Notices.AddAsync([NoticeStoreContract.Of("n-1", 10)], Cancel);
        await stores.Deliveries.WriteChangesAsync([Change], Cancel);
        await stores.Deliveries.WriteDeliveriesAsync([Told], Cancel);
        await stores.Places.MovePlaceAsync(INoticeStore.Follower, 6, Cancel);
    }

    private static async Task CheckFollowedAsync(MongoDbStores stores)
    {
        Assert.Equal([Change], await stores.Deliveries.ChangesAsync([Change.What.Key], Cancel));
        Assert.Equal([NoticeStoreContract.Of("n-1", 10)], await stores.Notices.FindAsync(new NoticeFilter(null, 0, 100, false, 9), Cancel));
        Assert.Equal([Told], await stores.Deliveries.DeliveriesAsync([Told.Key], Cancel));
        Assert.Equal(6, await stores.Places.ReadPlaceAsync(INoticeStore.Follower, Cancel));
    }

    private static async Task TellAsync(MongoDbStores stores)
    {
        await stores.Calls.WriteCallAsync("n-1", new(1, null, Now, "204"), Cancel);
        await stores.Calls.WriteGoneAsync(new(Told.Agency, "https://one", Now), Cancel);
        await stores.Notices.ConfirmAsync("n-1", new("measure-released", Now, "confirmed-n-1"), Cancel);
    }

    /// <summary>All cases that the lists of the agencies show.</summary>
    private static async Task<IEnumerable<string>> ListedAsync(MongoDbStores stores)
    {
        var listed = new List<string>();
        foreach (var agency in Agencies)
            listed.AddRange((await stores.Cases.ListAsync(new() { Agency = agency, Limit = 9 }, Cancel)).Select(CaseStoreContract.Text));
        return listed.Order();
    }
}
