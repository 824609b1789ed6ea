using CreditShare.Committee.Entries;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;

namespace CreditShare.Registry.Tests.Auditing;

/// <summary>A search by time finds all that a reading of the whole log finds, and reads little of it.</summary>
public sealed class LogTimesTests : IAsyncLifetime
{
    private const int Entries = 400;

    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private FilledLog log = null!;
    private LogTimes times = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // One entry every six hours, by clocks that are up to ten hours apart.
    public async ValueTask InitializeAsync()
    {
        log = await FilledLog.OfAsync([.. Enumerable.Range(0, Entries).Select(n => Entry(n, Begin.AddHours((6 * n) + (n % 3 * 5))))], Cancel);
        times = new LogTimes(log.Store);
    }

    public ValueTask DisposeAsync() => log.DisposeAsync();

    [Theory]
    [InlineData(null, 10)]
    [InlineData(0, 1)]
    [InlineData(20, 27)]
    [InlineData(99, 200)]
    [InlineData(-10, -5)]
    [InlineData(300, 310)]
    [InlineData(50, null)]
    public async Task What_is_found_between_the_indexes_is_all_that_is_found_without_them(int? fromDay, int? untilDay)
    {
        foreach (var newest in (bool[])[false, true])
        {
            var filter = new EntryFilter { From = Day(fromDay), Until = Day(untilDay), NewestFirst = newest, Limit = Entries };
            var narrowed = await times.NarrowAsync(filter, Cancel);
            Assert.Equal(await IndexesAsync(filter), await IndexesAsync(narrowed));
            Assert.InRange(narrowed.Below!.Value - narrowed.AtLeast!.Value, 0, (4 * ((untilDay ?? 100) - (fromDay ?? 0) + 4)) + 4);
        }
    }

    [Fact]
    public async Task A_search_without_times_is_left_as_it_is_and_one_between_indexes_stays_between_them()
    {
        var plain = new EntryFilter { Kind = EntryKind.LogRead, Limit = 1 };
        Assert.Same(plain, await times.NarrowAsync(plain, Cancel));
        var narrowed = await times.NarrowAsync(new EntryFilter { From = Day(10), AtLeast = 60, Below = 100, Limit = 1 }, Cancel);
        Assert.Equal((60, 100), (narrowed.AtLeast, narrowed.Below));
    }

    private static DateTimeOffset? Day(int? day) => day is { } known ? Begin.AddDays(known) : null;

    private async Task<List<long>> IndexesAsync(EntryFilter filter) => [.. (await log.Store.FindEntriesAsync(filter, Cancel)).Select(entry => entry.Index)];

    private static LogEntry Entry(int n, DateTimeOffset at) => new() { Kind = EntryKind.LogRead, Id = $"read-{n}", At = at, Actor = new(null, null, "auditor"), Blind = StagedEntries.NewBlind() };
}
