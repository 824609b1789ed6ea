using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Sequencing;

internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Information, "Log {Origin} opened: {Size} entries, {Integrated} integrated")]
    public static partial void Loaded(ILogger logger, string origin, long size, long integrated);

    [LoggerMessage(2102, LogLevel.Debug, "Log {Origin}: checkpoint of size {Size} signed")]
    public static partial void Signed(ILogger logger, string origin, long size);

    [LoggerMessage(2103, LogLevel.Warning, "The log cannot be sequenced now; entries wait, staged durably")]
    public static partial void Waiting(ILogger logger, Exception fault);

    [LoggerMessage(2104, LogLevel.Warning, "Another sequencer moved the log; reading its state anew")]
    public static partial void Conflict(ILogger logger, Exception fault);

    [LoggerMessage(2105, LogLevel.Critical, "Sequencing stopped: the store contradicts the signed log")]
    public static partial void Corrupt(ILogger logger, Exception fault);

    [LoggerMessage(2106, LogLevel.Information, "This registry sequences the log, as {Holder}")]
    public static partial void Leads(ILogger logger, string holder);

    [LoggerMessage(2107, LogLevel.Information, "Another registry sequences the log; {Holder} stands by")]
    public static partial void StandsBy(ILogger logger, string holder);

    [LoggerMessage(2108, LogLevel.Warning, "The lead could not be let go; it ends by itself")]
    public static partial void NotLetGo(ILogger logger, Exception fault);

    [LoggerMessage(2109, LogLevel.Critical, "A witness has evidence against this log; sequencing stops: {Evidence}")]
    public static partial void Evidence(ILogger logger, string evidence);
}
