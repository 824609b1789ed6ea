using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Following;

internal static partial class Log
{
    [LoggerMessage(2501, LogLevel.Error, "{Follower} cannot take entry {Index} ({Id}) of the log and passes it over")]
    public static partial void PassedOver(ILogger logger, Exception? fault, string follower, long index, string id);

    [LoggerMessage(2502, LogLevel.Warning, "{Follower} cannot follow the log now; it goes on where it is")]
    public static partial void Waiting(ILogger logger, Exception fault, string follower);
}
