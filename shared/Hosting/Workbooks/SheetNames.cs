using System.Globalization;

namespace CreditShare.Hosting.Workbooks;

/// <summary>Gives names that a workbook may have: at most 31 characters, none of <c>[ ] : * ? / \</c>, no apostrophe at either end, none twice in any case.</summary>
public sealed class SheetNames
{
    private const int Longest = 31;

    private readonly HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="wished">Given as it is if it may be.</param>
    public string Take(string wished)
    {
        var name = string.Concat(wished.Select(character => character is '[' or ']' or ':' or '*' or '?' or '/' or '\\' || char.IsControl(character) ? '_' : character)).Trim('\'', ' ');
        name = Cut(name.Length == 0 ? "Sheet" : name, Longest).TrimEnd('\'', ' ');
        var given = name;
        for (var n = 2; !used.Add(given); n++)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"({n})");
            given = Cut(name, Longest - number.Length) + number;
        }
        return given;
    }

    private static string Cut(string name, int length) => name.Length <= length ? name : name[..(char.IsHighSurrogate(name[length - 1]) ? length - 1 : length)];
}
