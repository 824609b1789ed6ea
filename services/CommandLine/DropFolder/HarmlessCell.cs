using System.Globalization;
using System.Text;

namespace CreditShare.CommandLine.DropFolder;

/// <summary>
/// A cell that no spreadsheet takes for a formula: what would begin one gets an apostrophe before it, and so does what begins with an apostrophe, so that one taken away gives back what was there.
/// </summary>
internal static class HarmlessCell
{
    /// <summary>What begins a formula; spreadsheets set to Chinese or Japanese take the wide ones too.</summary>
    private static readonly char[] FormulaBeginnings = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

    public static string? Of(string? cell)
    {
        if (string.IsNullOrEmpty(cell))
            return cell;
        // What is not seen may stand before a formula: spreadsheets pass over it.
        var seen = cell.EnumerateRunes().FirstOrDefault(rune => !IsUnseen(rune));
        return cell[0] == '\'' || FormulaBeginnings.Any(beginning => seen.Value == beginning) || char.IsControl(cell[0]) ? $"'{cell}" : cell;
    }

    private static bool IsUnseen(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned;
}
