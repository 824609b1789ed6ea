using CreditShare.Testing;

namespace CreditShare.Storage.Tests;

/// <summary>What every engine's store of watches promises. An engine subclasses it.</summary>
public abstract class WatchStoreContract
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IWatchStore Store { get; }

    private static Watch Of(int n, string agency = "330100-licensing") => new(agency, Some.Subject(n).Code!, "licensing", $"CASE-{n}", "official", Now);

    [Fact]
    public async Task A_watch_is_there_until_it_is_ended_and_setting_it_again_states_it_anew()
    {
        Assert.Null(await Store.FindAsync("330100-licensing", Of(1).Code, Cancel));
        await Store.PutAsync(Of(1), Cancel);
        await Store.PutAsync(Of(1) with { CaseNumber = "CASE-9", Since = Now.AddDays(1) }, Cancel);
        Assert.Equal(Of(1) with { CaseNumber = "CASE-9", Since = Now.AddDays(1) }, await Store.FindAsync("330100-licensing", Of(1).Code, Cancel));
        Assert.Equal(1, await Store.CountAsync("330100-licensing", Cancel));
        Assert.True(await Store.DeleteAsync("330100-licensing", Of(1).Code, Cancel));
        Assert.False(await Store.DeleteAsync("330100-licensing", Of(1).Code, Cancel));
        Assert.Null(await Store.FindAsync("330100-licensing", Of(1).Code, Cancel));
    }

    [Fact]
    public async Task An_agency_s_watches_are_listed_page_by_page_and_no_other_s()
    {
        foreach (var n in Enumerable.Range(1, 7))
            await Store.PutAsync(Of(n), Cancel);
        await Store.PutAsync(Of(1, "330100"), Cancel);
        await Store.PutAsync(Of(2, "330100-licensing-2"), Cancel);
        var listed = new List<Watch>();
        while (await Store.ListAsync("330100-licensing", listed.LastOrDefault()?.Code, 3, Cancel) is { Count: > 0 } page)
            listed.AddRange(page);
        Assert.Equal(Enumerable.Range(1, 7).Select(n => Of(n)).OrderBy(watch => watch.Code, StringComparer.Ordinal), listed);
        Assert.Equal(7, await Store.CountAsync("330100-licensing", Cancel));
        Assert.Equal(1, await Store.CountAsync("330100", Cancel));
    }
}
