using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Ingestion.Publishing;
using CreditShare.Systems;

namespace CreditShare.EndToEnd.Tests;

/// <summary>What was set aside is listed, sent again or thrown away; and a city's key is changed while everything runs. On MongoDB alone: the letters lie on the broker, and what the store does is to stage entries, which its contract covers on both engines.</summary>
public sealed class DeadLetterTests(BrokerFixture broker, MongoDbFixture mongo) : IAsyncLifetime
{
    private const string City = "330100";

    private readonly CancellationTokenSource limit = TimeLimit.Start();
    private SeparateServices system = null!;
    private int pushed;

    private CancellationToken Cancel => limit.Token;

    public async ValueTask InitializeAsync()
    {
        system = await SeparateServices.StartAsync(broker.Broker, mongo.Engine, Cancel, lookups: false);
    }

    public async ValueTask DisposeAsync()
    {
        await system.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task A_message_set_aside_for_a_key_not_yet_listed_is_decided_when_it_is_sent_again()
    {
        var old = system.PublicKey(City);
        // The city changed its key too early: the registry does not know the new one.
        var next = CityKey.MakeNext(system.CityFolder, City);
        File.Move(Path.Combine(system.CityFolder, $"city-{City}.next.key"), Path.Combine(system.CityFolder, $"city-{City}.key"), overwrite: true);
        var early = await PushAsync();
        var letter = await AwaitLetterAsync();
        Assert.Contains("fits no known key", letter.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(("city.330100", "registry.submissions.330100"), (letter.GetProperty("sender").GetString(), letter.GetProperty("queue").GetString()));
        Assert.True(letter.GetProperty("ageSeconds").GetDouble() >= 0);

        system.WriteMemberKeys([(City, $"{old} /{TimeProvider.System.GetUtcNow():O}"), (City, next)]);
        var id = letter.GetProperty("id").GetString();
        while (!await IsDecidedAsync(early))
            await OperateAsync($"/v1/dead-letters/{id}/redrive", null, HttpStatusCode.OK, HttpStatusCode.NotFound);
        Assert.Equal(0, await CountAfterRedrivingAllAsync());
        await AwaitLoggedAsync("message.redriven");
    }

    [Fact]
    public async Task A_city_changes_its_key_under_traffic_and_nothing_is_set_aside()
    {
        var old = system.PublicKey(City);
        await DecideAsync();
        var next = CityKey.MakeNext(system.CityFolder, City);
        system.WriteMemberKeys([(City, old), (City, next)]);
        // Between the operator's change and the city's lies a message of the one to the other; the registry says when it has read the new list.
        await AwaitToldAsync("member keys");
        await DecideAsync();
        var oldSeed = File.ReadAllText(Path.Combine(system.CityFolder, $"city-{City}.key"));
        File.Move(Path.Combine(system.CityFolder, $"city-{City}.next.key"), Path.Combine(system.CityFolder, $"city-{City}.key"), overwrite: true);
        await DecideAsync();
        Assert.Equal(0, (await ListAsync()).GetProperty("total").GetInt32());

        // The old key ends; whoever has a copy of it speaks for nobody.
        system.WriteMemberKeys([(City, $"{old} /{TimeProvider.System.GetUtcNow():O}"), (City, next)]);
        await DecideAsync();
        File.WriteAllText(Path.Combine(system.CityFolder, $"city-{City}.key"), oldSeed);
        while ((await ListAsync()).GetProperty("total").GetInt32() == 0)
            await PushAsync();
        Assert.Contains("fits no known key", (await AwaitLetterAsync()).GetProperty("reason").GetString(), StringComparison.Ordinal);
        // By which keys the city was believed, and until when, stays in the log.
        while (!(await KeysInLogAsync()).Any(keys => keys.Contains(next) && keys.Any(key => key.StartsWith($"{old} /", StringComparison.Ordinal))))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        Assert.Contains(await KeysInLogAsync(), keys => keys.Contains(old) && keys.Contains(next));
    }

    /// <summary>The city's keys, as each entry about them has them.</summary>
    private async Task<List<string[]>> KeysInLogAsync()
    {
        var keys = new List<string[]>();
        foreach (var item in (await system.Auditor().GetAsync("/v1/log/entries?kind=keys.changed", Cancel)).Body.GetProperty("items").EnumerateArray())
        {
            var (_, entry) = await system.Auditor().GetAsync($"/v1/log/entries/{item.GetProperty("entry").GetProperty("id").GetString()}", Cancel);
            if (entry.GetProperty("content").TryGetProperty(City, out var own))
                keys.Add([.. own.EnumerateArray().Select(key => key.GetString()!)]);
        }
        return keys;
    }

    [Fact]
    public async Task A_message_is_thrown_away_with_a_reason_that_stays_in_the_log_from_the_command_line_too()
    {
        system.WriteMemberKeys([("341000", system.PublicKey("341000"))]);
        File.WriteAllText(Path.Combine(system.CityFolder, $"city-{City}.key"), Convert.ToBase64String(new byte[32]));
        await PushAsync();
        await PushAsync();
        while ((await ListAsync()).GetProperty("total").GetInt32() < 2)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, (await new HttpClient { BaseAddress = system.Registry.Address }.GetAsync(new Uri("/v1/dead-letters", UriKind.Relative), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await system.Intruder().GetAsync("/v1/dead-letters", Cancel)).Status);
        var first = (await ListAsync()).GetProperty("items")[0].GetProperty("id").GetString()!;
        await OperateAsync($"/v1/dead-letters/{first}/discard", new { reason = "" }, HttpStatusCode.BadRequest);
        await OperateAsync("/v1/dead-letters/redrive", new { all = false }, HttpStatusCode.BadRequest);
        await OperateAsync("/v1/dead-letters/unknown/discard", new { reason = "样例" }, HttpStatusCode.NotFound);
        await OperateAsync($"/v1/dead-letters/{first}/discard", new { reason = "样例：无效签名" }, HttpStatusCode.OK);
        var entry = await AwaitLoggedAsync("message.discarded");
        Assert.Equal(("样例：无效签名", "city.330100"), (entry.GetProperty("reasons")[0].GetString(), entry.GetProperty("detail").GetProperty("sender").GetString()));

        // No registry runs: the command works on broker and store itself. What the city's spool sends again meanwhile lies there too.
        await system.Registry.StopAsync();
        var (_, listed) = await system.RunRegistryAsync("dead-letters list", Cancel);
        var left = JsonDocument.Parse(listed).RootElement.GetProperty("items").EnumerateArray().Select(letter => letter.GetProperty("id").GetString()!).ToList();
        Assert.DoesNotContain(first, left);
        Assert.NotEmpty(left);
        var (refused, why) = await system.RunRegistryAsync($"dead-letters discard {left[0]}", Cancel);
        Assert.True(refused != 0 && why.Contains("--reason", StringComparison.Ordinal), why);
        var (done, answer) = await system.RunRegistryAsync($"dead-letters discard {left[0]} --reason sample", Cancel);
        Assert.True(done == 0 && answer.Contains(left[0], StringComparison.Ordinal), answer);
        Assert.DoesNotContain(left[0], (await system.RunRegistryAsync("dead-letters list", Cancel)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_of_more_messages_than_a_page_has_is_listed_once_and_can_be_sent_again_or_thrown_away()
    {
        var ids = await LaidLetters.LayAsync(broker.Broker, system, City, 1203, Cancel);
        var listed = new List<string>();
        for (var next = "/v1/dead-letters"; next is not null;)
        {
            var page = (await system.Operator().GetAsync(next, Cancel)).Body;
            Assert.Equal(ids.Count, page.GetProperty("total").GetInt32());
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(letter => letter.GetProperty("id").GetString()!));
            next = page.TryGetProperty("next", out var address) ? address.GetString() : null;
        }
        Assert.Equal(ids, listed);
        foreach (var wrong in (string[])["after=1", "after=", "limit=501", "limit=0", "limit=x", "page=2", "limit=1&limit=2"])
            Assert.Equal(HttpStatusCode.BadRequest, (await system.Operator().GetAsync($"/v1/dead-letters?{wrong}", Cancel)).Status);

        // From the command line: the third page, and one of its messages.
        var (_, first) = await system.RunRegistryAsync("dead-letters list", Cancel);
        var (_, second) = await system.RunRegistryAsync($"dead-letters list --after {Next(first)}", Cancel);
        var (_, third) = await system.RunRegistryAsync($"dead-letters list --after {Next(second)}", Cancel);
        Assert.Equal(ids.Skip(1000), JsonDocument.Parse(third).RootElement.GetProperty("items").EnumerateArray().Select(letter => letter.GetProperty("id").GetString()));
        Assert.Equal(0, (await system.RunRegistryAsync($"dead-letters discard {ids[1100]} --reason sample", Cancel)).Code);
        Assert.NotEqual(0, (await system.RunRegistryAsync("dead-letters list --after 1", Cancel)).Code);

        await OperateAsync($"/v1/dead-letters/{ids[^1]}/discard", new { reason = "样例" }, HttpStatusCode.OK);
        await OperateAsync($"/v1/dead-letters/{ids[^1]}/discard", new { reason = "样例" }, HttpStatusCode.NotFound);
        await OperateAsync($"/v1/dead-letters/{ids[^2]}/redrive", null, HttpStatusCode.OK);
        var entries = await AwaitLoggedAsync("message.discarded", 2);
        Assert.Equal([ids[1100], ids[^1]], entries.Select(entry => entry.GetProperty("detail").GetProperty("message").GetString()));

        static string? Next(string list) => JsonDocument.Parse(list).RootElement.GetProperty("next").GetString();
    }

    private Task<string> PushAsync() =>
        system.Bureau(City).PushUntilReceiptAsync(Client.Ndjson(Workload.Records(City, pushed++, 1)), $"push-{pushed}", Cancel);

    private async Task<string> DecideAsync()
    {
        var batch = await PushAsync();
        await system.Bureau(City).AwaitDecidedAsync(batch, Cancel);
        return batch;
    }

    private async Task<bool> IsDecidedAsync(string batch) =>
        (await system.Bureau(City).GetAsync($"/v1/batches/{batch}", Cancel)).Body.GetProperty("state").GetString() == "decided";

    private async Task AwaitToldAsync(string text)
    {
        while (!system.Registry.Output.Contains(text, StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
    }

    private async Task<JsonElement> ListAsync() => (await system.Operator().GetAsync("/v1/dead-letters", Cancel)).Body;

    private async Task<JsonElement> AwaitLetterAsync()
    {
        while (true)
        {
            if ((await ListAsync()).GetProperty("items") is var items && items.GetArrayLength() > 0)
                return items[0];
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }

    private async Task<int> CountAfterRedrivingAllAsync()
    {
        await OperateAsync("/v1/dead-letters/redrive", new { all = true }, HttpStatusCode.OK);
        return (await ListAsync()).GetProperty("total").GetInt32();
    }

    private async Task OperateAsync(string path, object? body, params HttpStatusCode[] expected)
    {
        using var content = JsonContent.Create(body ?? new { });
        using var answer = await system.Operator().SendAsync(HttpMethod.Post, path, content, Cancel);
        Assert.Contains(answer.StatusCode, expected);
    }

    private async Task<JsonElement> AwaitLoggedAsync(string kind) => (await AwaitLoggedAsync(kind, 1))[0];

    private async Task<IReadOnlyList<JsonElement>> AwaitLoggedAsync(string kind, int count)
    {
        while (true)
        {
            if ((await system.Auditor().GetAsync($"/v1/log/entries?kind={kind}", Cancel)).Body.GetProperty("items") is var items && items.GetArrayLength() >= count)
                return [.. items.EnumerateArray().Select(item => item.GetProperty("entry"))];
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }
}
