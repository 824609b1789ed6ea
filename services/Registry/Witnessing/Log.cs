using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Witnessing;

internal static partial class Log
{
    [LoggerMessage(2301, LogLevel.Warning, "Witness {Witness} could not be reached; it is asked again")]
    public static partial void NotReached(ILogger logger, string witness, Exception fault);

    [LoggerMessage(2302, LogLevel.Warning, "Witness {Witness} answered what this log did not ask; dropped")]
    public static partial void AnswerUnasked(ILogger logger, string witness);

    [LoggerMessage(2303, LogLevel.Warning, "Witness {Witness} answered {Status} and no cosignature: {Answer}")]
    public static partial void AnswerUseless(ILogger logger, string witness, int status, string answer);

    [LoggerMessage(2305, LogLevel.Warning, "The checkpoint of size {Size} has {Cosignatures} cosignatures, {Quorum} are asked for; it is shown as it is")]
    public static partial void Unmet(ILogger logger, long size, int cosignatures, int quorum);

    [LoggerMessage(2306, LogLevel.Information, "The checkpoint of size {Size} is witnessed again, by {Cosignatures}")]
    public static partial void Met(ILogger logger, long size, int cosignatures);

    [LoggerMessage(2307, LogLevel.Warning, "Witnesses cannot be asked now")]
    public static partial void Waiting(ILogger logger, Exception fault);
}
