using System.Globalization;
using System.Text;
using System.Text.Json;
using CreditShare.Domain.Calendar;
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
    /// <summary>Of the API: programs read them.</summary>
    private static readonly string[] Titles =
        ["index", "id", "at", "kind", "city", "agency", "account", "subject", "purpose", "case", "record", "version", "outcome", "reasons", "status", "detail", "leafHash"];

    private static readonly string[] ChineseTitles =
        ["序号", "条目编号", "时间（北京时间）", "类型", "城市", "用信机构", "账号", "信用主体", "用途", "办件编号", "记录", "版本", "结果", "理由", "状态", "细节", "叶哈希"];

    private readonly CsvWriter csv;
    private readonly bool chinese;
    private ExportHead? head;

    /// <param name="output">Stays open.</param>
    /// <param name="chinese">For a person who reads the Chinese pages: titles in Chinese, and times as there. What stands below the titles is the same: the words that the log itself has.</param>
    public CsvForm(Stream output, bool chinese)
    {
        this.chinese = chinese;
        csv = new(
            new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 1 << 16, leaveOpen: true),
            new CsvConfiguration(CultureInfo.InvariantCulture) { ShouldQuote = _ => true });
    }

    public Task BeginAsync(ExportHead head)
    {
        this.head = head;
        return RowAsync(chinese ? ChineseTitles : Titles);
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

    private string?[] Cells(long index, byte[] bytes) => !EntryEncoding.TryDecode(bytes, out var entry) ? [Number(index), "?"] :
    [
        Number(index), entry.Id, At(entry.At), entry.Kind, entry.Actor.City, entry.Actor.Agency, entry.Actor.Account,
        entry.Subject, entry.Purpose, entry.Case, entry.Record?.Key, entry.Record is { } record ? Number(record.Version) : null, entry.Outcome, string.Join(' ', entry.Reasons),
        entry.Status is { } status ? Number(status) : null, entry.Detail.Count == 0 ? null : JsonSerializer.Serialize(entry.Detail.OrderBy(fact => fact.Key, StringComparer.Ordinal).ToDictionary()),
        MerkleHash.Leaf(bytes).ToBase64(),
    ];

    private string At(DateTimeOffset at) => chinese
        ? at.ToOffset(ChinaCalendar.Offset).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)
        : at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private async Task RowAsync(params string?[] cells)
    {
        foreach (var cell in cells)
            csv.WriteField(FormulaGuard.Guard(cell));
        await csv.NextRecordAsync();
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
