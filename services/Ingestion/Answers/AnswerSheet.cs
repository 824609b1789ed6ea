using CreditShare.Domain.Deciding;
using CreditShare.Domain.Records;
using CreditShare.Hosting.Workbooks;
using CreditShare.Ingestion.Imports.Tables;

namespace CreditShare.Ingestion.Answers;

/// <summary>One sheet of a workbook that goes back: titles and columns as they were sent, wrong cells marked and commented, and a column that tells of each row.</summary>
internal sealed class AnswerSheet
{
    private const double Narrowest = 12;
    private const double Widest = 30;
    private const double RemarkWidth = 60;

    private readonly SheetWriter writer;
    private readonly TableSheet table;
    private readonly IReadOnlyList<TableColumn?> columns;
    private readonly int remarkColumn;

    private AnswerSheet(SheetWriter writer, TableSheet table, IReadOnlyList<TableColumn?> columns, int remarkColumn) =>
        (this.writer, this.table, this.columns, this.remarkColumn) = (writer, table, columns, remarkColumn);

    /// <param name="book">The workbook.</param>
    /// <param name="name">The sheet's.</param>
    /// <param name="table">As it was sent.</param>
    /// <param name="titleRow">The row on which the titles stand.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<AnswerSheet> BeginAsync(WorkbookWriter book, string name, TableSheet table, int titleRow, CancellationToken ct)
    {
        var template = TableTemplates.Find(table.Template);
        List<TableColumn?> columns = [.. table.Columns.Select(column => column.Field is { } field ? template?.Columns.FirstOrDefault(known => known.Field == field) : null)];
        var remarkColumn = RemarkColumn(table);
        List<double> widths = [.. table.Columns.Select(column => Math.Clamp((column.Title.Length * 2) + 4, Narrowest, Widest))];
        if (remarkColumn < widths.Count)
            widths[remarkColumn] = RemarkWidth;
        else
            widths.Add(RemarkWidth);
        var sheet = new AnswerSheet(book.Begin(name, new SheetLayout(widths, titleRow)), table, columns, remarkColumn);
        await sheet.WriteTitlesAsync(titleRow, ct);
        return sheet;
    }

    public Task WriteAsync(int number, AnsweredRow answered, CancellationToken ct)
    {
        var (cells, decision) = (answered.Row.Cells, answered.Decision);
        var reasons = decision is { Outcome: Outcome.Rejected, Reasons: { } all } ? all : [];
        writer.BeginRow(number);
        for (var column = 0; column < table.Columns.Count; column++)
        {
            if (column == remarkColumn)
                WriteRemark(decision);
            else if (table.Columns[column].Field is { } field)
                WriteCell(column, column < cells.Count ? cells[column] : null, [.. reasons.Where(reason => reason.Field == field.Path())]);
        }
        if (remarkColumn == table.Columns.Count)
            WriteRemark(decision);
        return writer.EndRowAsync(ct);
    }

    /// <returns>Comments that found no place.</returns>
    public async Task<int> EndAsync(CancellationToken ct)
    {
        await writer.EndAsync(ct);
        return writer.CommentsLeftOut;
    }

    /// <summary>The one that a workbook that came back already has, else a new one behind all others.</summary>
    public static int RemarkColumn(TableSheet table)
    {
        for (var column = 0; column < table.Columns.Count; column++)
        {
            if (table.Columns[column] is { Field: null, IsPersonal: false, Title: ClerkTexts.RemarkTitle })
                return column;
        }
        return table.Columns.Count;
    }

    private void WriteCell(int column, string? text, IReadOnlyList<Reason> reasons)
    {
        if (reasons.Count > 0)
            writer.Cell(column, text, CellStyle.Wrong, ClerkTexts.Comment(reasons, columns[column]));
        else if (!string.IsNullOrEmpty(text))
            writer.Cell(column, text, CellStyle.Text);
    }

    private void WriteRemark(Decision decision)
    {
        if (ClerkTexts.Remark(decision, path => table.Columns.FirstOrDefault(column => column.Field?.Path() == path)?.Title) is { } remark)
            writer.Cell(remarkColumn, remark, CellStyle.Remark);
    }

    private Task WriteTitlesAsync(int row, CancellationToken ct)
    {
        writer.BeginRow(row);
        for (var column = 0; column < table.Columns.Count; column++)
        {
            var title = table.Columns[column];
            if (column == remarkColumn)
                writer.Cell(column, ClerkTexts.RemarkTitle, CellStyle.RequiredTitle);
            else if (title.IsPersonal)
                writer.Cell(column, title.Title, CellStyle.UnreadTitle, ClerkTexts.PersonalColumn);
            else if (title.Field is not null)
                writer.Cell(column, title.Title, columns[column]?.Need is ColumnNeed.Required or ColumnNeed.Essential ? CellStyle.RequiredTitle : CellStyle.Title);
            else if (title.Title.Length > 0)
                writer.Cell(column, title.Title, CellStyle.UnreadTitle, ClerkTexts.UnreadColumn);
        }
        if (remarkColumn == table.Columns.Count)
            writer.Cell(remarkColumn, ClerkTexts.RemarkTitle, CellStyle.RequiredTitle);
        return writer.EndRowAsync(ct);
    }
}
