using System.Text;
using CreditShare.Domain.Normalising;
using CreditShare.Ingestion.Imports.Tables;
using Sylvan.Data.Csv;

namespace CreditShare.Ingestion.Imports.Csv;

/// <summary>The rows of a CSV file: one sheet without a name. The guard that our own files have against formulas is taken away.</summary>
internal sealed class CsvRows : TableRows
{
    /// <summary>Characters of one row; more is a broken quote, not a row.</summary>
    private const int LongestRow = 1024 * 1024;

    private readonly CsvText text;
    private readonly CsvDataReader csv;
    private bool opened;

    /// <summary>Cells of the rows among which the titles are looked for, by line; the last ones need not have a title.</summary>
    private readonly Dictionary<int, int> widths = [];

    /// <summary>A cell may have line breaks of its own, so the next row does not always begin on the next line.</summary>
    private int nextLine = 1;

    private CsvRows(CsvText text, CsvDataReader csv) => (this.text, this.csv) = (text, csv);

    public override string Encoding => text.Name;

    /// <exception cref="UnreadableBodyException">It is no text, or its first row has no end.</exception>
    public static async Task<CsvRows> OpenAsync(Stream body, Encoding? stated, CancellationToken ct)
    {
        var text = await CsvText.OpenAsync(body, stated, ct);
        try
        {
            var options = new CsvDataReaderOptions { HasHeaders = false, Delimiter = TableTitles.Delimiter(text.Sample), BufferSize = 64 * 1024, MaxBufferSize = LongestRow };
            return new(text, await CsvDataReader.CreateAsync(text, options, ct));
        }
        catch (Exception fault) when (fault is FormatException or CsvFormatException)
        {
            throw Malformed(1);
        }
    }

    public override ValueTask<bool> NextSheetAsync(CancellationToken ct) => ValueTask.FromResult(!opened && (opened = true));

    public override async ValueTask<bool> NextRowAsync(CancellationToken ct)
    {
        Cells.Clear();
        try
        {
            if (!await csv.ReadAsync(ct))
                return false;
        }
        catch (Exception fault) when (fault is FormatException or CsvFormatException)
        {
            throw Malformed(nextLine);
        }
        (Line, nextLine) = (nextLine, nextLine + Math.Max(LineBreaks(csv.GetRawRecordSpan()), 1));
        if (Wanted is null)
            widths[Line] = csv.RowFieldCount;
        for (var column = 0; column < csv.RowFieldCount && (Wanted is null || column < Wanted.Length); column++)
            Cells.Add(IsWanted(column) ? FormulaGuard.Unguard(csv.GetString(column)) : null);
        return true;
    }

    public override async ValueTask DisposeAsync()
    {
        await csv.DisposeAsync();
        text.Dispose();
    }

    /// <inheritdoc/>
    public override bool HasMore(int titleLine)
    {
        for (var column = widths.GetValueOrDefault(titleLine, int.MaxValue); column < csv.RowFieldCount; column++)
        {
            if (!string.IsNullOrWhiteSpace(csv.GetString(column)))
                return true;
        }
        return false;
    }

    /// <summary>As an editor counts them: CR, LF, or both together.</summary>
    private static int LineBreaks(ReadOnlySpan<char> text)
    {
        var breaks = 0;
        for (int at; (at = text.IndexOfAny('\r', '\n')) >= 0; breaks++)
            text = text[(text[at..].StartsWith("\r\n") ? at + 2 : at + 1)..];
        return breaks;
    }

    private static UnreadableBodyException Malformed(int line) => new(
        "csv-malformed", $"line {line}", null, "cells with a comma, quote or line break are enclosed in double quotes; a row has 1 MiB at most",
        $"从第 {line} 行起的一行数据引号不成对或过长。", $"In the row that begins on line {line} a quote is not closed, or it is too long.");
}
