using System.Text;
using System.Text.RegularExpressions;

namespace CreditShare.Query.Pages.Lists;

/// <summary>Finds the codes in what an official pastes or uploads: a list, a column, a table with names and anything else beside the code.</summary>
internal static partial class CodeLines
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>UTF-8 if it is that, else GB18030, which tables saved on Chinese computers have.</summary>
    public static string Text(byte[] bytes)
    {
        try
        {
            return Utf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetString(bytes);
        }
    }

    /// <summary>
    /// Of each line that is not empty the first cell that looks like a code, else the line itself, of which will be said what is wrong. A first line without any digit is the head of a table. At most one
    /// more than <paramref name="most"/>, which tells that there are too many.
    /// </summary>
    public static IReadOnlyList<(int Line, string? Text)> Of(string text, int most)
    {
        var lines = new List<(int, string?)>();
        var number = 0;
        foreach (var line in text.EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace() || (number == 1 && !line.ContainsAnyInRange('0', '9') && !line.ContainsAnyInRange('０', '９')))
                continue;
            if (lines.Count > most)
                break;
            var cells = Separators.Split(line.ToString()).Select(cell => cell.Trim().Trim('"', '\'').Trim()).ToList();
            lines.Add((number, cells.FirstOrDefault(cell => Likely.IsMatch(cell.Normalize(NormalizationForm.FormKC))) ?? line.Trim().ToString()));
        }
        return lines;
    }

    [GeneratedRegex("[,;\\t，；]")]
    private static partial Regex Separators { get; }

    // A code with a wrong character or one missing is still meant as one; an amount or a date is not.
    [GeneratedRegex("^[0-9A-Za-z]{15,20}$")]
    private static partial Regex Likely { get; }
}
