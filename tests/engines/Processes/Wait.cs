namespace CreditShare.Engines.Processes;

/// <summary>Waits for the thing itself, by asking again and again.</summary>
internal static class Wait
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    /// <returns>False if it has not come true within the limit.</returns>
    public static async Task<bool> ForAsync(Func<Task<bool>> done, TimeSpan limit, CancellationToken ct)
    {
        var time = TimeProvider.System;
        for (var start = time.GetTimestamp(); time.GetElapsedTime(start) < limit;)
        {
            if (await done())
                return true;
            await Task.Delay(BetweenTries, time, ct);
        }
        return false;
    }
}
