using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CreditShare.CommandLine.Tests.Processes;

namespace CreditShare.CommandLine.Tests.DropFolder;

/// <summary><c>watch</c> as a process, against the real house.</summary>
public sealed class WatchTests(House house) : IDisposable
{
    private readonly DropFolderOfTest folder = new();
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(4));

    private CancellationToken Cancel => limit.Token;

    public void Dispose()
    {
        folder.Dispose();
        limit.Dispose();
    }

    [Fact]
    public async Task A_good_file_ends_in_done_with_its_acknowledgement()
    {
        await using var watcher = Watch();
        var content = MadeFiles.Good();
        folder.Drop("好记录.ndjson", content);
        var ended = Assert.Single(await folder.AwaitEndedAsync("done", 1, watcher, Cancel));
        Assert.Matches(@"^好记录\.[0-9a-f]{8}\.ndjson$", ended);
        Assert.Equal(content, await File.ReadAllBytesAsync(folder.PathOf("done", ended), Cancel));
        var ack = folder.Ack("done", ended);
        Assert.Equal(("好记录.ndjson", "done", content.Length), (Text(ack, "file"), Text(ack, "result"), ack.GetProperty("bytes").GetInt32()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), Text(ack, "sha256"));
        Assert.Equal(3, ack.GetProperty("counts").GetProperty("accepted").GetInt32());
        Assert.Equal([1, 2, 3], ack.GetProperty("decisions").EnumerateArray().Select(decision => decision.GetProperty("line").GetInt32()));
        Assert.All(ack.GetProperty("decisions").EnumerateArray(), decision =>
        {
            Assert.Equal("accepted", Text(decision, "outcome"));
            Assert.StartsWith("P-", Text(decision, "sourceId"), StringComparison.Ordinal);
            Assert.NotEmpty(Text(decision, "logEntry"));
        });
        Assert.True(ack.GetProperty("receivedAt").GetDateTimeOffset() <= ack.GetProperty("decidedAt").GetDateTimeOffset());
        var csv = await File.ReadAllBytesAsync(folder.PathOf("done", $"{Path.GetFileNameWithoutExtension(ended)}.ack.csv"), Cancel);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), csv[..3]);
        Assert.Equal(4, Encoding.UTF8.GetString(csv).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await folder.AwaitTidyAsync(watcher, Cancel);
        Assert.Equal(0, (await watcher.StopAsync(Cancel)).Code);
    }

    [Fact]
    public async Task A_file_with_refused_rows_ends_in_failed_with_its_reasons_and_its_marked_workbook()
    {
        await using var relay = await Relay.StartAsync(house.System.Process.Address, Cancel);
        relay.Instead = request => request.Query["format"] == "xlsx" ? (200, "application/octet-stream", "workbook"u8.ToArray()) : null;
        await using var watcher = folder.Watch(relay.Address, house.System.BureauToken());
        folder.Drop("处罚.csv", MadeFiles.MixedTable());
        var ended = Assert.Single(await folder.AwaitEndedAsync("failed", 1, watcher, Cancel));
        var ack = folder.Ack("failed", ended);
        Assert.Equal((1, 1), (ack.GetProperty("counts").GetProperty("accepted").GetInt32(), ack.GetProperty("counts").GetProperty("rejected").GetInt32()));
        Assert.Equal("check-character-wrong", Text(ack.GetProperty("reasons")[0], "code"));
        var refused = ack.GetProperty("decisions").EnumerateArray().Single(decision => Text(decision, "outcome") == "rejected");
        Assert.Equal((3, "check-character-wrong"), (refused.GetProperty("line").GetInt32(), Text(refused.GetProperty("reasons")[0], "code")));
        Assert.Equal("workbook", await File.ReadAllTextAsync(folder.PathOf("failed", Text(ack, "markedWorkbook")), Cancel));
        Assert.Contains("退回", await File.ReadAllTextAsync(folder.PathOf("failed", $"{Path.GetFileNameWithoutExtension(ended)}.ack.csv"), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_pushed_or_read_ends_in_failed_with_a_reason_and_what_is_being_written_is_left_alone()
    {
        await using var watcher = Watch();
        string[] alone = [".hidden.csv", "~$open.xlsx", "a.csv.part", "b.tmp", "c.crdownload", "d.xlsx.filepart"];
        foreach (var name in alone)
            folder.Drop(name, MadeFiles.Good());
        folder.Drop("旧表.xls", [1, 2, 3]);
        folder.Drop("破.json", "[{]"u8.ToArray());
        folder.Drop("=公式.xls", [1, 2, 3]);
        var ended = await folder.AwaitEndedAsync("failed", 3, watcher, Cancel);
        var problems = ended.ToDictionary(name => name[..name.IndexOf('.', StringComparison.Ordinal)], name => folder.Ack("failed", name).GetProperty("problem"));
        Assert.Equal("file-kind", Text(problems["旧表"], "code"));
        Assert.Contains("另存为 .xlsx", Text(problems["旧表"], "zh"), StringComparison.Ordinal);
        Assert.NotEmpty(problems["破"].GetProperty("errors").EnumerateArray());
        var formula = folder.Names("failed").Single(name => name.StartsWith("=公式.", StringComparison.Ordinal) && name.EndsWith(".ack.csv", StringComparison.Ordinal));
        Assert.Contains("\"'=公式.xls：", await File.ReadAllTextAsync(folder.PathOf("failed", formula), Cancel), StringComparison.Ordinal);
        Assert.Equal(alone.Order(StringComparer.Ordinal), Directory.GetFiles(folder.Inbox).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(folder.Names("done"));
    }

    [Fact]
    public async Task A_file_that_is_written_slowly_is_taken_when_it_is_whole()
    {
        await using var watcher = folder.Watch(house.System.Process.Address, house.System.BureauToken(), 3);
        var lines = Encoding.UTF8.GetString(MadeFiles.Good(12)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var path = Path.Combine(folder.Inbox, "slow.ndjson");
        foreach (var line in lines)
        {
            await File.AppendAllTextAsync(path, line + "\n", Cancel);
            // The writer's pace; the state is asked for, not assumed.
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancel);
            Assert.True(File.Exists(path), "taken before it was whole");
        }
        var ended = Assert.Single(await folder.AwaitEndedAsync("done", 1, watcher, Cancel));
        Assert.Equal(12, folder.Ack("done", ended).GetProperty("decisions").GetArrayLength());
    }

    [Fact]
    public async Task A_file_that_is_still_written_to_after_it_was_taken_does_not_pass_for_what_was_sent()
    {
        await using var relay = await Relay.StartAsync(house.System.Process.Address, Cancel);
        var held = relay.HoldAsync(request => request.Method == "GET");
        await using var watcher = folder.Watch(relay.Address, house.System.BureauToken());
        folder.Drop("late.ndjson", MadeFiles.Good());
        await held.WaitAsync(Cancel);
        await File.AppendAllTextAsync(Assert.Single(Directory.GetFiles(folder.Processing, "*__late.ndjson")), "{}\n", Cancel);
        relay.Release();
        var ack = folder.Ack("failed", Assert.Single(await folder.AwaitEndedAsync("failed", 1, watcher, Cancel)));
        Assert.Equal(("file-changed", 3), (Text(ack.GetProperty("problem"), "code"), ack.GetProperty("counts").GetProperty("accepted").GetInt32()));
    }

    [Theory]
    [InlineData(307)]
    [InlineData(404)]
    [InlineData(409)]
    public async Task A_file_that_only_itself_is_refused_does_not_keep_the_others(int status)
    {
        await using var relay = await Relay.StartAsync(house.System.Process.Address, Cancel);
        var first = "";
        relay.Instead = request =>
        {
            var key = request.Headers["Idempotency-Key"].ToString();
            if (request.Method == "POST" && first.Length == 0)
                first = key;
            return request.Method == "POST" && key == first ? (status, "text/plain", "no"u8.ToArray()) : null;
        };
        await using var watcher = folder.Watch(relay.Address, house.System.BureauToken());
        folder.Drop("bad.ndjson", MadeFiles.Good());
        await DropFolderOfTest.UntilAsync(() => watcher.Errors.Contains("not delivered", StringComparison.Ordinal), watcher, Cancel);
        folder.Drop("good.ndjson", MadeFiles.Good());
        Assert.StartsWith("good.", Assert.Single(await folder.AwaitEndedAsync("done", 1, watcher, Cancel)), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder.Processing, "*__bad.ndjson"));
        Assert.Empty(folder.Ended("failed"));
    }

    [Fact]
    public async Task A_number_in_a_name_stays_with_the_file_and_is_neither_acknowledged_nor_printed()
    {
        const string Number = "330102199001011234";
        await using var watcher = Watch();
        folder.Drop($"张样例{Number}.ndjson", MadeFiles.Good());
        folder.Drop($"张样例{Number}.xls", [1, 2, 3]);
        var done = Assert.Single(await folder.AwaitEndedAsync("done", 1, watcher, Cancel));
        var failed = Assert.Single(await folder.AwaitEndedAsync("failed", 1, watcher, Cancel));
        Assert.StartsWith($"张样例{Number}.", done, StringComparison.Ordinal);
        Assert.Equal("张样例***.ndjson", Text(folder.Ack("done", done), "file"));
        foreach (var ack in folder.Names("done").Select(name => folder.PathOf("done", name)).Concat(folder.Names("failed").Select(name => folder.PathOf("failed", name))).Where(path => path.Contains(".ack.", StringComparison.Ordinal)))
            Assert.DoesNotContain(Number, await File.ReadAllTextAsync(ack, Cancel), StringComparison.Ordinal);
        Assert.StartsWith($"张样例{Number}.", failed, StringComparison.Ordinal);
        var told = await watcher.StopAsync(Cancel);
        Assert.Contains("DONE 张样例***.ndjson", told.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Number, told.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_name_may_come_twice()
    {
        await using var watcher = Watch();
        folder.Drop("daily.ndjson", MadeFiles.Good());
        await folder.AwaitEndedAsync("done", 1, watcher, Cancel);
        folder.Drop("daily.ndjson", MadeFiles.Good());
        var ended = await folder.AwaitEndedAsync("done", 2, watcher, Cancel);
        Assert.Equal(2, ended.Select(name => Text(folder.Ack("done", name), "batch")).Distinct().Count());
    }

    [Fact]
    public async Task Two_watchers_take_each_of_forty_files_once()
    {
        await using var relay = await Relay.StartAsync(house.System.Process.Address, Cancel);
        await using var first = folder.Watch(relay.Address, house.System.BureauToken(), "--parallel", "4");
        await using var second = folder.Watch(relay.Address, house.System.BureauToken(), "--parallel", "4");
        foreach (var watcher in new[] { first, second })
            await DropFolderOfTest.UntilAsync(() => watcher.Errors.Contains("watching", StringComparison.Ordinal), watcher, Cancel);
        for (var n = 0; n < 40; n++)
            folder.Drop($"file-{n}.ndjson", MadeFiles.Good(1));
        var ended = await folder.AwaitEndedAsync("done", 40, first, Cancel);
        Assert.Equal(40, ended.Select(name => Text(folder.Ack("done", name), "file")).Distinct().Count());
        // Each was pushed under one claim, and each claim is one batch whose records were new.
        Assert.Equal(40, relay.Batches.Count);
        Assert.All(relay.Batches.Values, batches => Assert.Single(batches.Distinct()));
        Assert.All(ended, name => Assert.Equal(1, folder.Ack("done", name).GetProperty("counts").GetProperty("accepted").GetInt32()));
        await folder.AwaitTidyAsync(first, Cancel);
        Assert.Contains("DONE", first.Output, StringComparison.Ordinal);
        Assert.Contains("DONE", second.Output, StringComparison.Ordinal);
        Assert.Equal(40, $"{first.Output}\n{second.Output}".Split('\n').Count(line => line.Contains("DONE", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refused_token_keeps_the_file_until_it_is_renewed_and_is_said_once()
    {
        var token = Path.Combine(folder.Root, "token");
        await File.WriteAllTextAsync(token, "expired", Cancel);
        await using var relay = await Relay.StartAsync(house.System.Process.Address, Cancel);
        var refusals = 0;
        relay.Instead = request =>
        {
            refusals += request.Headers.Authorization == "Bearer expired" ? 1 : 0;
            return null;
        };
        await using var watcher = Cli.Start(relay.Address, null, "watch", folder.Root, "--settle", "0.1", "--poll", "0.1", "--retry-for", "0", "--token-file", token);
        folder.Drop("a.ndjson", MadeFiles.Good());
        await DropFolderOfTest.UntilAsync(() => refusals >= 3, watcher, Cancel);
        folder.Drop("b.ndjson", MadeFiles.Good());
        await DropFolderOfTest.UntilAsync(() => refusals >= 4, watcher, Cancel);
        Assert.True(File.Exists(Path.Combine(folder.Inbox, "b.ndjson")), "nothing more is taken while the server refuses");
        await File.WriteAllTextAsync(token, house.System.BureauToken(), Cancel);
        await folder.AwaitEndedAsync("done", 2, watcher, Cancel);
        Assert.Single(watcher.Errors.Split('\n'), line => line.Contains("not delivered", StringComparison.Ordinal));
        Assert.Contains("the server is back", watcher.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_look_at_everything_ends_by_what_became_of_it()
    {
        var (address, token) = (house.System.Process.Address, house.System.BureauToken());
        async Task<int> OnceAsync(Uri at)
        {
            await using var run = folder.Watch(at, token, "--once");
            return (await run.EndAsync(Cancel)).Code;
        }

        Assert.Equal(0, await OnceAsync(address));
        for (var n = 0; n < 5; n++)
            folder.Drop($"good-{n}.ndjson", MadeFiles.Good());
        Assert.Equal(0, await OnceAsync(address));
        Assert.Equal(5, folder.Ended("done").Length);
        folder.Drop("mixed.ndjson", MadeFiles.Mixed());
        Assert.Equal(1, await OnceAsync(address));
        folder.Drop("later.ndjson", MadeFiles.Good());
        Assert.Equal(3, await OnceAsync(new Uri("http://127.0.0.1:9")));
        Assert.Empty(Directory.GetFiles(folder.Inbox));
        Assert.Equal(0, await OnceAsync(address));
        Assert.Equal(6, folder.Ended("done").Length);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private Cli Watch() => folder.Watch(house.System.Process.Address, house.System.BureauToken());
}
