using Microsoft.Extensions.Logging;

namespace CreditShare.Ingestion.Publishing;

internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Warning, "City {City}: sending failed, again in {Pause}; everything waits safely in the spool")]
    public static partial void SendingFailed(ILogger logger, string city, TimeSpan pause, Exception fault);
}
