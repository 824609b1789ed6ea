namespace CreditShare.Domain.Normalising;

/// <summary>Rule: several penalty kinds in one cell are joined by ; ； 、 , ， or -; a dash inside a word that is known as a whole does not part it.</summary>
public static class PenaltyKindText
{
    private static readonly char[] Separators = [';', '；', '、', ',', '，'];

    /// <param name="text">The cell.</param>
    /// <param name="isWord">Whether a text is a known word as it stands.</param>
    public static IEnumerable<string> Split(string text, Func<string, bool> isWord)
    {
        if (isWord(text))
            return [text];
        return text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(part => isWord(part) ? [part] : part.Split('-', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
