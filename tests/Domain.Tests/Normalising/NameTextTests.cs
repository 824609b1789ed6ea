using CreditShare.Domain.Normalising;
using FsCheck.Xunit;

namespace CreditShare.Domain.Tests.Normalising;

public sealed class NameTextTests
{
    [Theory]
    [InlineData("样例(杭州)科技有限公司", "样例（杭州）科技有限公司")]
    [InlineData("样例（杭州)科技有限公司", "样例（杭州）科技有限公司")]
    [InlineData("样例﹙杭州﹚科技有限公司", "样例（杭州）科技有限公司")]
    [InlineData("样例 (杭州) 科技有限公司", "样例（杭州）科技有限公司")]
    [InlineData("杭州样例甲 有限公司", "杭州样例甲有限公司")]
    [InlineData("杭 州 样 例", "杭州样例")]
    [InlineData("ABC (中国)有限公司", "ABC （中国）有限公司")] // the blank beside Latin letters stays
    [InlineData("样例 ABC 有限公司", "样例 ABC 有限公司")]
    [InlineData("样例3 号店", "样例3 号店")]
    [InlineData("Sample (Hangzhou) Ltd.", "Sample (Hangzhou) Ltd.")] // not Chinese at all
    [InlineData("样例·杭州有限公司", "样例·杭州有限公司")]
    public void Names_have_the_form_in_which_they_are_registered(string name, string unified) => Assert.Equal(unified, NameText.Unify(name));

    [Fact]
    public void A_name_that_needs_nothing_is_not_copied()
    {
        var name = "杭州市市场监督管理局（样例）";
        Assert.Same(name, NameText.Unify(name));
    }

    [Property]
    public bool Unifying_twice_changes_nothing_more(uint[] picks)
    {
        const string Characters = "甲乙aB1 ()（）﹙﹚·〇";
        var name = CellText.Fold(string.Concat(picks.Select(pick => Characters[(int)(pick % Characters.Length)])));
        var once = NameText.Unify(name);
        return NameText.Unify(once) == once && CellText.Fold(once) == once;
    }
}
