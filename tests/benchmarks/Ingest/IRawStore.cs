namespace CreditShare.Benchmarks.Ingest;

/// <summary>A store that takes records and a log row for each, with two secondary indexes, and nothing else.</summary>
internal interface IRawStore : IAsyncDisposable
{
    /// <summary>Calls of <see cref="WriteAsync"/> that help at once.</summary>
    int InFlight { get; }

    /// <summary>Durable when the task ends: all of them at once.</summary>
    Task WriteAsync(IReadOnlyList<RawRecord> records, CancellationToken ct);

    /// <summary>One record and no log row, durable when the task ends: the usual template's one insert.</summary>
    Task InsertAsync(RawRecord record, CancellationToken ct);
}
