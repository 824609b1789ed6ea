namespace CreditShare.Ingestion.Answers;

/// <summary>One fault of one record.</summary>
/// <param name="Line">The line, row or place on which the record stands.</param>
/// <param name="Field">Path of the field; empty for the whole record.</param>
/// <param name="Found">What was sent, shortened; null if nothing was. What the cell was read as, once the rows are no longer kept.</param>
/// <param name="Code">The reason's.</param>
/// <param name="Zh">What is wrong.</param>
/// <param name="En">The same in English.</param>
/// <param name="RightZh">What would be right.</param>
/// <param name="RightEn">The same in English.</param>
/// <param name="LogEntry">Id of the decision's entry in the exchange log.</param>
/// <param name="Sheet">Of a workbook, the sheet; else null.</param>
/// <param name="Column">Of a table, the column's title as it stands in the file; null if it has no such column.</param>
/// <param name="Cell">Such as C5: in the workbook that was sent, or for CSV in the marked one; null if there is none.</param>
/// <param name="ReadAs">What was sent means by the rules, where that is not what stands there: 5000 元 for 0.5 in a column of 万元; null if it is.</param>
public sealed record ErrorRow(
    int Line, string Field, string? Found, string Code, string Zh, string En, string RightZh, string RightEn, string LogEntry, string? Sheet, string? Column, string? Cell, string? ReadAs);

/// <summary>A page of faults.</summary>
/// <param name="Items">In the order of the batch.</param>
/// <param name="Next">Address of the next page; absent on the last one.</param>
/// <param name="Pending">Records of the batch that are not decided yet; ask again later.</param>
public sealed record ErrorPage(IReadOnlyList<ErrorRow> Items, string? Next, int Pending);

/// <summary>A refused row of a table.</summary>
/// <param name="Sheet">Of a workbook; null for CSV.</param>
/// <param name="Line">The line or row on which it stands.</param>
/// <param name="Cells">By the titles of the file, as they stood there; empty ones and those that were not read are absent.</param>
/// <param name="Errors">All that is wrong with it.</param>
public sealed record MendRow(string? Sheet, int Line, IReadOnlyDictionary<string, string> Cells, IReadOnlyList<ErrorRow> Errors);

/// <summary>A page of refused rows.</summary>
/// <param name="Items">In the order of the batch.</param>
/// <param name="Next">Address of the next page; absent on the last one.</param>
public sealed record MendPage(IReadOnlyList<MendRow> Items, string? Next);

/// <summary>A cell that was read, by a stated rule, as something other than it says.</summary>
/// <param name="Line">The line, row or place on which the record stands.</param>
/// <param name="Sheet">Of a workbook; else null.</param>
/// <param name="Column">Of a table, the column's title as it stands in the file.</param>
/// <param name="Cell">Such as C5, as with faults.</param>
/// <param name="Field">Path of the field.</param>
/// <param name="Rule">The rule, in kebab case.</param>
/// <param name="Found">What the cell says, shortened.</param>
/// <param name="ReadAs">What it was read as; null where it means nothing.</param>
/// <param name="Zh">The same in a sentence.</param>
/// <param name="En">The same in English.</param>
public sealed record NormalisedCell(int Line, string? Sheet, string? Column, string? Cell, string Field, string Rule, string Found, string? ReadAs, string Zh, string En);

/// <summary>A page of cells that were read otherwise.</summary>
/// <param name="Items">In the order of the batch.</param>
/// <param name="Next">Address of the next page; absent on the last one.</param>
public sealed record NormalisedPage(IReadOnlyList<NormalisedCell> Items, string? Next);
