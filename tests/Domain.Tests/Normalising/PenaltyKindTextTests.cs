using CreditShare.Domain.Normalising;

namespace CreditShare.Domain.Tests.Normalising;

public sealed class PenaltyKindTextTests
{
    [Theory]
    [InlineData("罚款", "罚款")]
    [InlineData("罚款-没收违法所得；警告", "罚款|没收违法所得|警告")]
    [InlineData("罚款－警告", "罚款|警告")]
    [InlineData("罚款;警告；通报批评、责令停产停业,吊销许可证件，其他", "罚款|警告|通报批评|责令停产停业|吊销许可证件|其他")]
    [InlineData(" 罚款 ； 警告 ；", "罚款|警告")]
    [InlineData("罚款/警告／通报批评|责令关闭", "罚款|警告|通报批评|责令关闭")]
    [InlineData("罚款\n警告 通报批评", "罚款|警告|通报批评")]
    [InlineData("罚款+警告", "罚款|警告")]
    [InlineData("罚款；法律、行政法规规定的其他行政处罚", "罚款|其他")]
    [InlineData("；", "")]
    public void Kinds_are_parted_and_trimmed(string text, string parts) =>
        Assert.Equal(parts, string.Join('|', PenaltyKindText.Split(text, _ => false)));

    [Fact]
    public void A_dash_in_a_known_word_does_not_part_it() =>
        Assert.Equal(["stop-business", "fine"], PenaltyKindText.Split("stop-business;fine", word => word == "stop-business"));

    [Fact]
    public void A_known_word_is_not_parted_at_all() =>
        Assert.Equal(["没收违法所得、没收非法财物"], PenaltyKindText.Split("没收违法所得、没收非法财物", word => word == "没收违法所得、没收非法财物"));

    [Theory]
    [InlineData("罚款;警告；通报批评、其他-责令关闭", false)]
    [InlineData("罚款/警告", true)]
    [InlineData("罚款 警告", true)]
    [InlineData("罚款，警告", true)]
    public void Separators_of_the_templates_are_no_change(string text, bool hasOther) => Assert.Equal(hasOther, PenaltyKindText.HasUnnamedSeparator(text));
}
