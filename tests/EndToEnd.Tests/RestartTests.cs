using System.Net;
using System.Text.Json;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>What Standalone had, it has after a stop and after a kill. On SQLite: the embedded form has no other engine; kills of the separate processes are SeparateServicesContract, on both.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly CancellationTokenSource limit = TimeLimit.Start();

    private CancellationToken Cancel => limit.Token;

    public void Dispose() => limit.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restart_finds_everything_it_had(bool killed)
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel);
        var bureau = system.Bureau();
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson([Some.Listing(), Some.Honour(2)]), Cancel);
        var batch = receipt.GetProperty("id").GetString()!;
        await bureau.AwaitDecidedAsync(batch, Cancel);
        var before = await bureau.DecisionsAsync(batch, Cancel);

        await (killed ? system.Process.KillAsync() : system.Process.StopAsync());
        await system.Process.StartAsync(Cancel);

        Assert.Equal(before.Select(decision => decision.LogEntry), (await bureau.DecisionsAsync(batch, Cancel)).Select(decision => decision.LogEntry));
        var (status, answer) = await system.Agency().GetAsync($"/v1/subjects/{Some.Subject().Code}/records?purpose=licensing&caseNumber=1", Cancel);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("found", answer.GetProperty("result").GetString());
        Assert.Empty((await SystemChecks.CheckAsync(CentralStore.Sqlite(system.StoreFile), system.LogKey, before, [], Cancel)).All);
    }

    [Fact]
    public async Task Beside_a_registry_at_work_the_command_says_that_its_store_is_what_the_log_says_and_that_is_in_the_log()
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel, samples: true);
        var bureau = system.Bureau();
        var (_, receipt) = await bureau.PushAsync(Client.Ndjson(Enumerable.Range(1, 500).Select(n => Some.Penalty(n))), Cancel);
        var (code, output) = await system.CommandAsync(["state", "--json"], Cancel);
        Assert.True(code == 0, output);
        Assert.Contains("\"isEqual\":true", output, StringComparison.Ordinal);
        await bureau.AwaitDecidedAsync(receipt.GetProperty("id").GetString()!, Cancel);
        (code, output) = await system.CommandAsync(["state"], Cancel);
        Assert.True(code == 0, output);
        Assert.Contains("EQUAL", output, StringComparison.Ordinal);
        var (_, entries) = await system.Auditor().GetAsync("/v1/log/entries?kind=state.checked", Cancel);
        Assert.NotEmpty(entries.GetProperty("items").EnumerateArray());
        Assert.Equal(2, (await system.CommandAsync(["state", "--unknown"], Cancel)).Code);
        Assert.Equal(3, (await system.CommandAsync(["state", "--scratch", "/proc/none"], Cancel)).Code);
        Assert.Equal(2, (await system.CommandAsync(["retention", "--unknown"], Cancel)).Code);
    }

    [Fact]
    public async Task Beside_a_registry_at_work_the_retention_is_tried_and_run_and_the_run_is_in_the_log()
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel, samples: true);
        var (code, output) = await system.CommandAsync(["retention", "--dry-run"], Cancel);
        Assert.True(code == 0 && output.Contains("\"dryRun\": true", StringComparison.Ordinal), output);
        (code, output) = await system.CommandAsync(["retention"], Cancel);
        Assert.True(code == 0 && output.Contains("\"dryRun\": false", StringComparison.Ordinal), output);
        JsonElement[] runs;
        do
            runs = [.. (await system.Auditor().GetAsync("/v1/log/entries?kind=retention.run", Cancel)).Body.GetProperty("items").EnumerateArray()];
        while (runs.Length == 0);
        Assert.Equal("command-line", Assert.Single(runs).GetProperty("entry").GetProperty("actor").GetProperty("account").GetString());
    }

    [Fact]
    public async Task A_push_that_was_answered_is_decided_although_the_process_was_killed_at_once()
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel);
        var bureau = system.Bureau();
        var (status, receipt) = await bureau.PushAsync(Client.Ndjson(Enumerable.Range(1, 2000).Select(n => Some.Penalty(n))), Cancel);
        await system.Process.KillAsync();
        Assert.Equal(HttpStatusCode.Accepted, status);
        await system.Process.StartAsync(Cancel);
        var batch = receipt.GetProperty("id").GetString()!;
        await bureau.AwaitDecidedAsync(batch, Cancel);
        var decisions = await bureau.DecisionsAsync(batch, Cancel);
        Assert.Equal(2000, decisions.Count);
        Assert.Empty((await SystemChecks.CheckAsync(CentralStore.Sqlite(system.StoreFile), system.LogKey, decisions, [], Cancel)).All);
    }

    [Fact]
    public async Task The_samples_are_loaded_once_and_a_second_start_changes_nothing()
    {
        await using var system = await StandaloneSystem.StartAsync(Cancel, samples: true);
        await AwaitOutputAsync(system, 1);
        await system.Process.StopAsync();
        await system.Process.StartAsync(Cancel);
        await AwaitOutputAsync(system, 2);
        var summaries = system.Process.Output.Split('\n').Where(line => line.StartsWith("  330100 ", StringComparison.Ordinal) && !line.Contains("received", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, summaries.Count);
        Assert.Equal(summaries[0], summaries[1]);
    }

    private async Task AwaitOutputAsync(StandaloneSystem system, int summaries)
    {
        while (system.Process.Output.Split("Ctrl+C").Length <= summaries)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
    }
}
