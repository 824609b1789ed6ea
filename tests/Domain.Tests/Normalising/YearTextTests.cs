using CreditShare.Domain.Normalising;

namespace CreditShare.Domain.Tests.Normalising;

public sealed class YearTextTests
{
    [Theory]
    [InlineData("2024")]
    [InlineData("2024年")]
    [InlineData("2024年度")]
    [InlineData("2024 年度")]
    [InlineData("2024度")]
    [InlineData("二〇二四年度")]
    [InlineData("二○二四年")]
    public void A_year_in_every_form(string text) => Assert.Equal(2024, YearText.Parse(text));

    [Theory]
    [InlineData("24")]
    [InlineData("24年")]
    [InlineData("2023-2024")]
    [InlineData("2024.5")]
    [InlineData("1989")]
    [InlineData("2101")]
    [InlineData("年度")]
    [InlineData("2024年3月")]
    public void What_is_no_year_is_refused(string text) => Assert.Null(YearText.Parse(text));
}
