using CreditShare.Pages.Language;

namespace CreditShare.Pages.Showing;

/// <summary>Where a measure is published, as a reader is told.</summary>
public static class PublishedWords
{
    private const string Zh = "公布于：";

    /// <summary>In the reader's language.</summary>
    /// <param name="cities">Names in that language.</param>
    public static string Of(IEnumerable<string> cities) => Texts.T(Zh, "Published in: ") + string.Join(Texts.T("、", ", "), cities);

    /// <summary>In Chinese, whatever the reader's language: for what is printed.</summary>
    /// <param name="cities">Chinese names.</param>
    public static string Chinese(IEnumerable<string> cities) => Zh + string.Join('、', cities);
}
