using System.Buffers;

namespace CreditShare.Domain.Codes;

/// <summary>
/// Unified Social Credit Code of an organisation (GB 32100-2015), 18 characters in upper case, both check characters right.
/// Codes of individual businesses (92…) are no values of this type: in law they are persons.
/// </summary>
public readonly record struct UnifiedSocialCreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string OrganisationAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>3^i mod 31 (GB 32100-2015).</summary>
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>GB 11714-1997.</summary>
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);

    private UnifiedSocialCreditCode(string value) => Value = value;

    /// <summary>The 18 characters.</summary>
    public string Value { get; }

    /// <summary>Division of registration, six digits (GB/T 2260).</summary>
    public string Division => Value.Substring(2, 6);

    /// <summary>Folds full-width characters and case, then checks. Blanks inside are refused, not removed: they hide a wrong character.</summary>
    public static ParseResult<UnifiedSocialCreditCode> Parse(string text)
    {
        var code = Fold(text.AsSpan().Trim());
        if (code.AsSpan().IndexOfAny(' ', '\t', '\u3000') is >= 0 and var blank)
            return CodeFaults.CodeBlank(text, blank + 1);
        if (code.Length != 18)
            // As a reader counts: a rare character is two of UTF-16.
            return CodeFaults.CodeLength(text, code.EnumerateRunes().Count());
        if (code.AsSpan().IndexOfAnyExcept(Allowed) is >= 0 and var wrong)
            return CodeFaults.CodeCharacter(text, wrong + 1, code[wrong]);
        if (code.AsSpan(2, 6).IndexOfAnyExceptInRange('0', '9') >= 0)
            return CodeFaults.Division(text, code.Substring(2, 6));
        if (OrganisationCheckCharacter(code.AsSpan(8, 8)) is var organisation && organisation != code[16])
            return CodeFaults.OrganisationCheck(text, code[16], organisation);
        if (CheckCharacter(code.AsSpan(0, 17)) is var check && check != code[17])
            return CodeFaults.CheckCharacter(text, code[17], check);
        if (code.StartsWith("92", StringComparison.Ordinal))
            return CodeFaults.IndividualBusiness(text);
        return new UnifiedSocialCreditCode(code);
    }

    /// <summary>The 18th character that fits the 17 before it.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> first17)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
            sum += Alphabet.IndexOf(first17[i], StringComparison.Ordinal) * Weights[i];
        return Alphabet[(31 - (sum % 31)) % 31];
    }

    /// <summary>The check character of an organisation code's first eight (GB 11714): 11 − Σ mod 11, X for 10, 0 for 11.</summary>
    public static char OrganisationCheckCharacter(ReadOnlySpan<char> first8)
    {
        var sum = 0;
        for (var i = 0; i < 8; i++)
            sum += OrganisationAlphabet.IndexOf(first8[i], StringComparison.Ordinal) * OrganisationWeights[i];
        return (11 - (sum % 11)) switch
        {
            10 => 'X',
            11 => '0',
            var digit => (char)('0' + digit),
        };
    }

    /// <summary>Makes a code with both check characters; for samples and tests.</summary>
    /// <param name="first2">Department and class, such as <c>91</c>.</param>
    /// <param name="division">Six digits.</param>
    /// <param name="organisation8">Eight characters of the organisation code, without its check.</param>
    public static UnifiedSocialCreditCode Compose(string first2, string division, string organisation8)
    {
        var first17 = first2 + division + organisation8 + OrganisationCheckCharacter(organisation8);
        var parsed = Parse(first17 + CheckCharacter(first17));
        return parsed.IsSuccess ? parsed.Value : throw new ArgumentException(parsed.Fault.English, nameof(organisation8));
    }

    public override string ToString() => Value;

    private static string Fold(ReadOnlySpan<char> text)
    {
        var plain = true;
        foreach (var character in text)
            plain &= char.IsAsciiDigit(character) || char.IsAsciiLetterUpper(character);
        return plain ? text.ToString() : string.Create(text.Length, text, static (folded, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                folded[i] = char.ToUpperInvariant(source[i] is >= '\uFF01' and <= '\uFF5E' ? (char)(source[i] - 0xFEE0) : source[i]);
        });
    }
}
