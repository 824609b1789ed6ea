using System.Collections.Frozen;

namespace CreditShare.Domain.Normalising;

/// <summary>
/// Rule: a word that says that something is there but not told yet (待补, 未填, 不详) is not nothing and no value either; such a cell is refused. 不适用 says that there is nothing to tell,
/// and is a mark for nothing (<see cref="NothingMarks"/>). A spreadsheet's error value (#N/A, #REF!, ####) is refused in the same way: the sheet had something else in mind.
/// </summary>
public static class OutstandingMarks
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "未填", "未填写", "待填", "待补", "待补充", "待定", "待核实", "待查", "待确认", "暂缺", "缺失", "不详", "未知", "tbd", "todo",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> ErrorValues = new[]
    {
        "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True for a word that puts the value off.</summary>
    public static bool IsOutstanding(string text) => text.Length <= 4 && Words.Contains(text);

    /// <summary>True for what a spreadsheet shows instead of a value.</summary>
    public static bool IsSpreadsheetError(string text) =>
        text.Length > 1 && text[0] == '#' && (ErrorValues.Contains(text) || text.AsSpan().IndexOfAnyExcept('#') < 0);
}
