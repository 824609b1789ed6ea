namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>How long a test may take: then what it waits for is cancelled, as when the run is.</summary>
internal static class TimeLimit
{
    public static CancellationTokenSource Of(TimeSpan limit)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(limit);
        return source;
    }
}
