using CreditShare.Domain.Notices;
using CreditShare.Domain.Records;
using CreditShare.Storage.MongoDb;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;

namespace CreditShare.Storage.Tests;

/// <summary>What every engine's stores of deliveries and notices promise. An engine subclasses it.</summary>
public abstract class NoticeStoreContract
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    internal static readonly Delivery Told = new("330100/P-1", "330100-licensing", "9133", 1, false, Now, "lookup-1", 5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IDeliveryStore Deliveries { get; }

    protected abstract INoticeStore Notices { get; }

    protected abstract ICallStore Calls { get; }

    [Fact]
    public async Task Of_an_agency_and_a_record_the_delivery_furthest_in_the_log_is_kept()
    {
        var later = Told with { Index = 9, Version = 2, Disputed = true, At = Now.AddHours(1), LogEntry = "lookup-2" };
        var other = Told with { Agency = "341000-licensing" };
        await Deliveries.WriteDeliveriesAsync([], Cancel);
        await Deliveries.WriteDeliveriesAsync([later, other], Cancel);
        await Deliveries.WriteDeliveriesAsync([Told, other, Told with { Key = "330100/P-2" }], Cancel);
        Assert.Equal([later, other], (await Deliveries.DeliveriesAsync(["330100/P-1", "330100/P-9"], Cancel)).OrderBy(told => told.Agency, StringComparer.Ordinal));
        await Deliveries.DeleteDeliveriesAsync(Now.AddMinutes(1), Cancel);
        Assert.Equal([later], await Deliveries.DeliveriesAsync(["330100/P-1", "330100/P-2"], Cancel));
    }

    [Fact]
    public async Task A_change_is_kept_as_it_was_first_written_and_found_in_the_order_of_versions()
    {
        var second = new LoggedChange(new("330100/P-1", 2, ChangeKind.Dispute, false, new(true, false)), Now, "d-2");
        var third = new LoggedChange(new("330100/P-1", 3, ChangeKind.Withdraw, true, new(true, true)), Now.AddHours(1), "d-3");
        await Deliveries.WriteChangesAsync([third], Cancel);
        await Deliveries.WriteChangesAsync([second, third with { LogEntry = "other" }], Cancel);
        await Deliveries.WriteChangesAsync([], Cancel);
        Assert.Equal([second, third], await Deliveries.ChangesAsync(["330100/P-1"], Cancel));
        Assert.Empty(await Deliveries.ChangesAsync(["330100/P-2"], Cancel));
        await Deliveries.DeleteDeliveriesAsync(Now.AddMinutes(1), Cancel);
        Assert.Equal([third], await Deliveries.ChangesAsync(["330100/P-1"], Cancel));
    }

    [Fact]
    public async Task A_notice_is_there_once_and_found_by_agency_cursor_and_state()
    {
        var (first, second, third) = (Of("n-1", 10), Of("n-2", 11) with { Agency = "341000-licensing" }, Of("n-3", 12));
        await Notices.AddAsync([third, first], Cancel);
        await Notices.AddAsync([second, first with { Cursor = 99, FromVersion = 7 }], Cancel);
        Assert.Equal([first, second, third], await FindAsync(new(null, 0, 100, false, 10)));
        Assert.Equal([first, third], await FindAsync(new("330100-licensing", 0, 100, false, 10)));
        Assert.Equal([third], await FindAsync(new("330100-licensing", 10, 100, false, 10)));
        Assert.Equal([first], await FindAsync(new("330100-licensing", 0, 12, false, 10)));
        Assert.Equal([first], await FindAsync(new("330100-licensing", 0, 100, false, 1)));
        Assert.Equal(first, await Notices.FindAsync("n-1", Cancel));
        Assert.Null(await Notices.FindAsync("n-9", Cancel));

        var confirmation = new NoticeConfirmation("measure-released", Now.AddHours(2), "confirmed-n-1");
        await Notices.ConfirmAsync("n-1", confirmation, Cancel);
        await Notices.ConfirmAsync("n-1", confirmation with { Done = "noted" }, Cancel);
        await Notices.ConfirmAsync("n-9", confirmation, Cancel);
        Assert.Equal(first with { Confirmation = confirmation }, await Notices.FindAsync("n-1", Cancel));
        Assert.Equal([second, third], await FindAsync(new(null, 0, 100, true, 10)));
        Assert.Equal([third], await FindAsync(new("330100-licensing", 0, 100, true, 10)));
        await Notices.AddAsync([first], Cancel);
        Assert.NotNull((await Notices.FindAsync("n-1", Cancel))!.Confirmation);
    }

    [Fact]
    public async Task Open_notices_are_counted_by_agency_with_the_oldest_and_old_ones_are_deleted()
    {
        await Notices.AddAsync([Of("n-1", 10), Of("n-2", 11) with { DecidedAt = Now.AddDays(-1) }, Of("n-3", 12) with { Agency = "341000-licensing" }, Of("n-4", 99)], Cancel);
        await Notices.ConfirmAsync("n-3", new("noted", Now, "confirmed-n-3"), Cancel);
        Assert.Equal([new OpenNotices("330100-licensing", 2, Now.AddDays(-1))], await Notices.CountOpenAsync(99, Cancel));
        await Notices.DeleteNoticesAsync(Now, Cancel);
        Assert.Equal([new OpenNotices("330100-licensing", 2, Now)], await Notices.CountOpenAsync(100, Cancel));
    }

    [Fact]
    public async Task Open_notices_are_due_until_their_call_was_taken_or_is_given_up()
    {
        await Notices.AddAsync([Of("n-1", 10), Of("n-2", 11), Of("n-3", 12), Of("n-4", 13), Of("n-5", 14) with { Agency = "341000-licensing" }], Cancel);
        await Notices.ConfirmAsync("n-4", new("noted", Now, "confirmed-n-4"), Cancel);
        var (opened, later) = (Now.AddSeconds(1), Now.AddMinutes(1));
        Assert.Empty(await Calls.DueAsync("330100-licensing", Now, 10, Cancel));
        Assert.Equal(["n-1", "n-2", "n-3"], (await Calls.DueAsync("330100-licensing", opened, 10, Cancel)).Select(due => due.Notice).Order(StringComparer.Ordinal));
        await Calls.WriteCallAsync("n-1", new(1, later, null, "500"), Cancel);
        await Calls.WriteCallAsync("n-2", new(1, null, Now, "204"), Cancel);
        await Calls.WriteCallAsync("n-3", new(1, null, null, "timeout"), Cancel);
        // What comes late changes nothing.
        await Calls.WriteCallAsync("n-1", new(1, null, null, "late"), Cancel);
        await Calls.WriteCallAsync("n-2", new(2, later, null, "late"), Cancel);
        Assert.Empty(await Calls.DueAsync("330100-licensing", opened, 10, Cancel));
        Assert.Equal([new DueCall("n-1", opened, 1)], await Calls.DueAsync("330100-licensing", later, 10, Cancel));
        Assert.Equal([new CallCount("330100-licensing", 1, 1, 1), new CallCount("341000-licensing", 0, 0, 0)], await Calls.CountCallsAsync(Cancel));
    }

    [Fact]
    public async Task The_last_address_that_said_it_is_gone_is_remembered()
    {
        Assert.Empty(await Calls.ReadGoneAsync(Cancel));
        await Calls.WriteGoneAsync(new("a", "https://one", Now), Cancel);
        await Calls.WriteGoneAsync(new("b", "https://one", Now), Cancel);
        await Calls.WriteGoneAsync(new("a", "https://two", Now.AddDays(1)), Cancel);
        Assert.Equal([new GoneReceiver("a", "https://two", Now.AddDays(1)), new GoneReceiver("b", "https://one", Now)], await Calls.ReadGoneAsync(Cancel));
    }

    private Task<IReadOnlyList<Notice>> FindAsync(NoticeFilter filter) => Notices.FindAsync(filter, Cancel);

    internal static Notice Of(string id, long cursor) => new()
    {
        Id = id, Cursor = cursor, Agency = "330100-licensing", Key = "330100/P-1", Subject = "9133", FromVersion = 1, ToVersion = 2, Change = "withdraw", DecidedAt = Now,
        OpenedAt = Now.AddSeconds(1), Decision = "d-1", Answer = "lookup-1",
    };
}

/// <summary>The contract, kept by SQLite.</summary>
public sealed class SqliteNoticeStoreTests : NoticeStoreContract, IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;

    public SqliteNoticeStoreTests()
    {
        store = new SqliteStore(folder.File("registry.db"));
        (Deliveries, Notices, Calls) = (new SqliteDeliveryStore(store), new SqliteNoticeStore(store), new SqliteCallStore(store));
    }

    protected override IDeliveryStore Deliveries { get; }

    protected override INoticeStore Notices { get; }

    protected override ICallStore Calls { get; }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>The contract, kept by MongoDB.</summary>
public sealed class MongoDbNoticeStoreTests(MongoDbFixture fixture) : NoticeStoreContract, IDisposable
{
    private readonly MongoDbStore store = new(fixture.NewDatabase());

    protected override IDeliveryStore Deliveries => new MongoDbDeliveryStore(store);

    protected override INoticeStore Notices => new MongoDbNoticeStore(store);

    protected override ICallStore Calls => new MongoDbCallStore(store);

    public void Dispose() => store.Dispose();
}
