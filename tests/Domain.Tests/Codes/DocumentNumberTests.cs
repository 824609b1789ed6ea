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
    [InlineData("杭环罚﹝2024﹞12号")]
    [InlineData("杭环罚［２０２４］１２号")]
    [InlineData(" 杭环罚 〔2024〕 12号 ")]
    [InlineData("杭环罚\u3000〔2024〕\r\n12\u00A0号")]
    [InlineData("\uFEFF杭环罚〔2024〕12号")]
    [InlineData("杭环罚〔2024）12号")] // brackets that do not pair
    [InlineData("杭环罚<2024>12号")]
    [InlineData("杭环罚｛2024｝12号")]
    [InlineData("杭环罚〔2024〕12号号")]
    [InlineData("杭环罚〔2024〕12号。")]
    public void Spellings_of_one_number_are_one(string text) => Assert.Equal("杭环罚〔2024〕12号", DocumentNumber.Parse(text).Value.Text);

    [Theory]
    [InlineData("杭环罚〔2024〕012号", "杭环罚〔2024〕012号")] // leading zeros stay: it may be another decision
    [InlineData("杭环罚〔2024〕第12号", "杭环罚〔2024〕第12号")]
    [InlineData("杭环罚〔24〕12号", "杭环罚〔24〕12号")] // which century is not guessed
    [InlineData("杭环罚〔2024〕12", "杭环罚〔2024〕12")] // nor a missing 号
    [InlineData("XK2023-0001", "XK2023-0001")]
    [InlineData("ＸＫ２０２３－０００１", "XK2023-0001")]
    [InlineData("(2024)浙01执123号", "〔2024〕浙01执123号")]
    [InlineData("20249999", "20249999")] // digits that are no day
    [InlineData("JY13301060123456", "JY13301060123456")]
    public void Other_numbers_are_kept(string text, string kept) => Assert.Equal(kept, DocumentNumber.Parse(text).Value.Text);

    [Theory]
    [InlineData("", "空")]
    [InlineData("　", "空")]
    [InlineData("— —", "空")]
    [InlineData("无", "空")]
    [InlineData("某某局", "没有编号")]
    [InlineData("2024-03-05", "日期")]
    [InlineData("2024年3月5日", "日期")]
    [InlineData("2024-03-05 00:00:00", "日期")]
    [InlineData("2024-03-05T00:00:00", "日期")]
    [InlineData("20240305", "日期")]
    [InlineData("2022-09-31", "日期")]
    [InlineData("110101199003070019", "身份证")]
    [InlineData("110101 19900307 0019", "身份证")]
    [InlineData("张某1101011990 03070019", "身份证")] // a blank in an unusual place goes as every blank does
    public void What_cannot_be_a_number_is_refused(string text, string why)
    {
        var fault = DocumentNumber.Parse(text).Fault;
        Assert.Equal("document-number", fault.Code);
        Assert.Contains(why, fault.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_has_128_characters_at_most()
    {
        Assert.True(DocumentNumber.Parse(new string('文', 127) + "1").IsSuccess);
        Assert.Contains("128", DocumentNumber.Parse(new string('文', 128) + "1").Fault.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_needs_nothing_is_not_copied()
    {
        var number = "杭环罚〔2024〕12号";
        Assert.Same(number, DocumentNumber.Parse(number).Value.Text);
    }
}
