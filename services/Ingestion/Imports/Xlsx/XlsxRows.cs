using System.Xml;
using CreditShare.Ingestion.Imports.Tables;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CreditShare.Ingestion.Imports.Xlsx;

/// <summary>
/// The rows of a workbook (XLSX, transitional or strict; of one with macros they are not looked at), sheet by sheet. The library opens the package and reads what the workbook says of itself; rows and shared
/// strings, nearly all of the file, are read as XML in one go. Hidden sheets are passed over, hidden rows are not.
/// </summary>
internal sealed class XlsxRows : TableRows
{
    private readonly SealedFile file;
    private readonly string folder;
    private readonly SpreadsheetDocument document;
    private readonly WorkbookPart book;
    private readonly List<Sheet> sheets;
    private readonly bool from1904;
    private readonly XlsxStyles styles;
    private SharedTexts? shared;
    private SheetXml? rows;
    private int next;

    private XlsxRows(SealedFile file, string folder)
    {
        (this.file, this.folder) = (file, folder);
        document = SpreadsheetDocument.Open(file, isEditable: false, new OpenSettings { MaxCharactersInPart = XlsxLimits.WholePart });
        try
        {
            book = document.WorkbookPart ?? throw WorkbookFaults.NotAWorkbook;
            if (book.ExternalRelationships.Any() || book.ExternalWorkbookParts.Any() || book.ConnectionsPart is not null)
                throw WorkbookFaults.ExternalLinks;
            // Null where the part holds no workbook, whatever its type says.
            var workbook = book.Workbook ?? throw WorkbookFaults.Malformed("");
            sheets = workbook.Sheets?.Elements<Sheet>().Take(XlsxLimits.Sheets + 1).ToList() ?? [];
            // One part named over and over would be read over and over.
            if (sheets.Count > XlsxLimits.Sheets)
                throw WorkbookFaults.Bomb($"{XlsxLimits.Sheets} 个以上的工作表", $"more than {XlsxLimits.Sheets} sheets");
            if (sheets.DistinctBy(sheet => sheet.Id?.Value).Count() < sheets.Count)
                throw WorkbookFaults.Malformed("");
            from1904 = workbook.WorkbookProperties?.Date1904?.Value == true;
            styles = XlsxStyles.Load(Open(book.WorkbookStylesPart, "styles"));
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    public override string? Encoding => null;

    /// <param name="folder">Where the upload and what is too large for memory lie, sealed.</param>
    /// <exception cref="UnreadableBodyException">It is no workbook, or one that is not read.</exception>
    public static async Task<XlsxRows> OpenAsync(Stream body, string folder, CancellationToken ct)
    {
        var file = SealedFile.Create(folder);
        try
        {
            await body.CopyToAsync(file, ct);
            var start = new byte[8];
            file.Position = 0;
            var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (ZipCheck.Fault(start.AsSpan(0, length), file) is { } fault)
                throw fault;
            return Guarded("", () =>
            {
                ZipCheck.Check(file);
                return new XlsxRows(file, folder);
            });
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public override ValueTask<bool> NextSheetAsync(CancellationToken ct) => ValueTask.FromResult(NextSheet());

    // The upload lies on the local disk; nothing here waits for anybody.
    public override ValueTask<bool> NextRowAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Guarded(Pointer, NextRow));
    }

    public override async ValueTask DisposeAsync()
    {
        rows?.Dispose();
        shared?.Dispose();
        document.Dispose();
        await file.DisposeAsync();
    }

    private string Pointer => $"sheet {ShownTitle.Of(Sheet ?? "")}";

    private bool NextSheet()
    {
        rows?.Dispose();
        rows = null;
        Wanted = null;
        HiddenRows = 0;
        while (next < sheets.Count)
        {
            var sheet = sheets[next++];
            Sheet = sheet.Name?.Value ?? "";
            if (Guarded(Pointer, () => OpenSheet(sheet)))
                return true;
        }
        return false;
    }

    private bool OpenSheet(Sheet sheet)
    {
        if (sheet.State?.Value is { } state && state != SheetStateValues.Visible)
        {
            Skipped.Add(new(Sheet!, "hidden-sheet", "工作表是隐藏的。", "The sheet is hidden."));
            return false;
        }
        if (sheet.Id?.Value is not { } id || !book.TryGetPartById(id, out var part) || part is not WorksheetPart worksheet)
        {
            Skipped.Add(new(Sheet!, "no-cells", "不是有单元格的工作表。", "It is no sheet with cells."));
            return false;
        }
        if (worksheet.ExternalRelationships.Any())
            throw WorkbookFaults.ExternalLinks;
        if (shared is null && book.SharedStringTablePart is { } strings)
            shared = SharedTexts.Load(Open(strings, "shared strings")!, () => SealedFile.Create(folder));
        rows = new(Open(worksheet, Pointer)!, Pointer, styles, shared, from1904);
        return true;
    }

    private bool NextRow()
    {
        Cells.Clear();
        Faults.Clear();
        while (rows!.NextRow(IsWanted))
        {
            if (rows.IsHidden)
                HiddenRows++;
            if (rows.Faults.Count == 0 && rows.Cells.TrueForAll(string.IsNullOrWhiteSpace))
                continue;
            Line = rows.Row;
            Cells.AddRange(rows.Cells);
            Faults.AddRange(rows.Faults);
            return true;
        }
        return false;
    }

    private static WatchedStream? Open(OpenXmlPart? part, string pointer) => part is null ? null : new(part.GetStream(FileMode.Open, FileAccess.Read), pointer);

    /// <summary>What libraries throw when a file is not what it says becomes one refusal; a disk that fails does not.</summary>
    private static T Guarded<T>(string pointer, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is XmlException or InvalidDataException or FormatException or OpenXmlPackageException or ArgumentException
            or InvalidOperationException or KeyNotFoundException or NotSupportedException or EndOfStreamException or OverflowException or IndexOutOfRangeException)
        {
            throw WorkbookFaults.Malformed(pointer);
        }
    }
}
