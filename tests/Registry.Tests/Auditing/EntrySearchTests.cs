using CreditShare.Committee.Entries;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;
using CreditShare.Testing;

namespace CreditShare.Registry.Tests.Auditing;

/// <summary>A search that takes long gives a page of what it has found by then; page by page it finds all that one reading of the log finds.</summary>
public sealed class EntrySearchTests : IAsyncLifetime
{
    private const int Entries = 400;
    private const int Stretch = 30;

    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly EntryFilter SeldomTogether = new() { Agency = "agency-0", Account = "official-3", Limit = 3 };

    /// <summary>One case that half of the log names.</summary>
    private static readonly EntryFilter OfACase = new() { Case = "CASE-0", Account = "official-3", Limit = 3 };

    private FilledLog log = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => log = await FilledLog.OfAsync([.. Enumerable.Range(0, Entries).Select(Entry)], Cancel);

    public ValueTask DisposeAsync() => log.DisposeAsync();

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Page_by_page_everything_is_found_once_in_its_order_however_long_a_stretch_takes(bool isSlow, bool newest)
    {
        var search = Search(isSlow ? new SlowClock() : TimeProvider.System);
        foreach (var asked in (EntryFilter[])[SeldomTogether, new() { Limit = 7 }, SeldomTogether with { From = Begin.AddHours(100), Until = Begin.AddHours(250) }, SeldomTogether with { Account = "nobody" }, OfACase, OfACase with { Case = null, Subject = Some.Subject().Code }])
        {
            var filter = asked with { NewestFirst = newest };
            var whole = (await log.Store.FindEntriesAsync(filter with { Limit = Entries }, Cancel)).Select(entry => entry.Index);
            var found = new List<long>();
            var page = await search.FindAsync(filter, Cancel);
            found.AddRange(page.Entries.Select(entry => entry.Index));
            while (page.Next is { } next)
            {
                Assert.True(page.IsCut || page.Entries.Count == filter.Limit, "A page that is not full says that it was cut.");
                page = await search.FindAsync(filter with { After = next }, Cancel);
                found.AddRange(page.Entries.Select(entry => entry.Index));
            }
            Assert.Equal(whole, found);
        }
    }

    [Fact]
    public async Task A_slow_search_gives_a_page_after_one_stretch_and_a_fast_one_when_it_is_full()
    {
        var slow = await Search(new SlowClock()).FindAsync(SeldomTogether, Cancel);
        Assert.Equal((true, Stretch - 1), (slow.IsCut, slow.Next));
        // What a caller calls its case may be what all call theirs.
        Assert.True((await Search(new SlowClock()).FindAsync(OfACase, Cancel)).IsCut);
        var fast = await Search(TimeProvider.System).FindAsync(SeldomTogether, Cancel);
        Assert.Equal((false, SeldomTogether.Limit), (fast.IsCut, fast.Entries.Count));
    }

    private EntrySearch Search(TimeProvider time) => new(log.Store, new(log.Store), time, Stretch);

    private static LogEntry Entry(int n) => new()
    {
        Kind = EntryKind.LogRead, Id = $"entry-{n}", At = Begin.AddHours(n), Actor = new EntryActor(Some.City, $"agency-{n % 2}", $"official-{n % 49}"), Case = $"CASE-{n % 2}", Subject = n % 3 == 0 ? Some.Subject().Code : null, Blind = StagedEntries.NewBlind(),
    };

    /// <summary>Three seconds go by between any two looks at it.</summary>
    private sealed class SlowClock : TimeProvider
    {
        private long looks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => 3 * looks++;
    }
}
