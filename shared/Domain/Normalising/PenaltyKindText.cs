namespace CreditShare.Domain.Normalising;

/// <summary>Rule: several penalty kinds in one cell are joined by - ; ； 、 , or ，.</summary>
public static class PenaltyKindText
{
    private static readonly char[] Separators = ['-', ';', '；', '、', ',', '，'];

    public static IEnumerable<string> Split(string text) =>
        text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
