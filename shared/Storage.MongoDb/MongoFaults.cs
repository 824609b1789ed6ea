using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>What the driver's exceptions mean to the store's callers.</summary>
internal static class MongoFaults
{
    /// <summary>Codes of a server that cannot keep its promise now: out of disk space, interrupted, over its time, shutting down, no majority, cut off from the others.</summary>
    private static readonly HashSet<int> PassingCodes = [6, 7, 50, 64, 89, 91, 100, 112, 134, 189, 262, 9001, 11600, 11601, 11602, 14031];

    /// <summary>Whether asking again later can help. A write may or may not have been kept.</summary>
    public static bool IsUnavailable(Exception fault) => fault switch
    {
        TimeoutException or MongoConnectionException or MongoNotPrimaryException or MongoNodeIsRecoveringException => true,
        // Who waits for a connection while another one is lost is sent away, and a cursor dies with its server: to the driver neither is a fault of a connection.
        MongoConnectionPoolPausedException or MongoWaitQueueFullException or MongoCursorNotFoundException => true,
        MongoWriteConcernException or MongoExecutionTimeoutException or MongoIncompatibleDriverException => true,
        MongoBulkWriteException bulk => bulk.WriteConcernError is not null || bulk.WriteErrors.Any(error => PassingCodes.Contains(error.Code)),
        MongoWriteException write => write.WriteConcernError is not null || PassingCodes.Contains(write.WriteError?.Code ?? 0),
        MongoCommandException command => PassingCodes.Contains(command.Code) || command.HasErrorLabel("RetryableWriteError"),
        _ => false,
    };

    /// <summary>Whether nothing failed but documents that were there already.</summary>
    public static bool IsOnlyDuplicates(Exception fault) => fault switch
    {
        MongoBulkWriteException bulk => bulk.WriteConcernError is null && bulk.WriteErrors.All(error => error.Category == ServerErrorCategory.DuplicateKey),
        MongoWriteException write => write.WriteConcernError is null && write.WriteError?.Category == ServerErrorCategory.DuplicateKey,
        _ => false,
    };

    /// <summary>Of a write that failed, how, by codes alone: the server's words quote what was written, which is not for logs. Null of other faults.</summary>
    public static string? WriteFailure(Exception fault)
    {
        var (errors, concern) = fault switch
        {
            MongoBulkWriteException bulk => (bulk.WriteErrors.Select(error => error.Code), bulk.WriteConcernError),
            MongoWriteException write => (write.WriteError is { } error ? [error.Code] : [], write.WriteConcernError),
            _ => ((IEnumerable<int>?)null, (WriteConcernError?)null),
        };
        return errors is null ? null : $"A write failed with {string.Join(", ", (concern is null ? errors : errors.Append(concern.Code)).Distinct().Order())}.";
    }
}
