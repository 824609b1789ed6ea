using CreditShare.Committee.Statistics;
using CreditShare.Domain.Cases;
using CreditShare.Storage;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace CreditShare.Registry.Tests.Auditing;

/// <summary>How old a count of cases may be that a page shows.</summary>
public sealed class CaseCountsTests : IAsyncDisposable
{
    /// <summary>Longer than a page waits for a count.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly SqliteHouse house = new();
    private readonly HeldCases cases;
    private readonly CaseCounts counts;

    public CaseCountsTests()
    {
        cases = new(house.Cases);
        counts = new(new CaseStatistics(cases, house.Profiles, House.Seeds, house.Clock), new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance), house.Clock);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task The_count_before_is_shown_while_a_new_one_takes_long()
    {
        var first = await counts.ReadAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(first);
        var isDone = cases.Hold();
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Same(first, await ReadAsync());
        house.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Same(first, await ReadAsync());
        isDone.SetResult();
        var next = await counts.ReadAsync(TestContext.Current.CancellationToken);
        Assert.True(next!.At > first.At);
        // A count is as new as its end, though it began minutes before.
        Assert.Same(next, await counts.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Before_the_first_count_there_is_none_to_be_shown()
    {
        var isDone = cases.Hold();
        Assert.Null(await ReadAsync());
        isDone.SetResult();
    }

    /// <summary>A page that waits no longer.</summary>
    private async Task<CaseReport?> ReadAsync()
    {
        var reading = counts.ReadAsync(TestContext.Current.CancellationToken);
        house.Clock.Advance(Patience);
        return await reading;
    }

    /// <summary>A store whose reading of all cases can be held up.</summary>
    private sealed class HeldCases(ICaseStore store) : ICaseStore
    {
        private Task isDone = Task.CompletedTask;

        public TaskCompletionSource Hold()
        {
            var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            isDone = held.Task;
            return held;
        }

        public async Task<IReadOnlyList<MeasureCase>> AllAsync(string? after, int most, CancellationToken ct)
        {
            await isDone.WaitAsync(ct);
            return await store.AllAsync(after, most, ct);
        }

        public Task OpenAsync(IReadOnlyList<MeasureCase> cases, CancellationToken ct) => store.OpenAsync(cases, ct);

        public Task<IReadOnlyList<MeasureCase>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken ct) => store.FindAsync(ids, ct);

        public Task ReplaceAsync(MeasureCase after, int before, CancellationToken ct) => store.ReplaceAsync(after, before, ct);

        public Task<IReadOnlyList<MeasureCase>> ListAsync(CaseFilter filter, CancellationToken ct) => store.ListAsync(filter, ct);
    }
}
