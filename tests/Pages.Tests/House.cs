using System.Collections.Concurrent;
using CreditShare.Pages.Tests.Browsing;
using CreditShare.Systems;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(CreditShare.Pages.Tests.House))]

namespace CreditShare.Pages.Tests;

/// <summary>The whole house as a process, with the samples and without, and a browser: each started once, when the first test asks for it.</summary>
public sealed class House : IAsyncLifetime
{
    private static readonly TimeSpan SamplesLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentBag<StandaloneSystem> started = [];
    private readonly Lazy<Task<StandaloneSystem>> sampled;
    private readonly Lazy<Task<StandaloneSystem>> empty;
    private Browsers? browsers;

    public House()
    {
        sampled = new(() => StartAsync(samples: true));
        empty = new(() => StartAsync(samples: false));
    }

    public Browsers Browsers => browsers!;

    /// <summary>All of its samples are decided; where pictures are taken, upon half a year of pushes. Shared: tests add to it what no other one counts.</summary>
    public Task<StandaloneSystem> SampledAsync() => sampled.Value;

    /// <summary>Nothing in it but what tests have pushed.</summary>
    public Task<StandaloneSystem> EmptyAsync() => empty.Value;

    /// <summary>A new visitor of one of the two.</summary>
    public async Task<Visitor> VisitAsync(Language language, bool samples = true, bool script = true) =>
        await Visitor.StartAsync(Browsers, language, script, (await (samples ? SampledAsync() : EmptyAsync())).Process.Address);

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Visitor.Patience.TotalMilliseconds);
        browsers = await Browsers.StartAsync(ownTexts: Visitor.TakesPictures, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (browsers is not null)
            await browsers.DisposeAsync();
        foreach (var system in started)
            await system.DisposeAsync();
    }

    /// <summary>Outlives the test that asks first, so no test's end cancels it.</summary>
    private async Task<StandaloneSystem> StartAsync(bool samples)
    {
        var system = await StandaloneSystem.StartAsync(CancellationToken.None, samples, before: samples && Visitor.TakesPictures ? HalfAYear.LiveAsync : null);
        started.Add(system);
        var begin = TimeProvider.System.GetTimestamp();
        while (samples && !system.Process.Output.Contains("All sample records are decided", StringComparison.Ordinal))
        {
            if (TimeProvider.System.GetElapsedTime(begin) > SamplesLimit)
                throw new TimeoutException($"The samples are not decided after {SamplesLimit}:\n{system.Process.Output}");
            await Task.Delay(Between, TimeProvider.System);
        }
        return system;
    }
}
