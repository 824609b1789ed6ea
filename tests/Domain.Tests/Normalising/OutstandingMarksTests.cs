using CreditShare.Domain.Normalising;

namespace CreditShare.Domain.Tests.Normalising;

public sealed class OutstandingMarksTests
{
    [Theory]
    [InlineData("待补")]
    [InlineData("待补充")]
    [InlineData("未填")]
    [InlineData("未填写")]
    [InlineData("待定")]
    [InlineData("不详")]
    [InlineData("未知")]
    [InlineData("TBD")]
    public void A_word_that_puts_the_value_off_is_no_value_and_not_nothing(string text)
    {
        Assert.True(OutstandingMarks.IsOutstanding(text));
        Assert.False(NothingMarks.IsNothing(text));
    }

    [Theory]
    [InlineData("不适用")]
    [InlineData("无")]
    [InlineData("未知来源货物")]
    [InlineData("待补正通知")]
    public void Others_do_not(string text) => Assert.False(OutstandingMarks.IsOutstanding(text));

    [Theory]
    [InlineData("#N/A", true)]
    [InlineData("#REF!", true)]
    [InlineData("#DIV/0!", true)]
    [InlineData("########", true)]
    [InlineData("#", false)]
    [InlineData("#1楼", false)]
    public void A_spreadsheets_error_value_is_none(string text, bool isError) => Assert.Equal(isError, OutstandingMarks.IsSpreadsheetError(text));
}
