using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>What the driver's exceptions mean to the store's callers.</summary>
internal static class MongoFaults
{
    /// <summary>Codes of a server that cannot keep its promise now: out of disk space, interrupted, over its time, shutting down, no majority.</summary>
    private static readonly HashSet<int> PassingCodes = [14031, 50, 64, 91, 100, 112, 189, 262, 11600, 11601, 11602];

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
    public static bool IsOnlyDuplicates(MongoBulkWriteException fault) =>
        fault.WriteConcernError is null && fault.WriteErrors.All(error => error.Category == ServerErrorCategory.DuplicateKey);

    public static bool IsDuplicate(MongoWriteException fault) => fault.WriteError?.Category == ServerErrorCategory.DuplicateKey;
}
