using Microsoft.Extensions.Logging;

namespace CreditShare.Registry.Submissions;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "City {City}: batch {Batch} chunk {Chunk} decided, {Records} records, {Versions} new versions")]
    public static partial void ChunkDecided(ILogger logger, string city, string batch, int chunk, int records, int versions);

    [LoggerMessage(2003, LogLevel.Information, "The list of member keys was read anew: {Keys} member keys of {Cities} cities")]
    public static partial void KeysRead(ILogger logger, int keys, int cities);

    [LoggerMessage(2005, LogLevel.Warning, "The settings list no member key now; those that were read before are believed until the registry starts again. To end a key, list it with its end")]
    public static partial void NoKeysRead(ILogger logger);

    [LoggerMessage(2004, LogLevel.Warning, "Queue {Queue} waits for the store, attempt {Attempt}")]
    public static partial void StoreAway(ILogger logger, string queue, int attempt, Exception fault);

    [LoggerMessage(2002, LogLevel.Debug, "City {City}: batch {Batch} chunk {Chunk} is decided again, a profile changed meanwhile")]
    public static partial void DecidingAgain(ILogger logger, string city, string batch, int chunk);
}
