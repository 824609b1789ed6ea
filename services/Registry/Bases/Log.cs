using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Bases;

internal static partial class Log
{
    [LoggerMessage(2701, LogLevel.Warning, "By what the registry decides could not be said in the exchange log; it is tried again")]
    public static partial void NotSaid(ILogger logger, Exception fault);
}
