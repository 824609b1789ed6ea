using CreditShare.Committee.Entries;
using CreditShare.Committee.Pages.Log;
using CreditShare.ExchangeLog.Entries;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditShare.Registry.Tests.Auditing;

/// <summary>What the console's search makes of its address.</summary>
public sealed class LogQuestionTests
{
    private static LogQuestion Ask(string address) => new(new QueryCollection(QueryHelpers.ParseQuery(address)), new EntryQueryValidator());

    [Fact]
    public void Days_are_China_s_and_both_included()
    {
        var filter = Ask("?fromDay=2026-11-23&untilDay=2026-11-23").Query.Page();
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 16, 0, 0, TimeSpan.Zero), filter.From);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 16, 0, 0, TimeSpan.Zero), filter.Until);
        Assert.True(filter.NewestFirst);
    }

    [Theory]
    [InlineData("?fromDay=2026-13-01", "fromDay")]
    [InlineData("?untilDay=yesterday", "untilDay")]
    [InlineData("?fromDay=2026-11-24&untilDay=2026-11-23", "untilDay")]
    [InlineData("?city=hangzhou", "city")]
    [InlineData("?batch=b1", "batch")]
    [InlineData("?kind=made-up", "kind")]
    [InlineData("?account=11010519491231002X", "account")]
    [InlineData("?case=11010519491231002X", "case")]
    [InlineData("?subject=91330106000000019Z", "subject")]
    [InlineData("?after=x", "after")]
    [InlineData("?order=up", "order")]
    public void A_wrong_field_is_told_by_its_name(string address, string field) => Assert.Equal(field, Assert.Single(Ask(address).Faults).Pointer);

    [Fact]
    public void Empty_fields_do_not_restrict_and_the_file_is_of_what_was_asked_from_its_first_entry()
    {
        var question = Ask("?kind=&city=330100&agency=+&subject=&fromDay=2026-11-23&after=7&order=oldest");
        Assert.Empty(question.Faults);
        Assert.Equal("city=330100&from=2026-11-22T16%3A00%3A00Z&order=oldest&after=7", question.Query.Asked());
        Assert.Equal("/committee/log/export?city=330100&fromDay=2026-11-23&format=csv", question.ExportAddress("csv"));
        Assert.False(Ask("?kind=&order=oldest").IsRestricted);
    }

    [Fact]
    public void A_batch_is_one_of_its_city()
    {
        var question = Ask("?city=330100&batch=b1");
        Assert.Empty(question.Faults);
        Assert.Equal(("330100", "b1"), question.Query.Page().Batch);
        Assert.Equal("/committee/log/export?city=330100&batch=b1&format=csv", question.ExportAddress("csv"));
    }

    [Fact]
    public void Every_kind_of_entry_has_a_name() =>
        Assert.All(EntryKind.All, kind => Assert.NotEqual(kind, KindNames.Of(kind)));
}
