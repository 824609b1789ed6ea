using System.Globalization;
using System.Text;

namespace CreditShare.Domain.Normalising;

/// <summary>
/// Rule: in a CSV file that we write, a cell that a spreadsheet would take for a formula gets an apostrophe before it, and so does one that begins with an apostrophe; so an apostrophe taken away gives back
/// what was there. A CSV file that comes is read without the guard, and every text comes back as it was.
/// </summary>
public static class FormulaGuard
{
    /// <summary>What begins a formula; spreadsheets set to Chinese or Japanese take the wide ones too.</summary>
    private static readonly char[] Beginnings = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

    public static string? Guard(string? cell) => cell is { Length: > 0 } && IsGuarded(cell) ? $"'{cell}" : cell;

    /// <summary>Takes the guard away; a text that has none stays as it is, an apostrophe of its own included.</summary>
    public static string Unguard(string cell) => cell.Length > 1 && cell[0] == '\'' && IsGuarded(cell.AsSpan(1)) ? cell[1..] : cell;

    /// <summary>What is not seen may stand before a formula: spreadsheets pass over blanks, marks and control characters.</summary>
    private static bool IsGuarded(ReadOnlySpan<char> cell)
    {
        if (cell[0] == '\'' || char.IsControl(cell[0]))
            return true;
        foreach (var rune in cell.EnumerateRunes())
        {
            if (!IsUnseen(rune))
                return Beginnings.Any(beginning => rune.Value == beginning);
        }
        return false;
    }

    private static bool IsUnseen(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned;
}
