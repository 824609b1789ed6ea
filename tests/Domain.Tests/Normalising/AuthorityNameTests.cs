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
    [InlineData("2024年3月", NotAName.Date)]
    [InlineData("24年3月5日", NotAName.Date)]
    [InlineData("3月5日", NotAName.Date)]
    [InlineData("3月5号", NotAName.Date)]
    [InlineData("2024年度", NotAName.Date)]
    [InlineData("2024年3月5日至2025年3月5日", NotAName.Date)]
    [InlineData("二〇二四年三月", NotAName.Date)]
    [InlineData("三月五日", NotAName.Date)]
    [InlineData("二〇二四年三月五日至二〇二五年三月五日", NotAName.Date)]
    [InlineData("2024-03-05T99:99Z", NotAName.Date)]
    [InlineData("十二", NotAName.Number)]
    [InlineData("（二）", NotAName.Number)]
    [InlineData("二〇二四", NotAName.Number)]
    [InlineData("5千", NotAName.Number)]
    [InlineData("千元", NotAName.Number)]
    [InlineData("百万元", NotAName.Number)]
    [InlineData("12", NotAName.Number)]
    [InlineData("0.5", NotAName.Number)]
    [InlineData("5000元", NotAName.Number)]
    [InlineData("伍万元整", NotAName.Number)]
    [InlineData("***", NotAName.Number)]
    [InlineData("杭环罚〔2024〕12号", NotAName.DocumentNumber)]
    [InlineData("杭环罚[2024]12号", NotAName.DocumentNumber)]
    [InlineData("杭环罚(2024)12", NotAName.DocumentNumber)]
    [InlineData("杭市监处罚字第12号", NotAName.DocumentNumber)]
    [InlineData("杭环罚〔二〇二四〕十二号", NotAName.DocumentNumber)]
    [InlineData("杭环罚[二○二四]十二号", NotAName.DocumentNumber)]
    [InlineData("杭环罚（二零二四）第十二号", NotAName.DocumentNumber)]
    [InlineData("〔2024〕12号", NotAName.DocumentNumber)]
    [InlineData("12号", NotAName.DocumentNumber)]
    [InlineData("十二号", NotAName.DocumentNumber)]
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
    [InlineData("杭州市公安局第十二派出所")]
    [InlineData("一二三四五路派出所")]
    [InlineData("12345路派出所")]
    [InlineData("样例一号")]
    [InlineData("\U00020089\U0002070E")] // beyond the basic plane
    [InlineData("样例局（二）")]
    [InlineData("万年县样例局")]
    [InlineData("正元区样例所")]
    public void A_name_passes(string text) => Assert.Null(AuthorityName.Judge(text));
}
