namespace CreditShare.Domain.Normalising;

/// <summary>Which characters are Chinese writing: the unified ideographs, those beyond the basic plane by their surrogates, and 〇.</summary>
internal static class ChineseCharacters
{
    public static bool Is(char character) =>
        character is (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uD840' and <= '\uDFFF') or '〇';

    public static bool Contains(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (Is(character))
                return true;
        }
        return false;
    }
}
