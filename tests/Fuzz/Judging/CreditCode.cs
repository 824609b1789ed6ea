namespace CreditShare.Fuzz.Judging;

/// <summary>GB 32100-2015 and GB 11714 once more, written for the judge alone: it must not err where the domain errs.</summary>
internal static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string Organisation = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    public static bool IsRight(string code)
    {
        if (code.Length != 18 || code.Any(character => !Alphabet.Contains(character, StringComparison.Ordinal)))
            return false;
        var sum = Weights.Select((weight, i) => weight * Alphabet.IndexOf(code[i], StringComparison.Ordinal)).Sum();
        var own = OrganisationWeights.Select((weight, i) => weight * Organisation.IndexOf(code[8 + i], StringComparison.Ordinal)).Sum();
        var check = (11 - (own % 11)) % 11;
        return Alphabet[(31 - (sum % 31)) % 31] == code[17] && (check == 10 ? 'X' : (char)('0' + check)) == code[16];
    }
}
