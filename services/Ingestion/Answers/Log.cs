using Microsoft.Extensions.Logging;

namespace CreditShare.Ingestion.Answers;

internal static partial class Log
{
    [LoggerMessage(1201, LogLevel.Information, "City {City}: rows of {Batches} batches were deleted, their time was over")]
    public static partial void RowsRemoved(ILogger logger, string city, int batches);

    [LoggerMessage(1202, LogLevel.Warning, "City {City}: rows whose time is over could not be deleted, again in {Pause}")]
    public static partial void RemovalFailed(ILogger logger, string city, TimeSpan pause, Exception fault);
}
