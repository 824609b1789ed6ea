namespace CreditShare.Query.Tests.Reports;

public sealed class QueryOptionsTests
{
    [Theory]
    [InlineData("https://credit.example.org", 0)]
    [InlineData("https://credit.example.org/huzhou/", 0)]
    [InlineData("http://localhost:5083", 0)]
    [InlineData("credit.example.org", 1)]
    [InlineData("", 1)]
    [InlineData("ftp://credit.example.org", 1)]
    [InlineData("https://credit.example.org/?a=1", 1)]
    [InlineData("https://user@credit.example.org", 1)]
    public void The_public_address_is_checked(string address, int faults) =>
        Assert.Equal(faults, new QueryOptions { PublicAddress = address, LogAddress = "https://log.example.org" }.Faults().Count());

    [Fact]
    public void A_font_that_is_not_there_is_named() =>
        Assert.Contains("/no/such.ttf", Assert.Single(new QueryOptions { ReportFonts = ["/no/such.ttf"] }.Faults()), StringComparison.Ordinal);
}
