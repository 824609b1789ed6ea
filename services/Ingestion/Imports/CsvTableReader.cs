using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;
using CreditShare.Ingestion.Imports.Tables;
using Sylvan.Data.Csv;

namespace CreditShare.Ingestion.Imports;

/// <summary>Reads a double-publicity table, streaming: memory holds one row. Columns in any order; of rows below the titles, personal cells are not read.</summary>
internal sealed class CsvTableReader
{
    /// <summary>Characters of one row; more is a broken quote, not a row.</summary>
    private const int LongestRow = 1024 * 1024;

    private const int MostIgnored = 50;
    private const int LongestIgnored = 100;

    /// <summary>Of an id made of a row; it says nothing of the row.</summary>
    private const string DerivedIdPrefix = "row-";
    private const int DerivedIdBytes = 16;

    private readonly List<string> ignored = [];

    /// <summary>The file's line on which the present row begins, and that of the row behind it. A cell may have line breaks of its own.</summary>
    private (int Row, int Next) lines = (0, 1);

    /// <summary>Titles that no field has, known once the first row has been asked for: the first 50, each cut to 100 characters.</summary>
    public IReadOnlyList<string> IgnoredColumns => ignored;

    /// <summary>What the table looks like, known once the first row has been asked for.</summary>
    public TableSource? Source { get; private set; }

    /// <exception cref="UnreadableBodyException">No template has these titles, a required column is missing, or the quoting is broken.</exception>
    public async IAsyncEnumerable<ReadRow> ReadAsync(Stream body, Encoding? stated, [EnumeratorCancellation] CancellationToken ct)
    {
        var (stream, encoding, sample) = await DecodeAsync(body, stated, ct);
        using var text = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true);
        await using var csv = await OpenAsync(text, TableTitles.Delimiter(sample), ct);
        if (!await NextAsync(csv, ct))
            throw new UnreadableBodyException("empty-body", "line 1", null, "a title row and rows below it", "文件是空的。", "The file is empty.");
        var (template, columns) = await FindTitlesAsync(csv, ct);
        while (await NextAsync(csv, ct))
        {
            if (Row(csv, template, columns) is { } row)
                yield return row;
        }
    }

    private static async Task<(Stream Stream, Encoding Encoding, string Sample)> DecodeAsync(Stream body, Encoding? stated, CancellationToken ct)
    {
        var start = new byte[TextEncodings.Sample];
        var length = await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        var encoding = stated ?? TextEncodings.Detect(start.AsSpan(0, length), whole: length < start.Length);
        return (new HeadedStream(start.AsMemory(0, length), body), encoding, encoding.GetString(start, 0, length));
    }

    private static async Task<CsvDataReader> OpenAsync(StreamReader text, char delimiter, CancellationToken ct)
    {
        try
        {
            return await CsvDataReader.CreateAsync(text, new CsvDataReaderOptions { HasHeaders = false, Delimiter = delimiter, BufferSize = 64 * 1024, MaxBufferSize = LongestRow }, ct);
        }
        catch (Exception fault) when (fault is FormatException or CsvFormatException)
        {
            throw Malformed(1);
        }
    }

    private static UnreadableBodyException Malformed(int line) => new(
        "csv-malformed", $"line {line}", null, "cells with a comma, quote or line break are enclosed in double quotes; a row has 1 MiB at most",
        $"从第 {line} 行起的一行数据引号不成对或过长。", $"In the row that begins on line {line} a quote is not closed, or it is too long.");

    private async Task<bool> NextAsync(CsvDataReader csv, CancellationToken ct)
    {
        try
        {
            if (!await csv.ReadAsync(ct))
                return false;
        }
        catch (Exception fault) when (fault is FormatException or CsvFormatException)
        {
            throw Malformed(lines.Next);
        }
        lines = (lines.Next, lines.Next + Math.Max(LineBreaks(csv.GetRawRecordSpan()), 1));
        return true;
    }

    /// <summary>As an editor counts them: CR, LF, or both together.</summary>
    private static int LineBreaks(ReadOnlySpan<char> text)
    {
        var breaks = 0;
        for (int at; (at = text.IndexOfAny('\r', '\n')) >= 0; breaks++)
            text = text[(text[at..].StartsWith("\r\n") ? at + 2 : at + 1)..];
        return breaks;
    }

    /// <summary>Goes on to the first row with every required column: headings, units and dates often stand above it.</summary>
    private async Task<(TableTemplate Template, RecordField?[] Columns)> FindTitlesAsync(CsvDataReader csv, CancellationToken ct)
    {
        var first = Cells(csv);
        UnreadableBodyException? nearest = null;
        var fewest = int.MaxValue;
        for (var row = 1; ; row++)
        {
            var titles = Cells(csv);
            if (TableTitles.Recognise(titles) is { } template)
            {
                var missing = TableTitles.Missing(template, titles);
                if (missing.Count == 0)
                    return (template, Columns(titles, template));
                // A heading such as "处罚机关:" is spelt like a title, so a row that lacks columns does not end the search.
                if (missing.Count < fewest)
                    (nearest, fewest) = (ColumnsMissing(template, missing), missing.Count);
            }
            if (row == TableTitles.RowsSearched || !await NextAsync(csv, ct))
                throw nearest ?? TableUnknown(first);
        }
    }

    private static List<string> Cells(CsvDataReader csv) => Enumerable.Range(0, csv.RowFieldCount).Select(csv.GetString).ToList();

    private static UnreadableBodyException TableUnknown(List<string> first) => new(
        "table-unknown", "line 1", Reason.Show(string.Join(",", first)),
        $"the titles of the 行政处罚 or 行政许可 table in one of the first {TableTitles.RowsSearched} rows",
        $"前 {TableTitles.RowsSearched} 行中没有行政处罚或行政许可表的标题。",
        $"None of the first {TableTitles.RowsSearched} rows has the titles of the penalty or licence table.");

    private UnreadableBodyException ColumnsMissing(TableTemplate template, IReadOnlyList<TableColumn> missing) => new(
        "columns-missing", $"line {lines.Row}", null, string.Join(", ", missing.Select(column => column.Title)),
        $"缺少必需的列：{string.Join("、", missing.Select(column => column.Title))}。",
        $"Required columns are missing: {string.Join(", ", missing.Select(column => column.Title))}.");

    private RecordField?[] Columns(List<string> titles, TableTemplate template)
    {
        var columns = new RecordField?[titles.Count];
        for (var i = 0; i < titles.Count; i++)
        {
            var plain = TableTitles.Plain(titles[i]);
            if (PersonalFields.IsTitle(plain))
                continue;
            if (template.Find(titles[i]) is { } field && !columns.Contains(field))
                columns[i] = field;
            else if (plain.Length > 0 && ignored.Count < MostIgnored)
                ignored.Add(Cut(Reason.Show(titles[i])!));
        }
        return columns;
    }

    /// <summary>Never between the halves of a character.</summary>
    private static string Cut(string title) =>
        title.Length <= LongestIgnored ? title : title[..(char.IsHighSurrogate(title[LongestIgnored - 1]) ? LongestIgnored - 1 : LongestIgnored)];

    private ReadRow? Row(CsvDataReader csv, TableTemplate template, RecordField?[] columns)
    {
        var cells = new RecordCells { AmountUnit = MoneyAmount.TenThousandYuan };
        var faults = new List<Reason>();
        var empty = true;
        for (var i = 0; i < csv.RowFieldCount; i++)
        {
            if (i >= columns.Length || columns[i] is not { } field)
                continue;
            var text = csv.GetString(i);
            empty &= string.IsNullOrWhiteSpace(text);
            cells[field] = text;
            if (text.Contains('\uFFFD'))
                faults.Add(Reason.About(
                    field, "wrong-encoding", null, "含有无法解码的字符。", "It holds characters that cannot be decoded.",
                    "请用 UTF-8 或 GB18030 保存文件。", "Save the file as UTF-8 or GB18030."));
        }
        if (empty)
            return null;
        cells[RecordField.Kind] = RecordWords.Word(template.Kind);
        cells[RecordField.Item] ??= template.Item(cells[RecordField.HonourCategory] ?? cells[RecordField.ListCategory]);
        cells[RecordField.SourceId] = SourceId(cells, template);
        return new(lines.Row, cells, faults);
    }

    /// <summary>
    /// The table has no id column of its own: authority, number and subject name the decision, in whatever spelling they come. The id is a hash of them: it stands in the exchange log for ever and must not
    /// say what is deleted one day. Letters only, for digits might look like an identity number.
    /// </summary>
    private static string? SourceId(RecordCells cells, TableTemplate template)
    {
        if (!string.IsNullOrWhiteSpace(cells[RecordField.SourceId]))
            return cells[RecordField.SourceId];
        var number = cells[RecordField.DocumentNumber] is { } document && DocumentNumber.Parse(document) is { IsSuccess: true } parsed
            ? parsed.Value.Text
            : CellText.Fold(cells[RecordField.LicenceNumber] ?? "");
        var named = SHA256.HashData(Encoding.UTF8.GetBytes($"{template.KeyPrefix}:{Code(RecordField.AuthorityCode)}:{number}:{Code(RecordField.SubjectCode)}"));
        return DerivedIdPrefix + string.Concat(named.Take(DerivedIdBytes).SelectMany(octet => new[] { (char)('a' + (octet >> 4)), (char)('a' + (octet & 15)) }));

        // A code that cannot be read refuses the row by itself; its text must not come back in an id.
        string Code(RecordField field) => UnifiedSocialCreditCode.Parse(cells[field] ?? "") is { IsSuccess: true } code ? code.Value.Value : "?";
    }

    /// <summary>The bytes already looked at, then the rest.</summary>
    private sealed class HeadedStream(ReadOnlyMemory<byte> head, Stream rest) : ForwardStream
    {
        private ReadOnlyMemory<byte> head = head;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (head.IsEmpty)
                return await rest.ReadAsync(buffer, cancellationToken);
            var taken = Math.Min(buffer.Length, head.Length);
            head[..taken].CopyTo(buffer);
            head = head[taken..];
            return taken;
        }
    }
}
