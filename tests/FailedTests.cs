using System.Collections.Concurrent;
using System.Reflection;
using CreditShare.Testing;
using Xunit.v3;

[assembly: FailedTests]

namespace CreditShare.Testing;

/// <summary>Names the tests whose methods failed, in a line each, once more when their program ends: what services wrote fills screens in between. Of every test project.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class FailedTestsAttribute : BeforeAfterTestAttribute
{
    private const int Told = 300;

    private static readonly ConcurrentQueue<string> Failed = [];

    static FailedTestsAttribute() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var test in Failed)
            Console.Error.WriteLine(test);
    };

    /// <inheritdoc />
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (TestContext.Current.TestState is { Result: TestResult.Failed } state)
            Failed.Enqueue($"FAILED {test.TestDisplayName}: {Shortened(state.ExceptionMessages is [var message, ..] ? message : "")}");
    }

    private static string Shortened(string message)
    {
        var line = message.ReplaceLineEndings(" ");
        return line.Length <= Told ? line : line[..Told] + "…";
    }
}
