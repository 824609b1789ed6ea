using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Retention;

internal static partial class Log
{
    [LoggerMessage(2401, LogLevel.Information, "Retention: {Records} records erased, {Contents} contents deleted, {Entries} entries looked at")]
    public static partial void Ran(ILogger logger, int records, long contents, long entries);

    [LoggerMessage(2403, LogLevel.Error, "Retention passed over {Profiles} profiles that cannot be read; compare the store with the log")]
    public static partial void Unreadable(ILogger logger, int profiles);

    [LoggerMessage(2402, LogLevel.Error, "What may be kept no longer could not all be deleted; the next night tries again")]
    public static partial void Failed(ILogger logger, Exception fault);
}
