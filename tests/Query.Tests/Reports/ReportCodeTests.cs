using CreditShare.Query.Reports;

namespace CreditShare.Query.Tests.Reports;

public sealed class ReportCodeTests
{
    [Fact]
    public void A_code_is_read_as_people_write_it()
    {
        var code = ReportCode.New();
        foreach (var written in new[] { code.ToString(), code.ToPrinted(), code.ToString().ToLowerInvariant(), code.ToPrinted().Replace('-', ' '), code.ToString().Replace('0', 'O').Replace('1', 'l') })
        {
            Assert.True(ReportCode.TryParse(written, out var read), written);
            Assert.Equal((code.ToString(), code.EntryId), (read.ToString(), read.EntryId));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("ABC")]
    [InlineData("2XX4Y1HSES0WE6BFMA4JTFMSJ")]
    [InlineData("2XX4Y1HSES0WE6BFMA4JTFMSJKK")]
    [InlineData("2XX4Y1HSES0WE6BFMA4JTFMSJU")]
    [InlineData("8XX4Y1HSES0WE6BFMA4JTFMSJK")]
    [InlineData("２XX4Y1HSES0WE6BFMA4JTFMSJK")]
    public void What_is_no_code_is_refused(string text) => Assert.False(ReportCode.TryParse(text, out _));

    [Fact]
    public void Codes_differ_and_the_entry_does_not_give_the_code_away()
    {
        var codes = Enumerable.Range(0, 100).Select(_ => ReportCode.New()).ToList();
        Assert.Equal(100, codes.Select(code => code.EntryId).Distinct().Count());
        Assert.All(codes, code => Assert.DoesNotContain(code.ToString(), code.EntryId, StringComparison.OrdinalIgnoreCase));
    }
}
