using CreditShare.Domain.Codes;
using FsCheck.Xunit;

namespace CreditShare.Domain.Tests.Codes;

public sealed class UnifiedSocialCreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly string[] Valid = ["91330100799655058B", "914403001922038216", "9144030071526726XG", "91110000802100433B", "91330100716105852F"];

    [Theory]
    [InlineData("91330100799655058B")]
    [InlineData("914403001922038216")]
    [InlineData("9144030071526726XG")]
    [InlineData("91110000802100433B")]
    [InlineData("91330100716105852F")]
    [InlineData("91330100799655058b")]
    [InlineData("９１３３０１００７９９６５５０５８Ｂ")]
    [InlineData(" 91330100799655058B ")]
    public void Valid_codes_are_read_whatever_their_case_and_width(string text) =>
        Assert.Contains(UnifiedSocialCreditCode.Parse(text).Value.Value, Valid);

    [Theory]
    [InlineData("", "code-length")]
    [InlineData("91330100799655058", "code-length")]
    [InlineData("91330100799655058BB", "code-length")]
    [InlineData("91330100 799655058B", "code-blank")]
    [InlineData("9133010079965505　B", "code-blank")]
    [InlineData("9133010O799655058B", "code-character")] // letter O for zero
    [InlineData("91330100799655058C", "check-character-wrong")]
    [InlineData("91330100799655059B", "organisation-check-wrong")]
    [InlineData("91A30100799655058B", "code-division")]
    [InlineData("自然人身份证号码不应该填在这里吧吧", "code-length")]
    public void What_is_wrong_is_named(string text, string fault) => Assert.Equal(fault, UnifiedSocialCreditCode.Parse(text).Fault.Code);

    [Fact]
    public void The_wrong_character_and_its_place_are_named()
    {
        Assert.Contains("第 8 位“O”", UnifiedSocialCreditCode.Parse("9133010O799655058B").Fault.Chinese, StringComparison.Ordinal);
        Assert.Contains("应为“B”", UnifiedSocialCreditCode.Parse("91330100799655058C").Fault.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void An_individual_business_is_no_organisation()
    {
        var first17 = "92330106MA2B3C4D5"[..16];
        first17 += UnifiedSocialCreditCode.OrganisationCheckCharacter(first17.AsSpan(8, 8));
        Assert.Equal("individual-business", UnifiedSocialCreditCode.Parse(first17 + UnifiedSocialCreditCode.CheckCharacter(first17)).Fault.Code);
    }

    [Property]
    public bool A_code_with_one_changed_character_is_refused(uint code, uint place, uint other)
    {
        var valid = Valid[code % Valid.Length];
        var at = (int)(place % 18);
        var changed = Alphabet[(int)(other % Alphabet.Length)];
        return changed == valid[at] || !UnifiedSocialCreditCode.Parse($"{valid[..at]}{changed}{valid[(at + 1)..]}").IsSuccess;
    }
}
