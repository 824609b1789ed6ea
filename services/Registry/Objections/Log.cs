using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Objections;

internal static partial class Log
{
    [LoggerMessage(2501, LogLevel.Information, "Objection {Objection} is marked, and city {City} knows of it")]
    public static partial void Told(ILogger logger, string objection, string city);

    [LoggerMessage(2502, LogLevel.Warning, "City {City} could not be told of objection {Objection}; the record is marked, the city is told again")]
    public static partial void NotTold(ILogger logger, string objection, string city, Exception fault);

    [LoggerMessage(2503, LogLevel.Error, "Objection {Objection}, or what is held of its subject, cannot be read; it is passed over until another registry leads")]
    public static partial void Unreadable(ILogger logger, string objection, Exception fault);

    [LoggerMessage(2504, LogLevel.Warning, "Objections wait for the store")]
    public static partial void Waiting(ILogger logger, Exception fault);
}
