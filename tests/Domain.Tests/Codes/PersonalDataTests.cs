using CreditShare.Domain.Codes;
using FsCheck.Xunit;

namespace CreditShare.Domain.Tests.Codes;

/// <summary>The numbers are made up; their check characters are right or wrong by chance.</summary>
public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("110101199003070019")]
    [InlineData("11010119900307001X")] // wrong check character: still points at a person
    [InlineData("33010619991231001x")]
    [InlineData("820000200002290012")] // Macao, a leap day
    [InlineData("法定代表人张某（110101199003070019）")]
    [InlineData("身份证号：110101199003070019。")]
    [InlineData("１１０１０１１９９００３０７００１９")]
    [InlineData("11010119900307001Ｘ")]
    [InlineData("110101 19900307 0019")]
    [InlineData("110101-19900307-0019")]
    [InlineData("110101　19900307　0019")]
    [InlineData("110101 - 19900307 - 0019")]
    [InlineData("110101–19900307–0019")]
    [InlineData("310000 110101199003070019")] // a postal code before it
    [InlineData("20240305120000 110101199003070019")]
    [InlineData("20240305120000 110101 19900307 0019")]
    [InlineData("110101199003070019 2024")]
    [InlineData("91330100799655058B 110101199003070019")]
    [InlineData("证件号：110101900307001")]
    [InlineData("110101 900307 001")]
    [InlineData("110101200307001")] // 1920
    [InlineData("A110101199003070011")] // beside a letter, and its check character is right
    [InlineData("110101199003070011A")]
    [InlineData("ID110101199003070011")]
    [InlineData("110101 1990 0307 0019")]
    [InlineData("110101-1990-03-07-0019")]
    [InlineData("1101\u200B01199003070019")]
    [InlineData("\uFEFF110101199003070\u00AD019")]
    public void Identity_numbers_are_found(string text) => Assert.True(PersonalData.ContainsIdentityNumber(text));

    [Theory]
    [InlineData("")]
    [InlineData("914403001922038216")] // a code of digits only
    [InlineData("91330100799655058B")]
    [InlineData("9144030071526726XG")]
    [InlineData("杭环罚〔2024〕12号")]
    [InlineData("13800138000")]
    [InlineData("电话 0571-88888888 13800138000")]
    [InlineData("罚款 1234567890.12 元")]
    [InlineData("6222021202001234567")] // a bank account
    [InlineData("330106000123456")] // a firm's old registration number
    [InlineData("110101199013070019")] // month 13
    [InlineData("110101199002300019")] // 30 February
    [InlineData("110101189912310019")] // born in 1899
    [InlineData("990101199003070019")] // no such region
    [InlineData("1101011990030700190")] // nineteen digits are something else
    [InlineData("A110101199003070018")] // beside a letter, and its check character is wrong
    [InlineData("110101199003070018A")]
    [InlineData("11010119900307001Y")]
    [InlineData("2024-03-05 2024-03-06")]
    [InlineData("110101,19900307,0019")] // three cells
    public void Other_numbers_are_not(string text) => Assert.False(PersonalData.ContainsIdentityNumber(text));

    [Property]
    public bool An_identity_number_is_found_wherever_it_stands(string? before, string? after, ushort days)
    {
        var number = $"330106{new DateOnly(1930, 1, 1).AddDays(days % 30_000):yyyyMMdd}0019";
        return PersonalData.ContainsIdentityNumber($"{before}，{number}，{after}");
    }

    [Property]
    public bool A_company_code_of_digits_is_none(uint organisation)
    {
        var code = UnifiedSocialCreditCode.Compose("91", "330106", $"{organisation % 100_000_000:D8}");
        return !PersonalData.ContainsIdentityNumber($"统一社会信用代码{code}");
    }
}
