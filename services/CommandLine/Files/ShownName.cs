using System.Text.RegularExpressions;

namespace CreditShare.CommandLine.Files;

/// <summary>
/// Rule: a file's name is shown and acknowledged without what may be an identity number in it: fifteen digits or more in a row, wide ones too, with the X that may end them. The file keeps its name.
/// Longer ones than an identity number are masked too, since a date may stand right before one.
/// </summary>
internal static partial class ShownName
{
    private const string Mask = "***";

    /// <param name="text">A name, a path, or a message that holds one.</param>
    public static string Of(string text) => Number().Replace(text, Mask);

    [GeneratedRegex(@"\d{15,}[XxＸｘ]?")]
    private static partial Regex Number();
}
