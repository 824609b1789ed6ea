using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace CreditShare.Ingestion.Batches;

/// <summary>
/// Rule: of a pushed file's name a batch keeps what a clerk knows it by: without folders, without characters that cannot be seen or turn the line round, without what may be an identity number, cut to 100 characters with the
/// ending kept.
/// </summary>
internal static partial class FileNames
{
    private const int Longest = 100;
    private const int LongestEnding = 10;
    private const string Mask = "***";

    /// <summary>Null if nothing is left of it.</summary>
    public static string? Of(string? name)
    {
        // Some browsers told the folder too, by either stroke.
        var last = (name ?? "").Split('/', '\\')[^1];
        var seen = string.Concat(last.EnumerateRunes().Where(IsSeen)).Trim();
        var masked = Number().Replace(seen, Mask);
        return masked.Length == 0 ? null : Cut(masked);
    }

    /// <summary>The name in the header <c>Content-Disposition</c> of a program's push; null if it names none.</summary>
    public static string? Of(ContentDispositionHeaderValue? disposition) =>
        disposition is null ? null : Of((disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).Value);

    private static string Cut(string name)
    {
        var runes = name.EnumerateRunes().ToList();
        if (runes.Count <= Longest)
            return name;
        var ending = Path.GetExtension(name) is { Length: > 1 and <= LongestEnding } extension ? extension : "";
        return $"{string.Concat(runes.Take(Longest - ending.Length - 1))}…{ending}";
    }

    private static bool IsSeen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
        && rune != Rune.ReplacementChar;

    /// <summary>Fifteen digits or more in a row, wide ones too, with the X that may end them: a date may stand right before an identity number.</summary>
    [GeneratedRegex(@"\d{15,}[XxＸｘ]?")]
    private static partial Regex Number();
}
