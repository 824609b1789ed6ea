using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Benchmarks.Stores;

/// <summary>An engine with our store on it and, beside that, the same tables and indexes filled by the raw driver.</summary>
internal interface IMeasuredStore : IAsyncDisposable
{
    string Name { get; }

    IConfiguration Settings { get; }

    void AddOurs(IServiceCollection services);

    /// <summary>Reads back what our store has and the raw one has not.</summary>
    /// <returns>Writes exactly that with the raw driver, as durably.</returns>
    Task<Func<Task>> RawBatchAsync(CancellationToken ct);

    /// <returns>Reads this subject's profile and writes a lookup's entry, as the last lookup of ours did, with the raw driver, as durably.</returns>
    Task<Func<Task>> RawLookupAsync(string subject, CancellationToken ct);

    /// <summary>Reads these subjects' profiles out of our store with the raw driver, by key, one after the other.</summary>
    Task RawReadsAsync(IReadOnlyList<string> subjects, CancellationToken ct);
}
