namespace CreditShare.Storage;

/// <summary>Which subjects an agency watches, for which purpose and case. Safe for concurrent callers. Every method may throw <see cref="StoreUnavailableException"/>.</summary>
public interface IWatchStore
{
    /// <summary>Sets a watch, or states another purpose and case for it. Durable when the task ends; again is no error.</summary>
    Task PutAsync(Watch watch, CancellationToken ct);

    /// <summary>Ends a watch. Durable when the task ends.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(string agency, string code, CancellationToken ct);

    /// <summary>One watch; null if there is none.</summary>
    Task<Watch?> FindAsync(string agency, string code, CancellationToken ct);

    /// <summary>An agency's watches behind a code, in the order of codes; from the first if it is null.</summary>
    Task<IReadOnlyList<Watch>> ListAsync(string agency, string? after, int most, CancellationToken ct);

    /// <summary>How many subjects an agency watches.</summary>
    Task<long> CountAsync(string agency, CancellationToken ct);
}

/// <param name="Agency">Code of the agency.</param>
/// <param name="Code">Of the subject.</param>
/// <param name="Purpose">Code of the purpose.</param>
/// <param name="CaseNumber">In which case.</param>
/// <param name="Account">Who set it.</param>
/// <param name="Since">When, UTC in milliseconds.</param>
public sealed record Watch(string Agency, string Code, string Purpose, string CaseNumber, string Account, DateTimeOffset Since);
