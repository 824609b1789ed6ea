using Microsoft.Extensions.Logging;

namespace CreditShare.Ingestion.Equality;

internal static partial class Log
{
    [LoggerMessage(1301, LogLevel.Information, "City {City}: comparison {Comparison} ended {State} after {Rounds} questions, {Differences} differences")]
    public static partial void Compared(ILogger logger, string city, string comparison, ComparisonState state, int rounds, int differences);

    [LoggerMessage(1302, LogLevel.Warning, "City {City}: a comparison could not be carried on, again in {Pause}; where it stands is safe in the spool")]
    public static partial void ComparingFailed(ILogger logger, string city, TimeSpan pause, Exception fault);
}
