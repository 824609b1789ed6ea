namespace CreditShare.Pages.Language;

/// <summary>The query parameter by which any page can be asked for in a language, the framework's own: <c>?culture=en</c>.</summary>
public static class LanguageParameter
{
    public const string Name = "culture";
}
