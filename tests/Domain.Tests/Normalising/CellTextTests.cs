using CreditShare.Domain.Normalising;
using FsCheck.Xunit;

namespace CreditShare.Domain.Tests.Normalising;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("　甲\r\n乙 ", "甲 乙")]
    [InlineData("甲\n\n\t乙", "甲 乙")]
    [InlineData("甲  乙", "甲 乙")]
    [InlineData("甲  乙\n", "甲 乙")] // a line break at the end must not change what comes before it
    [InlineData("甲\u00A0乙", "甲 乙")]
    [InlineData("甲\u2003乙\u2028丙", "甲 乙 丙")]
    [InlineData("\u2003\u200B甲", "甲")]
    [InlineData("甲\u200B", "甲")]
    [InlineData("ＡＢＣ１２３ｘｙｚ（样例）", "ABC123xyz（样例）")]
    [InlineData("第一，第二；第三。", "第一，第二；第三。")]
    [InlineData("\uFEFF甲\u200B乙", "甲乙")]
    [InlineData("𠮷㐂䶮", "𠮷㐂䶮")]
    [InlineData(" \t　", "")]
    [InlineData("", "")]
    public void Cells_are_folded(string text, string folded) => Assert.Equal(folded, CellText.Fold(text));

    [Fact]
    public void A_cell_that_needs_nothing_is_not_copied()
    {
        var text = "杭州样例科技有限公司";
        Assert.Same(text, CellText.Fold(text));
    }

    [Property]
    public bool Folding_twice_changes_nothing_more(uint[] picks)
    {
        const string Characters = "甲a１Ａ 　\t\r\n\u00A0\u2003\u2028\u200B\uFEFF，-";
        var text = string.Concat(picks.Select(pick => Characters[(int)(pick % Characters.Length)]));
        var once = CellText.Fold(text);
        return CellText.Fold(once) == once;
    }
}
