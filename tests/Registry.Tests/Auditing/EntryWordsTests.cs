using System.Globalization;
using System.Text.Json;
using CreditShare.Committee.Pages.Log;
using CreditShare.Domain.Cases;
using CreditShare.ExchangeLog.Entries;

namespace CreditShare.Registry.Tests.Auditing;

/// <summary>Kinds and facts of entries have names; a Chinese reader meets no code word in place of one.</summary>
public sealed class EntryWordsTests
{
    public EntryWordsTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

    [Fact]
    public void Every_kind_of_entry_has_a_name() => Assert.DoesNotContain(EntryKind.All, kind => KindNames.Of(kind) == kind);

    // Facts of entries that no sample makes; those of the others are looked at on their page.
    [Theory]
    [InlineData("notice")]
    [InlineData("more")]
    [InlineData("city")]
    [InlineData("authorisation")]
    [InlineData("namedCity")]
    [InlineData("reportedBy")]
    [InlineData("objection")]
    public void A_fact_has_a_name(string fact) => Assert.NotEqual(fact, DetailNames.Of(fact));

    [Fact]
    public void A_look_at_cases_is_told_in_words()
    {
        Assert.Equal(("一项联合奖惩措施任务", "全部"), (DetailNames.Value("asked", "one"), DetailNames.Value("state", "all")));
        Assert.DoesNotContain(Enum.GetValues<CaseState>().Select(state => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString())), state => DetailNames.Value("state", state) == state);
    }

    [Fact]
    public void Whether_there_is_more_is_said_in_words() => Assert.Equal("是", DetailNames.Value("more", "true"));
}
