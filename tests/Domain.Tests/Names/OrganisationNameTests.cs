using CreditShare.Domain.Names;

namespace CreditShare.Domain.Tests.Names;

public sealed class OrganisationNameTests
{
    [Theory]
    [InlineData("杭州样例甲有限公司", "杭州样例甲有限公司", "杭州样例甲")]
    [InlineData(" 杭州样例甲 有限责任公司 ", "杭州样例甲有限责任公司", "杭州样例甲")]
    [InlineData("杭州样例甲集团股份有限公司", "杭州样例甲集团股份有限公司", "杭州样例甲")]
    [InlineData("杭州样例甲（集团）有限公司", "杭州样例甲集团有限公司", "杭州样例甲")]
    [InlineData("杭州（样例）甲总公司", "杭州样例甲总公司", "杭州样例甲")]
    [InlineData("ＡＢＣ（杭州）科技　有限公司", "ABC杭州科技有限公司", "ABC杭州科技")]
    [InlineData("abc·杭州", "ABC杭州", "ABC杭州")]
    [InlineData("杭州样例甲合作社", "杭州样例甲合作社", "杭州样例甲合作社")]
    [InlineData("甲有限公司", "甲有限公司", "甲有限公司")]
    [InlineData("有限公司", "有限公司", "有限公司")]
    [InlineData("样例集团", "样例集团", "样例")]
    [InlineData("\u200B（）·", "", "")]
    public void Names_are_folded_by_rule(string name, string normal, string core)
    {
        var folded = OrganisationName.Of(name);
        Assert.Equal((normal, core), (folded.Normal, folded.Core));
        Assert.Equal(folded.Normal, OrganisationName.Of(folded.Normal).Normal);
        Assert.Contains(folded.Normal, folded.Alike());
    }

    [Fact]
    public void Names_alike_are_all_forms_of_a_company_with_and_without_a_group()
    {
        var alike = OrganisationName.Of("杭州样例甲有限公司").Alike();
        Assert.Equal(18, alike.Distinct().Count());
        foreach (var name in new[] { "杭州样例甲", "杭州样例甲集团", "杭州样例甲公司", "杭州样例甲集团股份有限责任公司" })
            Assert.Contains(name, alike);
    }

    [Theory]
    [InlineData("杭州样例甲有限公司", "杭州样例甲有限公司", NameMatch.Exact)]
    [InlineData("杭州样例甲 有限公司", "杭州（样例）甲有限公司", NameMatch.Exact)]
    [InlineData("杭州样例甲有限公司", "杭州样例甲股份有限公司", NameMatch.CompanyForm)]
    [InlineData("杭州样例甲", "杭州样例甲有限公司", NameMatch.CompanyForm)]
    [InlineData("杭州样例", "杭州样例甲有限公司", NameMatch.Prefix)]
    [InlineData("样例甲", "杭州样例甲有限公司", NameMatch.Contained)]
    [InlineData("杭州样列甲", "杭州样例甲有限公司", null)]
    [InlineData("杭州甲", "杭州样例甲有限公司", null)]
    [InlineData("杭州样例甲乙", "杭州样例甲有限公司", null)]
    public void A_term_matches_in_one_way_or_not_at_all(string term, string name, NameMatch? match) =>
        Assert.Equal(match, NameMatching.Of(OrganisationName.Of(term), OrganisationName.Of(name)));
}
