using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CreditShare.Domain.Codes;
using CreditShare.Domain.Deciding;
using CreditShare.Domain.Normalising;
using CreditShare.Domain.Records;

namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>Makes rows of one sheet's cells once its titles are known.</summary>
internal sealed partial class SheetRows
{
    /// <summary>Of an id made of a row; it says nothing of the row.</summary>
    public const string DerivedIdPrefix = "row-";
    private const int DerivedIdBytes = 16;

    private readonly TableTemplate template;
    private readonly string[] titles;
    private readonly int titleLine;

    public SheetRows(FoundTitles found)
    {
        template = found.Template;
        titleLine = found.Line;
        titles = [.. found.Titles.Select(TableTitles.Plain)];
        var columns = new List<SheetColumn>(titles.Length);
        foreach (var (title, plain) in found.Titles.Zip(titles))
        {
            var personal = PersonalFields.IsTitle(plain);
            var field = personal ? null : template.Find(title);
            // Of two columns with one field the first counts; the other is told among the ignored ones.
            columns.Add(new(ShownTitle.Of(title), field is not null && columns.Exists(column => column.Field == field) ? null : field, personal));
        }
        Columns = columns;
    }

    public IReadOnlyList<SheetColumn> Columns { get; }

    public bool[] Wanted => [.. Columns.Select(column => column.Field is not null)];

    /// <summary>Titles of columns that are neither read nor personal.</summary>
    public IEnumerable<string> Ignored => Columns.Where((column, place) => column.Field is null && !column.IsPersonal && titles[place].Length > 0).Select(column => column.Title);

    /// <summary>The row that the table stands at; null for one without a word in the columns that are read, and for the titles when they stand again, as on each printed page.</summary>
    public ReadRow? Make(TableRows rows)
    {
        var cells = new RecordCells { AmountUnit = MoneyAmount.TenThousandYuan };
        var faults = new List<Reason>();
        var kept = new string?[Columns.Count];
        bool empty = true, titlesAgain = true;
        for (var i = 0; i < Math.Min(rows.Cells.Count, Columns.Count); i++)
        {
            if (Columns[i].Field is not { } field || rows.Cells[i] is not { } text)
                continue;
            cells[field] = text;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            empty = false;
            titlesAgain = titlesAgain && TableTitles.Plain(text) == titles[i];
            if (!PersonalData.ContainsIdentityNumber(text))
                kept[i] = text;
            if (ScientificPattern().IsMatch(text))
                faults.Add(Reason.About(
                    field, "digits-lost", null, "是科学计数法的数字，表格软件只保留前 15 位，后面的数字可能已丢失。", "It is a number in scientific notation, of which a spreadsheet keeps 15 digits: others may be lost.",
                    "请把单元格格式设为“文本”后重新填写。", "Format the cell as text and enter it again."));
            if (text.Contains('\uFFFD'))
                faults.Add(Reason.About(
                    field, "wrong-encoding", null, "含有无法解码的字符。", "It holds characters that cannot be decoded.",
                    "请用 UTF-8 或 GB18030 保存文件。", "Save the file as UTF-8 or GB18030."));
        }
        foreach (var fault in rows.Faults)
        {
            if (fault.Column >= Columns.Count || Columns[fault.Column].Field is not { } field)
                continue;
            (empty, titlesAgain) = (false, false);
            faults.Add(Reason.About(field, fault.Code, fault.Found, fault.Zh, fault.En, fault.RightZh, fault.RightEn));
        }
        if (empty || titlesAgain)
            return null;
        // Its cells stand under titles that are not theirs, personal ones perhaps among them: nothing of it is kept or told.
        if (rows.HasMore(titleLine))
            return new(rows.Line, null, [CellsBeyondTitles]) { Kept = new(rows.Line, new string?[Columns.Count]) };
        cells[RecordField.Kind] = RecordWords.Word(template.Kind);
        if (IsNothing(cells[RecordField.Item]))
            cells[RecordField.Item] = template.Item(cells[RecordField.HonourCategory] ?? cells[RecordField.ListCategory]);
        cells[RecordField.SourceId] = SourceId(cells);
        return new(rows.Line, cells, faults) { Kept = new(rows.Line, kept) };
    }

    /// <summary>A comma that nobody quoted moves all cells behind it; a line end of another kind than the file's joins two rows. Neither may pass as a row with something added.</summary>
    private static Reason CellsBeyondTitles { get; } = new(
        "cells-beyond-titles", "", null, "本行的单元格比标题多：某个单元格里可能有未加引号的分隔符，或与下一行之间缺少换行。",
        "The row has more cells than there are titles: a cell holds a delimiter without quotes, or the line end before the next row is missing or of another kind.",
        "含分隔符的单元格请加双引号；每行一条记录，换行符统一。", "Quote cells that hold the delimiter; one row a line, line ends of one kind.");

    /// <summary>Also where the table has the column and nobody filled it.</summary>
    private static bool IsNothing(string? cell) => cell is null || NothingMarks.IsNothing(CellText.Fold(cell));

    /// <summary>
    /// The table has no id column of its own: authority, number and subject name the decision, in whatever spelling they come. The id is a hash of them: it stands in the exchange log for ever and must not
    /// say what is deleted one day. Letters only, for digits might look like an identity number.
    /// </summary>
    private string? SourceId(RecordCells cells)
    {
        if (!IsNothing(cells[RecordField.SourceId]))
            return cells[RecordField.SourceId];
        var number = cells[RecordField.DocumentNumber] is { } document && DocumentNumber.Parse(document) is { IsSuccess: true } parsed
            ? parsed.Value.Text
            : cells[RecordField.LicenceNumber] is { } licence && !PersonalData.ContainsIdentityNumber(CellText.Fold(licence)) ? CellText.Fold(licence) : "";
        var named = SHA256.HashData(Encoding.UTF8.GetBytes($"{template.KeyPrefix}:{Code(RecordField.AuthorityCode)}:{number}:{Code(RecordField.SubjectCode)}"));
        return DerivedIdPrefix + string.Concat(named.Take(DerivedIdBytes).SelectMany(octet => new[] { (char)('a' + (octet >> 4)), (char)('a' + (octet & 15)) }));

        // A code that cannot be read refuses the row by itself; its text must not come back in an id.
        string Code(RecordField field) => UnifiedSocialCreditCode.Parse(cells[field] ?? "") is { IsSuccess: true } code ? code.Value.Value : "?";
    }

    /// <summary>What a spreadsheet makes of a long code when it saves a table as CSV: 9.13301E+17.</summary>
    [GeneratedRegex("^\\s*[0-9](?:[.][0-9]+)?[Ee][+][0-9]{2}\\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex ScientificPattern();
}
