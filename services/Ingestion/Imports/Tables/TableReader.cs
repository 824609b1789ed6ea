using System.Runtime.CompilerServices;
using System.Text;
using CreditShare.Ingestion.Imports.Csv;
using CreditShare.Ingestion.Imports.Xlsx;

namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>Reads a table that bureaus send, CSV or workbook, streaming: memory holds one row. Columns stand in any order; of rows below the titles personal cells are not read.</summary>
internal sealed class TableReader
{
    private const int MostIgnored = 50;
    private const int MostSkipped = 50;

    private readonly List<string> ignored = [];

    /// <summary>Titles that no field has, known once the last row has been read: the first 50, each cut to 100 characters.</summary>
    public IReadOnlyList<string> IgnoredColumns => ignored;

    /// <summary>What the table looked like, known once the last row has been read.</summary>
    public TableSource? Source { get; private set; }

    /// <param name="body">The file.</param>
    /// <param name="stated">The encoding that the sender states; null if it is to be found out. A byte order mark overrules both.</param>
    /// <exception cref="UnreadableBodyException">No template has these titles, a required column is missing, or the quoting is broken.</exception>
    public async IAsyncEnumerable<ReadRow> ReadCsvAsync(Stream body, Encoding? stated, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = await CsvRows.OpenAsync(body, stated, ct);
        await foreach (var row in ReadAsync(rows, ct))
            yield return row;
    }

    /// <param name="body">The file.</param>
    /// <param name="folder">Where it is kept, sealed, while it is read.</param>
    /// <exception cref="UnreadableBodyException">It is no workbook, one that is not read, or none of its sheets has a template's titles.</exception>
    public async IAsyncEnumerable<ReadRow> ReadWorkbookAsync(Stream body, string folder, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = await XlsxRows.OpenAsync(body, folder, ct);
        await foreach (var row in ReadAsync(rows, ct))
            yield return row;
    }

    private async IAsyncEnumerable<ReadRow> ReadAsync(TableRows rows, [EnumeratorCancellation] CancellationToken ct)
    {
        var sheets = new List<TableSheet>();
        UnreadableBodyException? worst = null;
        var records = 0;
        while (await rows.NextSheetAsync(ct))
        {
            var (found, fault, hasRow) = await TitleSearch.FindAsync(rows, ct);
            if (found is null)
            {
                worst = Nearer(worst, fault!);
                rows.Skipped.Add(new(rows.Sheet ?? "", fault!.Code, fault.Zh, fault.En));
                continue;
            }
            var sheet = new SheetRows(found);
            var first = records;
            ignored.AddRange(sheet.Ignored.Except(ignored).Take(MostIgnored - ignored.Count));
            rows.Wanted = sheet.Wanted;
            for (; hasRow; hasRow = await rows.NextRowAsync(ct))
            {
                if (sheet.Make(rows) is not { } row)
                    continue;
                records++;
                yield return row;
            }
            sheets.Add(new(rows.Sheet is null ? null : ShownTitle.Of(rows.Sheet), found.Template.Name, found.Line, first, sheet.Columns) { HiddenRows = rows.HiddenRows });
        }
        if (sheets.Count == 0)
            throw worst ?? new("empty-body", "", null, "a sheet with a title row and rows below it", "工作簿中没有可见的工作表。", "The workbook has no visible sheet with cells.");
        var skipped = rows.Skipped.Take(MostSkipped).Select(sheet => sheet with { Name = ShownTitle.Of(sheet.Name) }).ToList();
        Source = new(rows.Encoding, sheets, [.. skipped.Select(sheet => sheet.Name)]) { Skipped = skipped };
    }

    /// <summary>Of the faults of several sheets the one that was nearest to being a table.</summary>
    private static UnreadableBodyException Nearer(UnreadableBodyException? one, UnreadableBodyException other) =>
        one is null || Nearness(other) > Nearness(one) ? other : one;

    private static int Nearness(UnreadableBodyException fault) => fault.Code switch { "empty-body" => 0, "table-unknown" => 1, _ => 2 };
}
