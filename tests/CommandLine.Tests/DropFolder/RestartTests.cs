using System.Text.Json;
using CreditShare.CommandLine.Tests.Processes;
using CreditShare.Systems;
using Microsoft.AspNetCore.Http;

namespace CreditShare.CommandLine.Tests.DropFolder;

/// <summary>A watcher is killed, or the server is, at each step of a file's way: it ends all the same, as one batch, with a whole acknowledgement.</summary>
public sealed class RestartTests(House house) : IAsyncLifetime
{
    private readonly DropFolderOfTest folder = new();
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(4));
    private Relay relay = null!;

    /// <summary>Calls at which the watcher is stopped and killed, in the order in which it makes them.</summary>
    public enum Step
    {
        ClaimedAndNotPushed,
        PushedWithoutReceipt,
        WaitingForDecisions,
        MarkedWorkbook,
        DecisionsRead,
    }

    private CancellationToken Cancel => limit.Token;

    public async ValueTask InitializeAsync()
    {
        relay = await Relay.StartAsync(house.System.Process.Address, Cancel);
        relay.Instead = request => request.Query["format"] == "xlsx" ? (200, "application/octet-stream", "workbook"u8.ToArray()) : null;
    }

    public async ValueTask DisposeAsync()
    {
        await relay.DisposeAsync();
        folder.Dispose();
        limit.Dispose();
    }

    [Theory]
    [InlineData(Step.ClaimedAndNotPushed)]
    [InlineData(Step.PushedWithoutReceipt)]
    [InlineData(Step.WaitingForDecisions)]
    [InlineData(Step.MarkedWorkbook)]
    [InlineData(Step.DecisionsRead)]
    public async Task Killed_at_a_step_it_goes_on_from_there(Step step)
    {
        var held = relay.HoldAsync(request => IsAt(step, request), answer: step is Step.PushedWithoutReceipt);
        await using (var killed = folder.Watch(relay.Address, house.System.BureauToken()))
        {
            folder.Drop("处罚.csv", MadeFiles.MixedTable());
            await held.WaitAsync(Cancel);
            await killed.KillAsync();
        }
        Assert.Empty(Directory.GetFiles(folder.Inbox));
        Assert.Empty(folder.Ended("failed"));
        relay.Release();
        await using var next = folder.Watch(relay.Address, house.System.BureauToken());
        await EndsAsOneBatchAsync(next);
    }

    [Fact]
    public async Task Written_to_after_a_push_whose_receipt_was_lost_it_ends_with_the_batch_that_stands()
    {
        var held = relay.HoldAsync(request => request.Method == "POST", answer: true);
        await using (var killed = folder.Watch(relay.Address, house.System.BureauToken()))
        {
            folder.Drop("late.ndjson", MadeFiles.Good());
            await held.WaitAsync(Cancel);
            await killed.KillAsync();
        }
        await File.AppendAllTextAsync(Assert.Single(Directory.GetFiles(folder.Processing, "*__late.ndjson")), "{}\n", Cancel);
        relay.Release();
        await using var next = folder.Watch(relay.Address, house.System.BureauToken());
        var ack = folder.Ack("failed", Assert.Single(await folder.AwaitEndedAsync("failed", 1, next, Cancel)));
        Assert.Equal("file-changed", ack.GetProperty("problem").GetProperty("code").GetString());
        Assert.Equal(Assert.Single(Assert.Single(relay.Batches).Value), ack.GetProperty("batch").GetString());
        Assert.Equal((3, 3), (ack.GetProperty("counts").GetProperty("accepted").GetInt32(), ack.GetProperty("decisions").GetArrayLength()));
    }

    [Fact]
    public async Task Killed_before_it_took_the_file_the_next_one_takes_it()
    {
        folder.Drop("处罚.csv", MadeFiles.MixedTable());
        await using (var killed = folder.Watch(relay.Address, house.System.BureauToken(), 600))
        {
            await DropFolderOfTest.UntilAsync(() => killed.Errors.Contains("watching", StringComparison.Ordinal), killed, Cancel);
            await killed.KillAsync();
        }
        Assert.Single(Directory.GetFiles(folder.Inbox));
        await using var next = folder.Watch(relay.Address, house.System.BureauToken());
        await EndsAsOneBatchAsync(next);
    }

    [Fact]
    public async Task Killed_between_acknowledgement_and_move_it_does_both_again_to_the_same_end()
    {
        await using var watcher = folder.Watch(relay.Address, house.System.BureauToken());
        folder.Drop("处罚.csv", MadeFiles.MixedTable());
        var before = await EndsAsOneBatchAsync(watcher);
        await watcher.KillAsync();
        // The state that such a death leaves: everything is written, the file still lies where it was worked on, and its lock is nobody's.
        var ended = Assert.Single(folder.Ended("failed"));
        var claim = before.GetProperty("claim").GetString();
        File.Move(folder.PathOf("failed", ended), Path.Combine(folder.Processing, $"{claim}__处罚.csv"));
        await File.WriteAllTextAsync(Path.Combine(folder.Processing, $".{claim}.lock"), "", Cancel);
        await File.WriteAllTextAsync(folder.PathOf("failed", $".{claim}.0123abcd.tmp"), "half", Cancel);
        await using var next = folder.Watch(relay.Address, house.System.BureauToken());
        var after = await EndsAsOneBatchAsync(next);
        Assert.Equal(before.GetProperty("decisions").ToString(), after.GetProperty("decisions").ToString());
        Assert.Equal(4, folder.Names("failed").Length);
    }

    [Fact]
    public async Task Killed_as_soon_as_an_acknowledgement_appears_again_and_again_each_file_ends_once()
    {
        for (var n = 0; n < 6; n++)
            folder.Drop($"file-{n}.ndjson", MadeFiles.Good(1));
        for (var kills = 0; folder.Ended("done").Length < 6; kills++)
        {
            var acknowledged = folder.Names("done").Count(name => name.EndsWith(".ack.json", StringComparison.Ordinal));
            await using var watcher = folder.Watch(relay.Address, house.System.BureauToken(), "--parallel", "1");
            await DropFolderOfTest.UntilAsync(
                () => folder.Names("done").Count(name => name.EndsWith(".ack.json", StringComparison.Ordinal)) > acknowledged || folder.Ended("done").Length == 6, watcher, Cancel);
            await watcher.KillAsync();
        }
        await using var last = folder.Watch(relay.Address, house.System.BureauToken());
        await folder.AwaitTidyAsync(last, Cancel);
        Assert.Equal(6, relay.Batches.Count);
        Assert.All(relay.Batches.Values, batches => Assert.Single(batches.Distinct()));
        Assert.Equal(18, folder.Names("done").Length);
    }

    [Fact]
    public async Task A_server_that_is_killed_and_comes_back_gets_the_file_once_and_its_absence_is_said_once()
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel);
        var token = system.BureauToken();
        await system.Process.KillAsync();
        await using var watcher = folder.Watch(system.Process.Address, token);
        folder.Drop("a.ndjson", MadeFiles.Good());
        await DropFolderOfTest.UntilAsync(() => watcher.Errors.Contains("not delivered", StringComparison.Ordinal), watcher, Cancel);
        Assert.Single(Directory.GetFiles(folder.Processing, "*__a.ndjson"));
        await system.Process.StartAsync(Cancel);
        var ended = Assert.Single(await folder.AwaitEndedAsync("done", 1, watcher, Cancel));
        Assert.Equal(3, folder.Ack("done", ended).GetProperty("counts").GetProperty("accepted").GetInt32());
        Assert.Single(watcher.Errors.Split('\n'), line => line.Contains("not delivered", StringComparison.Ordinal));
    }

    private static bool IsAt(Step step, HttpRequest request) => step switch
    {
        Step.ClaimedAndNotPushed or Step.PushedWithoutReceipt => request.Method == "POST",
        Step.WaitingForDecisions => request.Method == "GET" && request.Path.Value!.Split('/').Length == 4,
        Step.MarkedWorkbook => request.Query["format"] == "xlsx",
        _ => request.Path.Value!.EndsWith("/decisions", StringComparison.Ordinal),
    };

    private async Task<JsonElement> EndsAsOneBatchAsync(Cli watcher)
    {
        var ended = Assert.Single(await folder.AwaitEndedAsync("failed", 1, watcher, Cancel));
        await folder.AwaitTidyAsync(watcher, Cancel);
        var ack = folder.Ack("failed", ended);
        Assert.Equal(2, ack.GetProperty("decisions").GetArrayLength());
        Assert.Equal((1, 1), (ack.GetProperty("counts").GetProperty("accepted").GetInt32(), ack.GetProperty("counts").GetProperty("rejected").GetInt32()));
        var batches = Assert.Single(relay.Batches);
        Assert.Equal(ack.GetProperty("claim").GetString(), batches.Key);
        Assert.Equal(ack.GetProperty("batch").GetString(), Assert.Single(batches.Value.Distinct()));
        Assert.True(File.Exists(folder.PathOf("failed", ack.GetProperty("markedWorkbook").GetString()!)));
        return ack;
    }
}
