using CreditShare.Domain.Normalising;

namespace CreditShare.Domain.Tests.Normalising;

public sealed class NothingMarksTests
{
    [Theory]
    [InlineData("")]
    [InlineData("无")]
    [InlineData("无。")]
    [InlineData("暂无")]
    [InlineData("空")]
    [InlineData("/")]
    [InlineData("／")]
    [InlineData("\\")]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData("——")]
    [InlineData("— —")]
    [InlineData("－")]
    [InlineData("−")] // minus sign
    [InlineData("──")] // box drawing, from forms drawn by hand
    [InlineData("null")]
    [InlineData("Null")]
    [InlineData("N/A")]
    [InlineData("n/A")]
    [InlineData("不适用")]
    [InlineData("（无）")]
    [InlineData("空白")]
    public void A_mark_for_nothing_is_nothing(string text) => Assert.True(NothingMarks.IsNothing(text));

    [Theory]
    [InlineData("无锡样例公司")]
    [InlineData("无照经营")]
    [InlineData("空调")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("一")]
    [InlineData("待补")]
    [InlineData("未填")]
    [InlineData("不适用简易程序")]
    [InlineData("#N/A")]
    [InlineData("2024/3")]
    public void What_says_something_is_kept(string text) => Assert.False(NothingMarks.IsNothing(text));
}
