using CreditShare.CommandLine.Files;

namespace CreditShare.CommandLine.Tests.Files;

public sealed class ShownNameTests
{
    [Theory]
    [InlineData("处罚.xlsx", "处罚.xlsx")]
    [InlineData("20261126-042443.csv", "20261126-042443.csv")]
    [InlineData("12345678901234.csv", "12345678901234.csv")]
    [InlineData("张样例330102199001011.csv", "张样例***.csv")]
    [InlineData("张样例_330102199001011234_处罚.csv", "张样例_***_处罚.csv")]
    [InlineData("33010219900101123X.csv", "***.csv")]
    [InlineData("33010219900101123x.csv", "***.csv")]
    [InlineData("３３０１０２１９９００１０１１２３４.csv", "***.csv")]
    [InlineData("20261126330102199001011234.csv", "***.csv")]
    public void What_may_be_an_identity_number_is_masked(string name, string shown) => Assert.Equal(shown, ShownName.Of(name));

    [Fact]
    public void A_fault_that_names_a_file_masks_it()
    {
        var fault = Assert.Throws<FileFault>(() => FileKinds.ContentTypeOf("330102199001011234.xls", null));
        Assert.All([fault.Message, fault.Zh, fault.En], text => Assert.DoesNotContain("330102", text, StringComparison.Ordinal));
    }
}
