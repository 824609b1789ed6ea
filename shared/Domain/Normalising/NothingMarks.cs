using System.Buffers;
using System.Collections.Frozen;

namespace CreditShare.Domain.Normalising;

/// <summary>
/// Rule: what clerks write to say that a cell has nothing in it means nothing; 不适用 too, as N/A. Words that only put the value off (待补, 未填) are no such mark: <see cref="OutstandingMarks"/>.
/// </summary>
public static class NothingMarks
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "无", "空", "无。", "（无）", "(无)", "空白", "暂无", "没有", "不适用", "null", "N/A", "NA", "none", "nil",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Strokes = SearchValues.Create("-‐‑‒–—―−－─_/／\\＼ 　");

    /// <summary>True for an empty cell, a word for nothing, or one made of dashes, slashes and blanks only.</summary>
    public static bool IsNothing(string text) =>
        text.Length == 0
        || (text.Length <= 4 && Words.Contains(text))
        || text.AsSpan().IndexOfAnyExcept(Strokes) < 0;
}
