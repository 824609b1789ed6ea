using CreditShare.Domain.Law;

namespace CreditShare.Domain.Tests.Law;

public sealed class LawRegisterTests
{
    private static LawRegister Laws => ShippedSeeds.Folder.Laws;

    private static LawCheck Check(string title, int article, string day) => Laws.Check(title, article, DateOnly.Parse(day, null));

    [Theory]
    [InlineData("中华人民共和国环境保护法", "EPL")]
    [InlineData("环境保护法", "EPL")]
    [InlineData("《环境保护法》", "EPL")]
    [InlineData(" 中华人民共和国 环境保护法 ", "EPL")]
    [InlineData("固废法", "SOLID")] // an alias
    [InlineData("中华人民共和国旅行社条例", "AGENCY-REG")] // the country's name where the title has none
    [InlineData("环境噪声污染防治法", "NOISE-1996")]
    [InlineData("噪声污染防治法", "NOISE")]
    [InlineData("中华人民共和国", null)]
    [InlineData("环境保护税", null)]
    [InlineData("", null)]
    public void A_law_is_found_by_title_or_alias_however_it_is_dressed(string title, string? id) =>
        Assert.Equal(id, Laws.FindByTitle(title)?.Id);

    [Theory]
    [InlineData("环境保护法")]
    [InlineData("环境影响评价法")]
    [InlineData("海洋环境保护法")]
    [InlineData("大气污染防治法")]
    [InlineData("水污染防治法")]
    [InlineData("土壤污染防治法")]
    [InlineData("固体废物污染环境防治法")]
    [InlineData("噪声污染防治法")]
    [InlineData("放射性污染防治法")]
    [InlineData("清洁生产促进法")]
    public void The_ten_laws_that_the_Code_ended_are_good_to_the_day_before_it(string title)
    {
        Assert.IsType<LawCheck.InForce>(Check(title, 20, "2026-08-14"));
        var ended = Assert.IsType<LawCheck.NotInForce>(Check(title, 20, "2026-08-15"));
        Assert.Equal(new DateOnly(2026, 8, 14), ended.ValidUntil);
        Assert.Equal("中华人民共和国生态环境法典", ended.SuccessorText);
    }

    [Fact]
    public void The_Code_is_good_from_its_first_day_and_has_no_successor_to_name_before_it()
    {
        Assert.IsType<LawCheck.InForce>(Check("生态环境法典", 54, "2026-08-15"));
        var early = Assert.IsType<LawCheck.NotInForce>(Check("生态环境法典", 54, "2026-08-14"));
        Assert.Equal((new DateOnly(2026, 8, 15), (DateOnly?)null, (string?)null), (early.ValidFrom, early.ValidUntil, early.SuccessorText));
    }

    [Fact]
    public void An_article_with_a_successor_of_its_own_names_that_one() =>
        Assert.Equal("中华人民共和国生态环境法典 第54条", Assert.IsType<LawCheck.NotInForce>(Check("环境保护法", 54, "2026-08-15")).SuccessorText);

    // The revised text has an article 48 on publication; the law itself is older.
    [Theory]
    [InlineData(48, "2021-07-14", false)]
    [InlineData(48, "2021-07-15", true)]
    [InlineData(28, "2021-07-14", true)]
    public void An_article_younger_than_its_law_counts_from_its_own_first_day(int article, string day, bool inForce) =>
        Assert.Equal(inForce, Check("行政处罚法", article, day) is LawCheck.InForce);

    [Theory]
    [InlineData("环境噪声污染防治法", "2022-06-04", true)]
    [InlineData("环境噪声污染防治法", "2022-06-05", false)]
    [InlineData("噪声污染防治法", "2022-06-04", false)]
    [InlineData("噪声污染防治法", "2022-06-05", true)]
    public void A_law_that_replaced_another_takes_over_on_the_day(string title, string day, bool inForce) =>
        Assert.Equal(inForce, Check(title, 1, day) is LawCheck.InForce);

    [Fact]
    public void An_article_after_the_last_one_does_not_exist()
    {
        Assert.IsType<LawCheck.InForce>(Check("环境保护法", 70, "2024-01-01"));
        Assert.Equal(70, Assert.IsType<LawCheck.NoSuchArticle>(Check("环境保护法", 71, "2024-01-01")).LastArticle);
    }

    [Fact]
    public void A_law_that_is_not_listed_is_unknown() => Assert.IsType<LawCheck.UnknownLaw>(Check("样例办法", 1, "2024-01-01"));

    [Fact]
    public void A_register_with_clashes_is_refused_with_every_fault()
    {
        var law = Laws.Find("EPL")!;
        var file = new LawRegisterFile
        {
            Edition = "test",
            Laws = [law with { Successor = null, Articles = [] }, law with { Id = "OTHER", Successor = new("NOWHERE"), Articles = [] }],
        };
        var faults = Assert.Throws<SeedFormatException>(() => new LawRegister(file)).Faults;
        Assert.Equal(2, faults.Count);
        Assert.Contains(faults, fault => fault.Contains("环境保护法", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("NOWHERE", StringComparison.Ordinal));
    }
}
