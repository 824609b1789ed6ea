using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Webhooks;

internal static partial class Log
{
    [LoggerMessage(2601, LogLevel.Warning, "Receivers cannot be called now; it is tried again")]
    public static partial void Waiting(ILogger logger, Exception fault);

    [LoggerMessage(2602, LogLevel.Error, "The receiver of {Agency} cannot be called; it is tried again")]
    public static partial void Failed(ILogger logger, Exception fault, string agency);

    [LoggerMessage(2603, LogLevel.Warning, "The receiver of {Agency} said that it is gone; it is called no more at this address")]
    public static partial void Gone(ILogger logger, string agency);

    [LoggerMessage(2604, LogLevel.Warning, "{Agency} could not be told of notice {Notice} in {Calls} calls, the last of which gave {Said}; it waits to be asked for")]
    public static partial void GivenUp(ILogger logger, string agency, string notice, int calls, string said);
}
