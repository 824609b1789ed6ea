using System.Collections.Immutable;
using System.Globalization;
using CreditShare.Committee;
using CreditShare.Committee.Pages.Cities;
using CreditShare.Committee.Pages.Health;
using CreditShare.Committee.Pages.Overview;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Storage;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Tests.Auditing;

/// <summary>What the committee's first page asks somebody to look at, of the log and what was sent.</summary>
public sealed class LogAttentionTests : IAsyncDisposable
{
    private readonly SqliteHouse house = new();
    private readonly LogAttention attention;

    public LogAttentionTests() =>
        attention = new(house.Log, house.Witnesses, new Comparisons(house.Log), House.Seeds, Options.Create(new CommitteeOptions()), house.Clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task That_no_checkpoint_is_shown_is_said() =>
        Assert.Equal("The log has shown no checkpoint yet", Assert.Single(await attention.ReadAsync(Cancel)).En);

    [Theory]
    // cosignatures, quorum, minutes since the policy was met (-1: never), what is said
    [InlineData(3, 3, 6, null)]
    [InlineData(3, 3, 7, "The checkpoint was last cosigned 7")]
    [InlineData(2, 3, 0, "The checkpoint has 2 cosignatures of the 3 asked for")]
    [InlineData(2, 3, -1, "The checkpoint has 2 cosignatures of the 3 asked for")]
    [InlineData(0, 0, 5000, null)]
    public async Task A_checkpoint_that_is_not_witnessed_as_the_policy_asks_is_said(int cosignatures, int quorum, int minutes, string? said)
    {
        await ShowAsync(cosignatures, quorum, minutes < 0 ? null : house.Clock.GetUtcNow().AddMinutes(-minutes));
        var items = await attention.ReadAsync(Cancel);
        if (said is null)
            Assert.Empty(items);
        else
            Assert.StartsWith(said, Assert.Single(items).En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_citys_latest_comparison_is_seen_however_many_others_compared_since()
    {
        await ShowAsync(0, 0, null);
        await StageAsync([Compared("a", "330500", "equal"), Compared("b", "330500", "different"), .. Enumerable.Range(0, 300).Select(n => Compared($"c{n}", "330100", "equal")), Compared("d", "330400", "different"), Compared("e", "330400", "equal")]);
        Assert.EndsWith("/cities/330500#equality", Assert.Single(await attention.ReadAsync(Cancel)).Link, StringComparison.Ordinal);
        Assert.Equal(["b", "a"], (await new Comparisons(house.Log).LatestAsync("330500", 5, Cancel)).Select(compared => compared.LogEntry));
    }

    [Theory]
    [InlineData(2, "1 条消息被隔离，等待处理")]
    [InlineData(201, "200 条消息被隔离，等待处理")]
    [InlineData(202, "200 条以上消息被隔离，等待处理")]
    public async Task Messages_set_aside_are_counted_as_far_as_they_were_looked_at(int messages, string said)
    {
        await ShowAsync(0, 0, null);
        await StageAsync([.. Enumerable.Range(0, messages).Select(n => Message(EntryKind.MessageSetAside, n)), Message(EntryKind.MessageDiscarded, messages - 1)]);
        Assert.Equal(said, Assert.Single(await attention.ReadAsync(Cancel)).Zh);
    }

    [Fact]
    public async Task A_message_waits_until_it_is_sent_again_or_discarded_and_once_more_when_it_is_set_aside_again()
    {
        await StageAsync(
        [
            .. Enumerable.Range(0, 4).Select(n => Message(EntryKind.MessageSetAside, n)),
            Message(EntryKind.MessageDiscarded, 1), Message(EntryKind.MessageRedriven, 2), Message(EntryKind.MessageRedriven, 3), Message(EntryKind.MessageSetAside, 3) with { Id = "again-3" },
        ]);
        var waiting = await WaitingMessages.FindAsync(house.Log, null, 50, Cancel);
        Assert.Equal(["again-3", $"{EntryKind.MessageSetAside}-0"], waiting.Entries.Select(row => row.Entry!.Id));
        Assert.Null(waiting.Next);
    }

    [Fact]
    public async Task From_page_to_page_one_comes_to_each_message_that_waits_once_however_many_were_dealt_with_between_them()
    {
        // Of 600 every hundredth waits; half of these was sent again and set aside once more, behind all others.
        string[] dealtWith = [EntryKind.MessageRedriven, EntryKind.MessageDiscarded];
        await StageAsync(
        [
            .. Enumerable.Range(0, 600).Select(n => Message(EntryKind.MessageSetAside, n)),
            .. Enumerable.Range(0, 600).Where(n => n % 100 > 0 || n % 200 == 0).Select(n => Message(dealtWith[n % 2], n)),
            .. Enumerable.Range(0, 3).Select(n => Message(EntryKind.MessageSetAside, n * 200) with { Id = $"again-{n}" }),
        ]);
        var found = new List<string>();
        for (long? after = null; ;)
        {
            var page = await WaitingMessages.FindAsync(house.Log, after, 2, Cancel);
            Assert.InRange(page.Entries.Count, 1, 2);
            found.AddRange(page.Entries.Select(row => row.Entry!.Id));
            if ((after = page.Next) is null)
                break;
        }
        Assert.Equal(["again-2", "again-1", "again-0", .. ((int[])[500, 300, 100]).Select(n => $"{EntryKind.MessageSetAside}-{n}")], found);
    }

    [Fact]
    public async Task Where_very_many_were_dealt_with_the_next_page_goes_on_and_nothing_is_asked_of_anybody()
    {
        const int Looked = 2_000;
        await ShowAsync(0, 0, null);
        await StageAsync([.. Enumerable.Range(0, Looked + 1).Select(n => Message(EntryKind.MessageSetAside, n)), .. Enumerable.Range(1, Looked).Select(n => Message(EntryKind.MessageDiscarded, n))]);
        Assert.Empty(await attention.ReadAsync(Cancel));
        var first = await WaitingMessages.FindAsync(house.Log, null, 50, Cancel);
        Assert.Empty(first.Entries);
        var second = await WaitingMessages.FindAsync(house.Log, first.Next, 50, Cancel);
        Assert.Equal(($"{EntryKind.MessageSetAside}-0", null), (Assert.Single(second.Entries).Entry!.Id, second.Next));
    }

    private Task ShowAsync(int cosignatures, int quorum, DateTimeOffset? metAt) => house.Witnesses.ReplacePublishedAsync(null, new("note", cosignatures, quorum, metAt), Cancel);

    private async Task StageAsync(IReadOnlyList<LogEntry> entries)
    {
        await house.Log.StageAsync([.. entries.Select(StagedEntries.Open)], Cancel);
        await house.Log.AppendStagedAsync(0, entries.Count, Cancel);
    }

    private LogEntry Compared(string id, string city, string outcome) => new()
    {
        Kind = EntryKind.HoldingsCompared, Id = id, At = house.Clock.GetUtcNow(), Actor = new(city, null, "city"), Outcome = outcome, Blind = StagedEntries.NewBlind(),
    };

    private LogEntry Message(string kind, int number) => new()
    {
        Kind = kind, Id = string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}"), At = house.Clock.GetUtcNow(), Actor = new(null, null, "registry"), Blind = StagedEntries.NewBlind(),
        Detail = ImmutableDictionary<string, string>.Empty.Add("message", number.ToString(CultureInfo.InvariantCulture)),
    };
}
