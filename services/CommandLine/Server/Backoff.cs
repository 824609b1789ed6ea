namespace CreditShare.CommandLine.Server;

/// <summary>How long to wait before the next try: twice as long each time, up to half a minute; what the server asks for if it does, a minute at most.</summary>
internal static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(1);

    /// <param name="failed">Tries that failed, from 1.</param>
    /// <param name="asked">What the server said in <c>Retry-After</c>.</param>
    public static TimeSpan After(int failed, TimeSpan? asked)
    {
        if (asked is { } wish)
            return wish < LongestAsked ? wish : LongestAsked;
        var wait = TimeSpan.FromMilliseconds(250 * Math.Pow(2, Math.Min(failed, 10)));
        return wait < Longest ? wait : Longest;
    }
}
