using CreditShare.Query.Pages.Lookups;

namespace CreditShare.Query.Tests.Pages;

/// <summary>One field takes a code or a name.</summary>
public sealed class LookupFieldsTests
{
    [Theory]
    [InlineData("913301039M2L6DET36", false)]
    [InlineData(" 91330103 9M2L6DET36 ", false)]
    [InlineData("９１３３０１０３９Ｍ２Ｌ６ＤＥＴ３６", false)]
    [InlineData("330102199001011239", false)]
    [InlineData("云川环保", true)]
    [InlineData("𠮷㐂䶮", true)]
    [InlineData("3M中国有限公司", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void What_has_a_character_that_no_code_has_is_a_name(string? subject, bool name) => Assert.Equal(name, new LookupFields { Subject = subject }.IsName);
}
