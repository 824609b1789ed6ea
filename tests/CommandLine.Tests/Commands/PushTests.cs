using System.Text;
using CreditShare.CommandLine.Tests.Processes;
using CreditShare.Testing;

namespace CreditShare.CommandLine.Tests.Commands;

/// <summary><c>push</c>, <c>status</c> and <c>errors</c> against the real house.</summary>
public sealed class PushTests(House house) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Uri Address => house.System.Process.Address;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_good_file_ends_with_0_and_the_same_file_again_is_the_same_batch_unless_it_shall_be_another()
    {
        var file = Write("好.ndjson", MadeFiles.Good());
        var first = await RunAsync("push", file, "--json");
        Assert.True(first.Code == 0, first.ToString());
        var batch = first.Json().GetProperty("files")[0].GetProperty("batch");
        Assert.Equal(("decided", 3), (batch.GetProperty("state").GetString(), batch.GetProperty("counts").GetProperty("accepted").GetInt32()));
        var second = await RunAsync("push", file, "--json");
        Assert.Equal(batch.GetProperty("id").GetString(), second.Json().GetProperty("files")[0].GetProperty("batch").GetProperty("id").GetString());
        var again = await RunAsync("push", file, "--again", "--json");
        Assert.Equal(3, again.Json().GetProperty("files")[0].GetProperty("batch").GetProperty("counts").GetProperty("repeated").GetInt32());
        var told = await RunAsync("push", file);
        Assert.Equal(0, told.Code);
        Assert.StartsWith("没有退回 / ALL GOOD 好.ndjson", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_rows_end_with_1_are_counted_by_reason_and_can_be_read_one_by_one()
    {
        var file = Write("mixed.ndjson", MadeFiles.Mixed());
        var pushed = await RunAsync("push", file);
        Assert.True(pushed.Code == 1, pushed.ToString());
        Assert.Contains("有记录退回 / ROWS REFUSED mixed.ndjson", pushed.Output, StringComparison.Ordinal);
        Assert.Contains("1 × check-character-wrong", pushed.Output, StringComparison.Ordinal);
        var batch = (await RunAsync("push", file, "--json")).Json().GetProperty("files")[0].GetProperty("batch").GetProperty("id").GetString()!;
        var status = await RunAsync("status", batch, "--json");
        Assert.Equal((1, 1), (status.Code, status.Json().GetProperty("counts").GetProperty("rejected").GetInt32()));
        var errors = await RunAsync("errors", batch);
        Assert.True(errors.Code == 0, errors.ToString());
        Assert.Contains("第 3 行", errors.Output, StringComparison.Ordinal);
        Assert.Contains("[check-character-wrong]", errors.Output, StringComparison.Ordinal);
        var saved = folder.File("errors.json");
        Assert.Equal(0, (await RunAsync("errors", batch, "-o", saved)).Code);
        Assert.Equal((await RunAsync("errors", batch, "--json")).Json().ToString(), System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(saved, Cancel)).RootElement.ToString());
    }

    [Fact]
    public async Task Of_several_files_each_is_pushed_and_the_worst_decides_the_exit_code()
    {
        var (good, mixed, unreadable, picture) = (Write("a.ndjson", MadeFiles.Good()), Write("b.csv", MadeFiles.MixedTable()), Write("c.json", "[{]"u8.ToArray()), Write("d.png", [1]));
        var some = await RunAsync("push", good, mixed, "--json");
        Assert.Equal(1, some.Code);
        var all = await RunAsync("push", good, mixed, unreadable, picture, folder.File("none.csv"), "--json");
        Assert.True(all.Code == 2, all.ToString());
        var files = all.Json().GetProperty("files");
        Assert.Equal([0, 1, 2, 2, 2], files.EnumerateArray().Select(file => file.GetProperty("exitCode").GetInt32()));
        Assert.Equal("file-kind", files[3].GetProperty("failure").GetProperty("code").GetString());
        Assert.Equal(2, all.Json().GetProperty("exitCode").GetInt32());
        var told = await RunAsync("push", unreadable);
        Assert.Equal((2, ""), (told.Code, told.Output));
        Assert.Contains("有误 / WRONG c.json", told.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_comes_from_a_file_or_the_environment_and_a_refused_one_ends_with_3()
    {
        var (file, token) = (Write("t.ndjson", MadeFiles.Good()), folder.File("token"));
        await File.WriteAllTextAsync(token, house.System.BureauToken() + "\n", Cancel);
        Assert.Equal(0, (await Cli.RunAsync(Address, null, Cancel, "push", file, "--token-file", token)).Code);
        Assert.Equal(0, (await Cli.RunAsync(null, house.System.BureauToken(), Cancel, "push", file, "--address", Address.ToString())).Code);
        var refused = await Cli.RunAsync(Address, "wrong", Cancel, "push", file, "--json");
        Assert.True(refused.Code == 3, refused.ToString());
        Assert.Equal(3, (await Cli.RunAsync(Address, house.System.AgencyToken(), Cancel, "push", file)).Code);
        Assert.Equal(2, (await Cli.RunAsync(Address, null, Cancel, "push", file)).Code);
        Assert.Equal(2, (await Cli.RunAsync(Address, null, Cancel, "push", file, "--token-file", folder.File("none"))).Code);
        Assert.Equal(2, (await Cli.RunAsync(null, "wrong", Cancel, "push", file)).Code);
        Assert.Equal(2, (await Cli.RunAsync(Address, null, Cancel, "push", file, "--token", "secret")).Code);
    }

    [Fact]
    public async Task A_token_that_is_renewed_in_its_file_is_read_again_when_the_old_one_is_refused()
    {
        var (file, token, refused) = (Write("r.ndjson", MadeFiles.Good()), folder.File("token"), 0);
        await File.WriteAllTextAsync(token, "expired", Cancel);
        await using var relay = await Relay.StartAsync(Address, Cancel);
        relay.Instead = request =>
        {
            if (request.Headers.Authorization == "Bearer expired" && refused++ == 0)
                File.WriteAllText(token, house.System.BureauToken());
            return null;
        };
        var pushed = await Cli.RunAsync(relay.Address, null, Cancel, "push", file, "--token-file", token);
        Assert.True(pushed.Code == 0, pushed.ToString());
        Assert.Equal(1, refused);
    }

    [Fact]
    public async Task A_server_that_is_away_ends_with_3_and_one_that_comes_back_is_found_again()
    {
        var file = Write("away.ndjson", MadeFiles.Good());
        var away = await Cli.RunAsync(new Uri("http://127.0.0.1:9"), "token", Cancel, "push", file, "--retry-for", "0");
        Assert.Equal(3, away.Code);
        Assert.Contains("no-answer", away.Errors, StringComparison.Ordinal);
        await using var relay = await Relay.StartAsync(Address, Cancel);
        var calls = 0;
        relay.Instead = _ => calls++ < 3 ? (503, "application/problem+json", "{}"u8.ToArray()) : null;
        var back = await Cli.RunAsync(relay.Address, house.System.BureauToken(), Cancel, "push", file, "--json");
        Assert.True(back.Code == 0, back.ToString());
        calls = 0;
        Assert.Equal(3, (await Cli.RunAsync(relay.Address, house.System.BureauToken(), Cancel, "push", file, "--retry-for", "0")).Code);
    }

    [Fact]
    public async Task A_receipt_that_got_lost_is_asked_for_again_and_is_of_the_same_batch()
    {
        await using var relay = await Relay.StartAsync(Address, Cancel);
        var held = relay.HoldAsync(request => request.Method == "POST", answer: true);
        await using var push = Cli.Start(relay.Address, house.System.BureauToken(), "push", Write("lost.ndjson", MadeFiles.Good()), "--json");
        await held;
        await push.KillAsync();
        relay.Release();
        var pushed = await Cli.RunAsync(relay.Address, house.System.BureauToken(), Cancel, "push", folder.File("lost.ndjson"), "--json");
        Assert.Equal(0, pushed.Code);
        Assert.Single(Assert.Single(relay.Batches).Value.Distinct());
    }

    [Fact]
    public async Task Without_waiting_the_receipt_is_told_and_wrong_calls_end_with_2()
    {
        var file = Write("now.ndjson", MadeFiles.Good());
        var sent = await RunAsync("push", file, "--no-wait", "--json");
        Assert.Equal((0, 3), (sent.Code, sent.Json().GetProperty("files")[0].GetProperty("batch").GetProperty("counts").GetProperty("received").GetInt32()));
        string[][] wrong =
        [
            ["push"], ["push", file, "--encoding", "latin1"], ["push", file, "--no-wait", "--errors", "x.xlsx"], ["push", file, file, "--mend", "x.xlsx"], ["status"], ["errors", "x", "--format", "xlsx"],
            ["mend", "x"], ["nonsense"], ["watch", folder.File("none")],
        ];
        foreach (var call in wrong)
            Assert.Equal(2, (await RunAsync(call)).Code);
        Assert.Equal(2, (await RunAsync("status", "0123456789abcdef0123456789abcdef")).Code);
    }

    [Fact]
    public async Task A_table_in_gb18030_is_read_as_what_is_stated()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = Write("gb.csv", Encoding.GetEncoding("GB18030").GetBytes(Encoding.UTF8.GetString(MadeFiles.MixedTable()).TrimStart('\uFEFF')));
        var pushed = await RunAsync("push", file, "--encoding", "gb18030", "--json");
        Assert.True(pushed.Code == 1, pushed.ToString());
        Assert.Equal(1, pushed.Json().GetProperty("files")[0].GetProperty("batch").GetProperty("counts").GetProperty("accepted").GetInt32());
    }

    private Task<Ended> RunAsync(params IEnumerable<string> arguments) => Cli.RunAsync(Address, house.System.BureauToken(), Cancel, arguments);

    private string Write(string name, byte[] content)
    {
        File.WriteAllBytes(folder.File(name), content);
        return folder.File(name);
    }
}
