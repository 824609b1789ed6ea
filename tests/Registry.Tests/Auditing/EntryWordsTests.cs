using System.Globalization;
using System.Text.Json;
using CreditShare.Committee.Pages.Log;
using CreditShare.Domain.Cases;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Query.Pages;

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
    public void A_look_at_cases_is_told_in_the_words_of_the_cases_pages()
    {
        Assert.Equal(("一项联合奖惩措施任务", "全部"), (DetailNames.Value("asked", "one"), DetailNames.Value("state", "all")));
        Assert.All(Enum.GetValues<CaseState>(), state => Assert.Equal(AgencyView.State(state), DetailNames.Value("state", JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString()))));
    }

    [Fact]
    public void Whether_there_is_more_is_said_in_words() => Assert.Equal("是", DetailNames.Value("more", "true"));
}
