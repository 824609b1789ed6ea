using System.Globalization;

namespace CreditShare.Pages.Language;

/// <summary>A text in the reader's language. Both stand side by side where they are used, so that none is forgotten and whoever changes one sees the other.</summary>
public static class Texts
{
    /// <param name="zh">Simplified Chinese.</param>
    /// <param name="en">English.</param>
    public static string T(string zh, string en) => IsChinese ? zh : en;

    /// <summary>Whether the reader reads Chinese: the language of the request, Chinese where none is asked for.</summary>
    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";
}
