using CreditShare.Domain.Normalising;

namespace CreditShare.Domain.Tests.Normalising;

public sealed class AuthorityNameTests
{
    [Theory]
    [InlineData("2024-03-05", NotAName.Date)]
    [InlineData("2024/3/5 0:00:00", NotAName.Date)]
    [InlineData("2024年3月5日", NotAName.Date)]
    [InlineData("二〇二四年三月五日", NotAName.Date)]
    [InlineData("2022-09-31", NotAName.Date)]
    [InlineData("45356", NotAName.Date)] // a serial
    [InlineData("12", NotAName.Number)]
    [InlineData("0.5", NotAName.Number)]
    [InlineData("5000元", NotAName.Number)]
    [InlineData("伍万元整", NotAName.Number)]
    [InlineData("***", NotAName.Number)]
    [InlineData("杭环罚〔2024〕12号", NotAName.DocumentNumber)]
    [InlineData("杭环罚[2024]12号", NotAName.DocumentNumber)]
    [InlineData("杭环罚(2024)12", NotAName.DocumentNumber)]
    [InlineData("杭市监处罚字第12号", NotAName.DocumentNumber)]
    [InlineData("11330100U2GY3UUJ0Y", NotAName.CreditCode)]
    [InlineData("11330100U2GY3UUJ0X", NotAName.CreditCode)] // mistyped, and yet meant as one
    [InlineData("N00001", NotAName.OtherCode)]
    [InlineData("A330100-12", NotAName.OtherCode)]
    public void What_is_no_name_is_told_by_what_it_is(string text, NotAName instead) => Assert.Equal(instead, AuthorityName.Judge(text));

    [Theory]
    [InlineData("杭州市市场监督管理局（样例）")]
    [InlineData("国家税务总局杭州市税务局第一稽查局（样例）")]
    [InlineData("杭州市公安局样例分局第3派出所")]
    [InlineData("样例12345政务服务中心")]
    [InlineData("Sample Authority")]
    [InlineData("元日样例局")]
    public void A_name_passes(string text) => Assert.Null(AuthorityName.Judge(text));
}
