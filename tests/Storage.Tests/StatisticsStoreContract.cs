using CreditShare.Domain.Statistics;
using CreditShare.Storage.MongoDb;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;

namespace CreditShare.Storage.Tests;

/// <summary>What every engine's store of counts promises. An engine subclasses it.</summary>
public abstract class StatisticsStoreContract
{
    private static readonly DateOnly Day = new(2026, 11, 23);
    private static readonly SheetId First = SheetId.AgencyDay("330100-licensing", Day);
    private static readonly SheetId Second = SheetId.CityMonth("330100", Day);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IStatisticsStore Store { get; }

    [Fact]
    public async Task A_sheet_is_replaced_from_the_place_that_it_has_and_from_no_other()
    {
        await Store.ReplaceAsync([], Cancel);
        Assert.Empty(await Store.FindAsync([First], Cancel));
        Assert.Empty(await Store.FindAsync([], Cancel));
        await Store.ReplaceAsync([new(0, Sheet(First, 7, 1)), new(0, Sheet(Second, 7, 2))], Cancel);
        await Store.ReplaceAsync([new(7, Sheet(First, 5_000_000_000, 3))], Cancel);
        await AssertHoldsAsync((First, 5_000_000_000, 3), (Second, 7, 2));
        // The same page again, one cut otherwise, one of a registry that knows of none.
        foreach (var before in (long[])[7, 3, 0])
            await Assert.ThrowsAsync<StoreConflictException>(() => Store.ReplaceAsync([new(before, Sheet(First, 9, 99))], Cancel));
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.ReplaceAsync([new(4, Sheet(SheetId.AgencyDay("new", Day), 9, 99))], Cancel));
        await AssertHoldsAsync((First, 5_000_000_000, 3), (Second, 7, 2));
    }

    [Fact]
    public async Task Where_one_of_several_has_left_its_place_the_others_are_replaced_once_however_often_it_is_tried()
    {
        await Store.ReplaceAsync([new(0, Sheet(First, 4, 1))], Cancel);
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.ReplaceAsync([new(0, Sheet(Second, 8, 5)), new(3, Sheet(First, 8, 99))], Cancel));
        var held = (await Store.FindAsync([First, Second], Cancel)).ToDictionary(sheet => sheet.Id);
        Assert.Equal((4, 1), (held[First].Place, Count(held[First])));
        var second = held.GetValueOrDefault(Second);
        Assert.True(second is null || (second.Place, Count(second)) == (8, 5));
        // Read again, what is missing is made up.
        await Store.ReplaceAsync(second is null ? [new(4, Sheet(First, 8, 2)), new(0, Sheet(Second, 8, 5))] : [new(4, Sheet(First, 8, 2))], Cancel);
        await AssertHoldsAsync((First, 8, 2), (Second, 8, 5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public async Task Of_many_that_would_count_the_same_entries_at_once_one_does(long before)
    {
        if (before > 0)
            await Store.ReplaceAsync([new(0, Sheet(First, before, 1))], Cancel);
        var tries = await Task.WhenAll(Enumerable.Range(1, 8).Select(async n =>
        {
            try
            {
                await Store.ReplaceAsync([new(before, Sheet(First, before + n, 10 + n))], Cancel);
                return n;
            }
            catch (StoreConflictException)
            {
                return 0;
            }
        }));
        var won = Assert.Single(tries, n => n > 0);
        await AssertHoldsAsync((First, before + won, 10 + won));
    }

    [Fact]
    public async Task Sheets_of_a_kind_are_listed_by_day_and_member_within_a_span()
    {
        SheetId[] days = [.. from n in Enumerable.Range(0, 3) from agency in new[] { "330100-licensing", "330100-tax", "341000-licensing" } select SheetId.AgencyDay(agency, Day.AddDays(n))];
        SheetId[] others = [SheetId.AgencyMonth("330100-licensing", Day), SheetId.CityMonth("330100", Day), SheetId.CityMonth("330500", Day.AddMonths(1)), SheetId.CityObjections("330100")];
        await Store.ReplaceAsync([.. days.Concat(others).Reverse().Select((id, n) => new SheetChange(0, Sheet(id, 1, n)))], Cancel);
        Assert.Equal(days, (await Store.ListAsync(SheetKind.AgencyDay, Day.AddDays(-9), Day.AddDays(9), Cancel)).Select(sheet => sheet.Id));
        Assert.Equal(days[3..6], (await Store.ListAsync(SheetKind.AgencyDay, Day.AddDays(1), Day.AddDays(1), Cancel)).Select(sheet => sheet.Id));
        Assert.Equal(others[1..3], (await Store.ListAsync(SheetKind.CityMonth, SheetId.Month(Day), SheetId.Month(Day.AddMonths(1)), Cancel)).Select(sheet => sheet.Id));
        Assert.Equal(others[1..2], (await Store.ListAsync(SheetKind.CityMonth, SheetId.Month(Day), SheetId.Month(Day), Cancel)).Select(sheet => sheet.Id));
        Assert.Equal(others[3..], (await Store.ListAsync(SheetKind.CityObjections, DateOnly.MinValue, DateOnly.MinValue, Cancel)).Select(sheet => sheet.Id));
        Assert.Empty(await Store.ListAsync(SheetKind.AgencyDay, Day.AddDays(3), Day.AddDays(9), Cancel));
    }

    private async Task AssertHoldsAsync(params IReadOnlyList<(SheetId Id, long Place, long Count)> expected) => Assert.Equal(
        expected.OrderBy(sheet => sheet.Id.ToString(), StringComparer.Ordinal),
        (await Store.FindAsync([.. expected.Select(sheet => sheet.Id)], Cancel)).Select(sheet => (sheet.Id, sheet.Place, Count(sheet))).OrderBy(sheet => sheet.Id.ToString(), StringComparer.Ordinal));

    internal static Sheet Sheet(SheetId id, long place, long count) => new(id, place, id.Kind switch
    {
        SheetKind.CityMonth => CityTally.None with { Accepted = count },
        SheetKind.CityObjections => ObjectionTally.None with { Open = ObjectionTally.None.Open.Add($"330100/{count}", Day) },
        _ => AgencyTally.None with { Claimed = count },
    });

    internal static long Count(Sheet sheet) => sheet.Tally switch
    {
        CityTally city => city.Accepted,
        AgencyTally agency => agency.Claimed,
        _ => throw new InvalidOperationException("Not counted here."),
    };
}

/// <summary>The contract, kept by SQLite.</summary>
public sealed class SqliteStatisticsStoreTests : StatisticsStoreContract, IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;

    public SqliteStatisticsStoreTests()
    {
        store = new SqliteStore(folder.File("registry.db"));
        Store = new SqliteStatisticsStore(store);
    }

    protected override IStatisticsStore Store { get; }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>The contract, kept by MongoDB.</summary>
public sealed class MongoDbStatisticsStoreTests(MongoDbFixture fixture) : StatisticsStoreContract, IDisposable
{
    private readonly MongoDbStore store = new(fixture.NewDatabase());

    protected override IStatisticsStore Store => new MongoDbStatisticsStore(store);

    public void Dispose() => store.Dispose();
}
