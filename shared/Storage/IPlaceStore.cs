namespace CreditShare.Storage;

/// <summary>How far each follower of the log has come. Safe for concurrent callers in several processes. Every method may throw <see cref="StoreUnavailableException"/>.</summary>
public interface IPlaceStore
{
    /// <summary>The index of the first entry that the follower has not taken yet; 0 for one that has taken none.</summary>
    Task<long> ReadPlaceAsync(string follower, CancellationToken ct);

    /// <summary>Durable when the task ends. A place only grows: a smaller one than is there changes nothing and is no error.</summary>
    Task MovePlaceAsync(string follower, long place, CancellationToken ct);
}
