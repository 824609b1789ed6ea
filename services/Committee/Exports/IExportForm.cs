using CreditShare.Storage;

namespace CreditShare.Committee.Exports;

/// <summary>One form in which entries leave. What was written is complete only if it has its end.</summary>
internal interface IExportForm : IAsyncDisposable
{
    Task BeginAsync(ExportHead head);

    Task WriteAsync(IReadOnlyList<SequencedEntry> entries, CancellationToken ct);

    /// <param name="count">Entries written.</param>
    Task EndAsync(long count);
}

/// <summary>What an export was taken from.</summary>
/// <param name="LogEntry">The entry that says that it was taken.</param>
/// <param name="Query">The filters as they were understood.</param>
/// <param name="Checkpoint">The signed note; no entry beyond its size is in the export.</param>
internal sealed record ExportHead(string LogEntry, string Query, string Checkpoint);
