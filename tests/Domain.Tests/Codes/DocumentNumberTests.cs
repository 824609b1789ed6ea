using CreditShare.Domain.Codes;

namespace CreditShare.Domain.Tests.Codes;

public sealed class DocumentNumberTests
{
    [Theory]
    [InlineData("杭环罚〔2024〕12号")]
    [InlineData("杭环罚[2024]12号")]
    [InlineData("杭环罚(2024)12号")]
    [InlineData("杭环罚（2024）12号")]
    [InlineData("杭环罚【2024】12号")]
    [InlineData("杭环罚［２０２４］１２号")]
    [InlineData(" 杭环罚 〔2024〕 12号 ")]
    public void Spellings_of_one_number_are_one(string text) => Assert.Equal("杭环罚〔2024〕12号", DocumentNumber.Parse(text).Value.Text);

    [Theory]
    [InlineData("杭环罚〔2024〕012号")] // leading zeros stay: it may be another decision
    [InlineData("XK2023-0001")]
    [InlineData("(2024)浙01执123号")]
    public void Other_numbers_are_kept(string text) => Assert.True(DocumentNumber.Parse(text).IsSuccess);

    [Theory]
    [InlineData("2024-03-05")]
    [InlineData("2024年3月5日")]
    [InlineData("— —")]
    [InlineData("无")]
    [InlineData("某某局")]
    public void What_cannot_be_a_number_is_refused(string text) => Assert.Equal("document-number", DocumentNumber.Parse(text).Fault.Code);
}
