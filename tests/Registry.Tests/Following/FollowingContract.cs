using System.Diagnostics.Metrics;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Registry.Following;
using CreditShare.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Tests.Following;

/// <summary>On SQLite.</summary>
public sealed class SqliteFollowingTests : FollowingContract
{
    private protected override House NewHouse() => new SqliteHouse();
}

/// <summary>On MongoDB.</summary>
public sealed class MongoDbFollowingTests(MongoDbFixture fixture) : FollowingContract
{
    private protected override House NewHouse() => new MongoDbHouse(fixture);
}

/// <summary>A follower is given every entry, in order, whatever fails, on every engine.</summary>
public abstract class FollowingContract : HouseContract, ILoggerFactory
{
    private readonly List<string> logged = [];

    [Fact]
    public async Task Every_entry_is_taken_once_and_in_order_with_what_is_kept_of_its_content()
    {
        await StageAsync(0, 1250);
        var follower = new Follower();
        var following = Following(follower);
        Assert.True(await following.TakePageAsync(Cancel));
        Assert.True(await following.TakePageAsync(Cancel));
        Assert.False(await following.TakePageAsync(Cancel));
        await StageAsync(1250, 2);
        await house.Log.EraseContentAsync([1250], Cancel);
        Assert.False(await following.TakePageAsync(Cancel));
        Assert.False(await following.TakePageAsync(Cancel));
        Assert.Equal(Enumerable.Range(0, 1252).Select(n => ($"e-{n}", (long)n)), follower.Taken.Select(entry => (entry.Entry.Id, entry.Index)));
        Assert.Equal([null, [1251 % 256]], follower.Taken[^2..].Select(entry => entry.Content));
        Assert.Equal(1252, following.Now!.Place);
        Assert.Empty(logged);
    }

    [Fact]
    public async Task Contents_of_megabytes_come_a_few_at_a_time()
    {
        await StageAsync(0, 5, bytes: 3 << 20);
        var follower = new Follower();
        var following = Following(follower);
        Assert.True(await following.TakePageAsync(Cancel));
        Assert.Equal(["e-0", "e-1"], follower.Taken.Select(entry => entry.Entry.Id));
        Assert.True(await following.TakePageAsync(Cancel));
        Assert.False(await following.TakePageAsync(Cancel));
        Assert.Equal(["e-0", "e-1", "e-2", "e-3", "e-4"], follower.Taken.Select(entry => entry.Entry.Id));
        Assert.Equal(5, following.Now!.Place);
    }

    [Fact]
    public async Task What_was_taken_and_not_yet_marked_is_taken_again_and_what_was_marked_is_not()
    {
        await StageAsync(0, 3);
        var follower = new Follower { After = (_, times) => times == 1 ? throw new StoreUnavailableException("away") : Task.CompletedTask };
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Following(follower).TakePageAsync(Cancel));
        await Following(follower).TakePageAsync(Cancel);
        Assert.Equal(["e-0", "e-1", "e-2", "e-0", "e-1", "e-2"], follower.Taken.Select(entry => entry.Entry.Id));
        await StageAsync(3, 1);
        await Following(follower).TakePageAsync(Cancel);
        Assert.Equal("e-3", follower.Taken[^1].Entry.Id);
        Assert.Equal(7, follower.Taken.Count);
    }

    [Fact]
    public async Task An_entry_that_the_follower_cannot_take_is_tried_named_and_passed_over_and_the_others_are_taken()
    {
        await StageAsync(0, 5);
        var follower = new Follower { After = (entries, _) => entries.Any(entry => entry.Entry.Id == "e-2") ? throw new FormatException("odd") : Task.CompletedTask };
        var following = Following(follower);
        await Assert.ThrowsAsync<FormatException>(() => following.TakePageAsync(Cancel));
        await Assert.ThrowsAsync<FormatException>(() => following.TakePageAsync(Cancel));
        Assert.Empty(logged);
        Assert.False(await following.TakePageAsync(Cancel));
        Assert.Contains("e-2", Assert.Single(logged), StringComparison.Ordinal);
        Assert.Equal(["e-3", "e-4"], follower.Taken[^2..].Select(entry => entry.Entry.Id));
    }

    [Fact]
    public async Task Two_followers_have_each_their_own_place()
    {
        await StageAsync(0, 2);
        var (first, second) = (new Follower(), new Follower { Name = "second" });
        await Following(first).TakePageAsync(Cancel);
        await StageAsync(2, 1);
        await Following(second).TakePageAsync(Cancel);
        await Following(first).TakePageAsync(Cancel);
        Assert.Equal(3, first.Taken.Count);
        Assert.Equal(3, second.Taken.Count);
    }

    private LogFollowing Following(Follower follower) => new(
        follower, house.Log, house.Places, new FollowingMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(), house.Clock),
        house.Clock, LoggerFactoryExtensions.CreateLogger<LogFollowing>(this));

    private async Task StageAsync(int from, int count, int bytes = 1)
    {
        await house.Log.StageAsync(
            [.. Enumerable.Range(from, count).Select(n => StagedEntries.Committing(
                new() { Kind = EntryKind.LogRead, Id = $"e-{n}", At = house.Clock.GetUtcNow(), Actor = new(null, null, "test"), Blind = StagedEntries.NewBlind() }, [.. Enumerable.Repeat((byte)(n % 256), bytes)]))],
            Cancel);
        await house.SequenceAsync();
    }

    private sealed class Follower : ILogFollower
    {
        private int times;

        public string Name { get; init; } = "first";

        public List<FollowedEntry> Taken { get; } = [];

        public Func<IReadOnlyList<FollowedEntry>, int, Task> After { get; init; } = (_, _) => Task.CompletedTask;

        public Task TakeAsync(IReadOnlyList<FollowedEntry> entries, CancellationToken ct)
        {
            Taken.AddRange(entries);
            return After(entries, ++times);
        }
    }

    ILogger ILoggerFactory.CreateLogger(string categoryName) => new Lines(logged);

    void ILoggerFactory.AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    void IDisposable.Dispose() => GC.SuppressFinalize(this);

    private sealed class Lines(List<string> logged) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logged.Add(formatter(state, exception));
    }
}
