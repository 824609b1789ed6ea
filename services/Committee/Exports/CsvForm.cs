using System.Globalization;
using System.Text;
using System.Text.Json;
using CreditShare.Domain.Normalising;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;
using CreditShare.Storage;
using CsvHelper;
using CsvHelper.Configuration;

namespace CreditShare.Committee.Exports;

/// <summary>
/// A table for a spreadsheet: a row an entry, and a last row <c>end</c> with what it was taken from. Every cell is quoted, and guarded against being
/// taken for a formula (<see cref="FormulaGuard"/>). UTF-8 with a mark, by which spreadsheets know it.
/// </summary>
internal sealed class CsvForm : IExportForm
{
    private static readonly string[] Titles =
        ["index", "id", "at", "kind", "city", "agency", "account", "subject", "purpose", "case", "record", "version", "outcome", "reasons", "status", "detail", "leafHash"];

    private readonly CsvWriter csv;
    private ExportHead? head;

    public CsvForm(Stream output) => csv = new(
        new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 1 << 16, leaveOpen: true),
        new CsvConfiguration(CultureInfo.InvariantCulture) { ShouldQuote = _ => true });

    public Task BeginAsync(ExportHead head)
    {
        this.head = head;
        return RowAsync(Titles);
    }

    public async Task WriteAsync(IReadOnlyList<SequencedEntry> entries, CancellationToken ct)
    {
        foreach (var (index, bytes) in entries)
            await RowAsync(Cells(index, bytes));
        await csv.FlushAsync();
    }

    public async Task EndAsync(long count)
    {
        await RowAsync("end", head!.LogEntry, Number(count), head.Query, head.Checkpoint);
        await csv.FlushAsync();
    }

    public ValueTask DisposeAsync() => csv.DisposeAsync();

    private static string?[] Cells(long index, byte[] bytes) => !EntryEncoding.TryDecode(bytes, out var entry) ? [Number(index), "?"] :
    [
        Number(index), entry.Id, entry.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), entry.Kind, entry.Actor.City, entry.Actor.Agency, entry.Actor.Account,
        entry.Subject, entry.Purpose, entry.Case, entry.Record?.Key, entry.Record is { } record ? Number(record.Version) : null, entry.Outcome, string.Join(' ', entry.Reasons),
        entry.Status is { } status ? Number(status) : null, entry.Detail.Count == 0 ? null : JsonSerializer.Serialize(entry.Detail.OrderBy(fact => fact.Key, StringComparer.Ordinal).ToDictionary()),
        MerkleHash.Leaf(bytes).ToBase64(),
    ];

    private async Task RowAsync(params string?[] cells)
    {
        foreach (var cell in cells)
            csv.WriteField(FormulaGuard.Guard(cell));
        await csv.NextRecordAsync();
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
