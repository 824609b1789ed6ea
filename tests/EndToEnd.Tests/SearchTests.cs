using System.Net;
using System.Text.Json;
using CreditShare.Domain.Records;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>Subjects by name, through the front door of the embedded form. One system for all: what is asked wrongly changes nothing.</summary>
public sealed class SearchTests(EmbeddedForm form) : IClassFixture<EmbeddedForm>, IDisposable
{
    private readonly CancellationTokenSource limit = TimeLimit.Start();

    private CancellationToken Cancel => limit.Token;

    private Client Agency => field ??= form.Agency();

    public void Dispose() => limit.Dispose();

    [Fact]
    public async Task Each_match_says_how_and_by_which_name_and_the_search_is_an_entry()
    {
        await DecideAsync([Named(1, "样例云川有限公司"), Named(2, "样例云川集团股份有限公司"), Named(3, "样例云川科技有限公司"), Named(4, "杭州样例云川厂"), Named(5, "样例改名前有限公司"), Named(6, "样例云山有限公司")]);
        await DecideAsync([Named(5, "样例改名后有限公司") with { Change = ChangeKind.Correct, ChangeReason = "更名" }]);

        var (status, answer) = await Agency.GetAsync(Search("（样例）云川 有限公司"), Cancel);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["样例云川有限公司 exact", "样例云川集团股份有限公司 company-form"], Matches(answer));
        Assert.Equal(
            ["样例云川有限公司 company-form", "样例云川集团股份有限公司 company-form", "样例云川科技有限公司 prefix", "杭州样例云川厂 contained"],
            (await AllAsync(Search("样例云川") + "&limit=1")).Order(Comparer<string>.Create((one, other) => Place(one) - Place(other))));
        var renamed = Assert.Single((await Agency.GetAsync(Search("样例改名前有限公司"), Cancel)).Body.GetProperty("items").EnumerateArray());
        Assert.Equal(
            ("样例改名后有限公司", "样例改名前有限公司", true, "exact"),
            (renamed.GetProperty("name").GetString(), renamed.GetProperty("matchedName").GetString(), renamed.GetProperty("isOldName").GetBoolean(), renamed.GetProperty("match").GetString()));
        // One subject, though both of its names begin so.
        Assert.Equal(["样例改名前有限公司 prefix"], Matches((await Agency.GetAsync(Search("样例改名"), Cancel)).Body));

        var (_, entry) = await form.Auditor().GetAsync($"/v1/log/entries/{answer.GetProperty("logEntry").GetString()}", Cancel);
        Assert.Equal("subjects.searched", entry.GetProperty("entry").GetProperty("kind").GetString());
        Assert.DoesNotContain("云川", entry.GetProperty("entry").GetRawText(), StringComparison.Ordinal);
        Assert.True(entry.GetProperty("commitmentHolds").GetBoolean());
        Assert.Equal(answer.GetRawText(), entry.GetProperty("content").GetRawText());

        static int Place(string match) => match.Contains("company-form", StringComparison.Ordinal) ? match.Length : match.Contains("prefix", StringComparison.Ordinal) ? 100 : 200;
    }

    [Theory]
    [InlineData("", "name-missing")]
    [InlineData("name=甲", "name-too-short")]
    [InlineData("name=（） 甲", "name-too-short")]
    [InlineData("name=330106199003071234", "natural-person")]
    [InlineData("name=样例&limit=51", "limit")]
    [InlineData("name=样例&after=xx", "cursor-unknown")]
    public async Task A_search_that_cannot_be_answered_says_why(string query, string code)
    {
        var (status, problem) = await Agency.GetAsync($"/v1/subjects?{query}&purpose=licensing&caseNumber=CASE-1", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.DoesNotContain("199003071234", problem.GetRawText(), StringComparison.Ordinal);
    }

    private static string Search(string name) => $"/v1/subjects?name={Uri.EscapeDataString(name)}&purpose=licensing&caseNumber=CASE-1";

    private static CreditRecord Named(int n, string name) => Some.Honour(n) with { Subject = new(name, Some.Subject(n).Code) };

    private static List<string> Matches(JsonElement answer) => [.. answer.GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("matchedName").GetString()} {item.GetProperty("match").GetString()}")];

    private async Task<List<string>> AllAsync(string address)
    {
        var found = new List<string>();
        for (var next = address; next is not null;)
        {
            var (_, page) = await Agency.GetAsync(next, Cancel);
            found.AddRange(Matches(page));
            next = page.TryGetProperty("next", out var further) ? further.GetString() : null;
        }
        return found;
    }

    private async Task DecideAsync(IEnumerable<CreditRecord> records)
    {
        var bureau = form.Bureau();
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson(records), Cancel);
        var counts = (await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel)).GetProperty("counts");
        Assert.Equal(counts.GetProperty("received").GetInt32(), counts.GetProperty("accepted").GetInt32());
    }
}
