using System.Collections.Frozen;
using CreditShare.Ingestion.Imports.Tables;

namespace CreditShare.Ingestion.Imports.Xlsx;

/// <summary>What can be wrong with one cell of a workbook. It refuses its row, not the others.</summary>
internal static class CellFaults
{
    private static readonly FrozenSet<string> Errors = new[]
    {
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!",
    }.ToFrozenSet();

    public static CellFault NoResult(int column, string cell) => new(
        column, "formula-without-result", null, $"单元格 {cell} 是公式，但没有计算结果。", $"Cell {cell} holds a formula without a result.",
        "请在 Excel 或 WPS 中打开并保存一次，或把公式粘贴为数值。", "Open and save the workbook in Excel, WPS or LibreOffice, or paste the value in place of the formula.");

    // A file may call anything an error; only what a spreadsheet calls one is told.
    public static CellFault ErrorValue(int column, string cell, string found) => new(
        column, "formula-error", Errors.Contains(found) ? found : null, $"单元格 {cell} 的公式结果是错误值。", $"The formula in cell {cell} results in an error.",
        "请改正公式，或直接填写内容。", "Mend the formula, or write the value itself.");

    // The number itself is not told: it may be what is left of an identity number.
    public static CellFault DigitsLost(int column, string cell) => new(
        column, "digits-lost", null, $"单元格 {cell} 是 16 位以上的数字，表格软件只保留前 15 位，后面的数字已丢失。",
        $"Cell {cell} holds a number of 16 or more digits, of which a spreadsheet keeps 15: the others are lost.",
        "请把单元格格式设为“文本”后重新填写。", "Format the cell as text and enter it again.");

    public static CellFault ShownOtherwise(int column, string cell, string found) => new(
        column, "number-shown-otherwise", found, $"单元格 {cell} 的数字格式（百分比、分数、千位、插入小数点或带其他单位）使显示的数与实际的数不同。",
        $"The number format of cell {cell} (percent, fraction, thousands, a point put in or another unit) shows another number than the cell holds.",
        "请把单元格格式设为“常规”，核对后重新填写。", "Format the cell as General, check the number and enter it again.");

    public static CellFault NoDay(int column, string cell, string found) => new(
        column, "no-such-serial-day", found, $"单元格 {cell} 设为日期格式，但其中的数不是日期。", $"Cell {cell} has a date format, but its number is no day.",
        "请填写日期，如 2024-03-05。", "Write a day, such as 2024-03-05.");

    public static CellFault Unreadable(int column, string cell) => new(
        column, "cell-unreadable", null, $"单元格 {cell} 的内容无法读取。", $"The content of cell {cell} cannot be read.",
        "请在 Excel 或 WPS 中重新填写该单元格并保存。", "Enter the cell again in Excel, WPS or LibreOffice and save.");
}
