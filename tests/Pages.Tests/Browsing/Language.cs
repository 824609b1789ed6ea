namespace CreditShare.Pages.Tests.Browsing;

/// <summary>What a visitor's browser is set to.</summary>
public enum Language
{
    Chinese,
    English,
}

internal static class LanguageTags
{
    /// <summary>What the browser asks pages for: a BCP 47 tag.</summary>
    public static string Locale(this Language language) => language is Language.Chinese ? "zh-CN" : "en";

    /// <summary>The same for the browser's own texts, such as those of a date field, which it takes from the environment.</summary>
    public static string GettextName(this Language language) => language is Language.Chinese ? "zh_CN" : "en";

    /// <summary>For a file's name.</summary>
    public static string Short(this Language language) => language is Language.Chinese ? "zh" : "en";
}
