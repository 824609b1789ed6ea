namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>How long a test waits: then what it waits for is cancelled, as when the run is, and it says at which wait it was. Only a test that fails takes so long.</summary>
internal static class TimeLimit
{
    /// <summary>On a machine that is busy with other tests, starting the services alone may take a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static CancellationTokenSource Start()
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(Patience);
        return source;
    }
}
