namespace CreditShare.Registry.Webhooks;

/// <summary>When a call that was not taken is tried again: soon at first, then ever less often.</summary>
internal static class WebhookSchedule
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <param name="calls">How often it was tried by now; 1 or more.</param>
    /// <param name="now">UTC.</param>
    /// <param name="until">After that it is not tried (UTC).</param>
    /// <returns>Null if it is tried no more.</returns>
    public static DateTimeOffset? Next(int calls, DateTimeOffset now, DateTimeOffset until) =>
        now + Pauses[Math.Min(calls, Pauses.Length) - 1] is var next && next <= until ? next : null;
}
