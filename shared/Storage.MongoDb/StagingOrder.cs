namespace CreditShare.Storage.MongoDb;

/// <summary>
/// The order in which waiting entries enter the log: microseconds since 1970, in this process always higher than before. Between processes it follows their
/// clocks; what must keep its order (a city's decisions) is given a floor.
/// </summary>
internal sealed class StagingOrder(TimeProvider time)
{
    private readonly Lock gate = new();
    private long last;

    /// <returns>The first of as many numbers, one after the other, all above <paramref name="floor"/>.</returns>
    public long Take(int count, long floor = 0)
    {
        var now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        lock (gate)
        {
            var first = Math.Max(now, Math.Max(last, floor) + 1);
            last = first + count - 1;
            return first;
        }
    }
}
