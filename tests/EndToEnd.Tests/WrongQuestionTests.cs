using System.Net;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>The many ways of asking wrongly, on the embedded form. They leave nothing behind that another would meet, so one system serves all.</summary>
public sealed class WrongQuestionTests(EmbeddedForm form) : IClassFixture<EmbeddedForm>, IDisposable
{
    private readonly CancellationTokenSource limit = TimeLimit.Start();

    private CancellationToken Cancel => limit.Token;

    public void Dispose() => limit.Dispose();

    [Theory]
    [InlineData("kind=foo", "kind")]
    [InlineData("kind=record.decided&kind=lookup.answered", "kind")]
    [InlineData("subject=91330106000000019Z", "subject")]
    [InlineData("agency=", "agency")]
    [InlineData("subjct=91330106000000019X", "subjct")]
    [InlineData("from=2026-11-23T08:00:00Z&until=2026-11-23T08:00:00Z", "until")]
    [InlineData("limit=abc", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("after=-1", "after")]
    [InlineData("after=9223372036854775807", "after")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=11%2F25%2F2026", "from")]
    [InlineData("case=a-11010519491231002X", "case")]
    [InlineData("city=hangzhou", "city")]
    [InlineData("order=up", "order")]
    [InlineData("account=", "account")]
    [InlineData("purpose=", "purpose")]
    [InlineData("case=", "case")]
    public async Task A_wrong_question_to_the_log_is_told_which_parameter(string query, string pointer)
    {
        var (status, problem) = await form.Auditor().GetAsync($"/v1/log/entries?{query}", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(pointer, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("format=xlsx", "format")]
    [InlineData("limit=10", "limit")]
    [InlineData("city=hangzhou", "city")]
    [InlineData("account=11010519491231002X", "account")]
    public async Task A_wrong_export_is_told_which_parameter(string query, string pointer)
    {
        var (status, problem) = await form.Auditor().GetAsync($"/v1/log/export?{query}", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(pointer, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("after=x", "after")]
    [InlineData("after=", "after")]
    [InlineData("after=0&after=1", "after")]
    [InlineData("limit=10", "limit")]
    public async Task A_wrong_question_for_a_page_of_a_batch_is_told_which_parameter(string query, string pointer)
    {
        var (_, receipt) = await form.Bureau().PushAsync(Client.Ndjson([Some.Penalty()]), Cancel);
        foreach (var what in (string[])["decisions", "errors"])
        {
            var (status, problem) = await form.Bureau().GetAsync($"/v1/batches/{receipt.GetProperty("id").GetString()}/{what}?{query}", Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Equal(pointer, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("pointer").GetString());
        }
    }

    [Theory]
    [InlineData("99999999999")]
    [InlineData("-5")]
    [InlineData("2147483647")]
    public async Task A_made_up_cursor_is_a_place_in_the_batch_or_beyond_it(string after)
    {
        var (_, receipt) = await form.Bureau().PushAsync(Client.Ndjson([Some.Penalty()]), Cancel);
        foreach (var what in (string[])["decisions", "errors"])
            Assert.Equal(HttpStatusCode.OK, (await form.Bureau().GetAsync($"/v1/batches/{receipt.GetProperty("id").GetString()}/{what}?after={after}", Cancel)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    public async Task An_empty_key_is_none(string key)
    {
        var body = Client.Ndjson([Some.Penalty()]);
        var (_, first) = await form.Bureau().PushAsync(body, Cancel, idempotencyKey: key);
        var (again, second) = await form.Bureau().PushAsync(body, Cancel, idempotencyKey: key);
        Assert.Equal(HttpStatusCode.Accepted, again);
        Assert.NotEqual(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
    }
}
