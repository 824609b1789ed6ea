using CreditShare.Domain.Codes;
using CreditShare.Domain.Law;

namespace CreditShare.Domain.Tests.Law;

public sealed class LegalCitationsTests
{
    [Theory]
    [InlineData("《中华人民共和国环境保护法》第五十九条第一款", "中华人民共和国环境保护法 59 1 ")]
    [InlineData("《中华人民共和国环境保护法》第五十九条第一款、第六十条；《行政处罚法》第28条", "中华人民共和国环境保护法 59 1 |中华人民共和国环境保护法 60  |行政处罚法 28  ")]
    [InlineData("依据《食品安全法》第一百二十五条第一款第（二）项之规定", "食品安全法 125 1 2")]
    [InlineData("《食品安全法》第125条第1款第2项", "食品安全法 125 1 2")]
    [InlineData("《食品安全法》第 125 条 第 1 款 第（2）项", "食品安全法 125 1 2")]
    [InlineData("《食品安全法》第１２５条", "食品安全法 125  ")]
    [InlineData("《食品安全法》125条", "食品安全法 125  ")]
    [InlineData("《旅行社条例》第48条", "旅行社条例 48  ")]
    [InlineData("《中华人民共和国刑法》第一百三十三条之一第一款", "中华人民共和国刑法 133 1 ")]
    [InlineData("《环境保护法》（2014年4月24日修订）第五十九条", "环境保护法 59  ")]
    [InlineData("《环境保护法》第五十九条至第六十一条", "环境保护法 59  |环境保护法 61  ")] // both ends of a range
    [InlineData("《环境保护法》第五十九条、第六十条等三条规定", "环境保护法 59  |环境保护法 60  ")] // a count is no article
    [InlineData("《浙江省实施《中华人民共和国水法》办法》第三条", "浙江省实施〈中华人民共和国水法〉办法 3  ")]
    [InlineData("《浙江省实施〈中华人民共和国水法〉办法》第三条", "浙江省实施〈中华人民共和国水法〉办法 3  ")]
    public void A_basis_is_read_article_by_article(string text, string citations) =>
        Assert.Equal(citations, string.Join('|', LegalCitations.Parse(text).Value.Select(c => $"{c.LawTitle} {c.Article} {c.Paragraph} {c.Item}")));

    [Theory]
    [InlineData("")]
    [InlineData("有关规定")]
    [InlineData("环境保护法第五十九条")]
    [InlineData("《环境保护法》")]
    [InlineData("《环境保护法》、《行政处罚法》第二十八条")]
    [InlineData("《行政处罚法》第二十八条，《环境保护法》")]
    [InlineData("环境保护法第五十九条、《行政处罚法》第二十八条")] // else the first basis would be lost unseen
    [InlineData("《环境保护法》第〇条")]
    [InlineData("《环境保护法》第五十九条、第三十二百条")]
    [InlineData("《环境保护法》第九九九九九九九九千条")]
    public void A_basis_without_law_or_article_is_refused(string text) =>
        Assert.Equal(CodeFaults.LegalBasis(text), LegalCitations.Parse(text).Fault);
}
