using CreditShare.Domain.Codes;
using FsCheck.Xunit;

namespace CreditShare.Domain.Tests.Codes;

public sealed class UnifiedSocialCreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly string[] Valid = ["91330100799655058B", "914403001922038216", "9144030071526726XG", "91110000802100433B", "91330100716105852F"];

    [Theory]
    [InlineData("91330100799655058B", "91330100799655058B")]
    [InlineData("914403001922038216", "914403001922038216")]
    [InlineData("9144030071526726XG", "9144030071526726XG")]
    [InlineData("91110000802100433B", "91110000802100433B")]
    [InlineData("91330100716105852F", "91330100716105852F")]
    [InlineData("9144030071526726xg", "9144030071526726XG")]
    [InlineData("９１３３０１００７９９６５５０５８Ｂ", "91330100799655058B")]
    [InlineData("９１３３０１００７９９６５５０５８ｂ", "91330100799655058B")]
    [InlineData(" 91330100799655058B　", "91330100799655058B")]
    public void Valid_codes_are_read_whatever_their_case_and_width(string text, string code)
    {
        Assert.Equal(code, UnifiedSocialCreditCode.Parse(text).Value.Value);
        Assert.Equal(code.Substring(2, 6), UnifiedSocialCreditCode.Parse(text).Value.Division);
    }

    public static TheoryData<string, CodeFault> Refused => new()
    {
        { "", CodeFaults.CodeLength("", 0) },
        { "91330100799655058", CodeFaults.CodeLength("91330100799655058", 17) },
        { "91330100799655058BB", CodeFaults.CodeLength("91330100799655058BB", 19) },
        { "330100000012345", CodeFaults.CodeLength("330100000012345", 15) }, // the registration number of before 2015
        { "自然人身份证号码不应该填在这里吧吧", CodeFaults.CodeLength("自然人身份证号码不应该填在这里吧吧", 17) },
        { "杭州样例𠮷㐂䶮科技有限公司", CodeFaults.CodeLength("杭州样例𠮷㐂䶮科技有限公司", 13) },
        { "91330100 799655058B", CodeFaults.CodeBlank("91330100 799655058B", 9) },
        { "9133010079965505　B", CodeFaults.CodeBlank("9133010079965505　B", 17) },
        { "9133010O799655058B", CodeFaults.CodeCharacter("9133010O799655058B", 8, 'O') }, // letter O for zero
        { "9133010079965505-B", CodeFaults.CodeCharacter("9133010079965505-B", 17, '-') },
        { "91A30100799655058B", CodeFaults.Division("91A30100799655058B", "A30100") },
        { "91330100799655059B", CodeFaults.OrganisationCheck("91330100799655059B", '9', '8') },
        { "91330100799655058C", CodeFaults.CheckCharacter("91330100799655058C", 'C', 'B') },
        { "92330106MA2B3C4D1Y", CodeFaults.CheckCharacter("92330106MA2B3C4D1Y", 'Y', 'X') }, // mistyped first of all
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_wrong_is_named_with_what_would_be_right(string text, CodeFault fault) =>
        Assert.Equal(fault, UnifiedSocialCreditCode.Parse(text).Fault);

    [Fact]
    public void An_individual_business_is_no_organisation()
    {
        var first17 = "92330106MA2B3C4D";
        first17 += UnifiedSocialCreditCode.OrganisationCheckCharacter(first17.AsSpan(8, 8));
        var code = first17 + UnifiedSocialCreditCode.CheckCharacter(first17);
        Assert.Equal(CodeFaults.IndividualBusiness(code), UnifiedSocialCreditCode.Parse(code).Fault);
    }

    [Fact]
    public void Each_valid_code_with_any_one_character_changed_is_refused()
    {
        var changed = from code in Valid
                      from place in Enumerable.Range(0, 18)
                      from character in Alphabet
                      where character != code[place]
                      select $"{code[..place]}{character}{code[(place + 1)..]}";
        var tried = changed.ToList();
        Assert.Equal(5 * 18 * 30, tried.Count);
        Assert.DoesNotContain(tried, code => UnifiedSocialCreditCode.Parse(code).IsSuccess);
    }

    [Property]
    public bool Any_composed_code_with_one_changed_character_is_refused(ulong organisation, uint place, uint shift)
    {
        var valid = Compose(organisation);
        var at = (int)(place % 18);
        var other = Alphabet[(int)((Alphabet.IndexOf(valid[at], StringComparison.Ordinal) + 1 + (shift % 30)) % 31)];
        return UnifiedSocialCreditCode.Parse(valid).Value.Value == valid
            && !UnifiedSocialCreditCode.Parse($"{valid[..at]}{other}{valid[(at + 1)..]}").IsSuccess;
    }

    [Property]
    public bool Two_neighbours_changed_about_are_refused(ulong organisation, uint place)
    {
        var valid = Compose(organisation);
        var at = (int)(place % 17);
        var swapped = $"{valid[..at]}{valid[at + 1]}{valid[at]}{valid[(at + 2)..]}";
        return swapped == valid || !UnifiedSocialCreditCode.Parse(swapped).IsSuccess;
    }

    [Theory]
    [InlineData("92", "330106", "MA2B3C4D")] // an individual business
    [InlineData("91", "33010A", "MA2B3C4D")]
    [InlineData("91", "330106", "MA2B3C4O")]
    public void Parts_that_make_no_code_are_a_bug(string first2, string division, string organisation8) =>
        Assert.Throws<ArgumentException>(() => UnifiedSocialCreditCode.Compose(first2, division, organisation8));

    private static string Compose(ulong organisation)
    {
        var characters = new char[8];
        for (var i = 0; i < 8; i++, organisation /= 31)
            characters[i] = Alphabet[(int)(organisation % 31)];
        return UnifiedSocialCreditCode.Compose("91", "330106", new string(characters)).Value;
    }
}
