using CreditShare.Domain.Codes;

namespace CreditShare.Domain.Tests.Codes;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("110101199003070019")]
    [InlineData("11010119900307001X")] // wrong check character: still points at a person
    [InlineData("法定代表人张某（110101199003070019）")]
    [InlineData("１１０１０１１９９００３０７００１９")]
    [InlineData("110101 19900307 0019")]
    [InlineData("110101-19900307-0019")]
    [InlineData("证件号：110101900307001")]
    [InlineData("33010619991231001x")]
    public void Identity_numbers_are_found(string text) => Assert.True(PersonalData.ContainsIdentityNumber(text));

    [Theory]
    [InlineData("")]
    [InlineData("914403001922038216")] // a code of digits only
    [InlineData("91330100799655058B")]
    [InlineData("杭环罚〔2024〕12号")]
    [InlineData("13800138000")]
    [InlineData("罚款 1234567890.12 元")]
    [InlineData("110101199013070019")] // month 13
    [InlineData("990101199003070019")] // no such region
    [InlineData("1101011990030700190")] // nineteen digits are something else
    [InlineData("2024-03-05 2024-03-06")]
    public void Other_numbers_are_not(string text) => Assert.False(PersonalData.ContainsIdentityNumber(text));
}
