using System.Collections.Concurrent;
using System.Reflection;
using CreditShare.Testing;
using Xunit.v3;

[assembly: TestLimit]

namespace CreditShare.Testing;

/// <summary>Ends the test program where one of its tests does not end, and names it: a run that waits for ever tells nobody what for. Of every test project.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class TestLimitAttribute : BeforeAfterTestAttribute
{
    private const int Hung = 70;
    // The slowest test takes four minutes on two busy cores.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private static readonly ConcurrentDictionary<string, ITimer> Running = [];

    /// <inheritdoc />
    public override void Before(MethodInfo methodUnderTest, IXunitTest test) =>
        Running[test.UniqueID] = TimeProvider.System.CreateTimer(_ => End(test.TestDisplayName), null, Limit, Timeout.InfiniteTimeSpan);

    /// <inheritdoc />
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (Running.TryRemove(test.UniqueID, out var timer))
            timer.Dispose();
    }

    private static void End(string test)
    {
        Console.Error.WriteLine($"{test} has not ended within {Limit}; the tests that had not run yet have not run.");
        Environment.Exit(Hung);
    }
}
