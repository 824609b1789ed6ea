using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CreditShare.Contracts;
using CreditShare.Domain.Deciding;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace CreditShare.EndToEnd.Tests;

/// <summary>A system that cities try to deceive in vain: what they leave behind is letters in quarantine.</summary>
public sealed class DeceivedInVain(BrokerFixture broker, MongoDbFixture mongo) : IAsyncLifetime
{
    public SeparateServices Running { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Running = await SeparateServices.StartAsync(broker.Broker, mongo.Engine, TestContext.Current.CancellationToken, lookups: false);

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}

/// <summary>
/// A city's account tries to be another city, and everybody tries what is not theirs, on a real broker with the real registry. On MongoDB alone: who may do what is the broker's and the registry's part, and no
/// store has a hand in it. Tests that make or unmake anything on the broker, or whose letters come back at some time, have a system of their own.
/// </summary>
public sealed class BrokerAccountsTests(BrokerFixture fixture, MongoDbFixture mongo, DeceivedInVain shared) : IClassFixture<DeceivedInVain>, IAsyncDisposable
{
    private const string Own = "330100";
    private const string Other = "341000";

    private static int pushed;

    private readonly CancellationTokenSource limit = TimeLimit.Start();
    private SeparateServices? own;
    private SeparateServices system = null!;

    private CancellationToken Cancel => limit.Token;

    public async ValueTask DisposeAsync()
    {
        if (own is not null)
            await own.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task Every_account_may_do_on_every_exchange_and_queue_what_it_needs_and_nothing_else()
    {
        await StartOwnAsync();
        string[] exchanges = [QueueNames.CityExchange(Own), QueueNames.CityExchange(Other)];
        string[] queues =
        [
            QueueNames.Submissions(Own), QueueNames.Submissions(Other), QueueNames.Decisions(Own), QueueNames.Decisions(Other), QueueNames.Quarantine, "somebody.elses",
        ];
        await using (var administrator = await ConnectAsync("admin"))
        await using (var making = await administrator.CreateChannelAsync(cancellationToken: Cancel))
        {
            foreach (var queue in new[] { QueueNames.Quarantine, "somebody.elses" })
                await Hosting.Bus.QuarantineFilter.DeclareAsync(making, queue, Cancel, queue == QueueNames.Quarantine ? [QueueNames.Returned] : []);
        }

        foreach (var city in new[] { Own, Other })
        {
            await using var connection = await ConnectAsync(BrokerAccounts.City(city));
            foreach (var exchange in exchanges)
                Assert.Equal(exchange == QueueNames.CityExchange(city), await MayAsync(connection, channel => channel.BasicPublishAsync(exchange, "", mandatory: false, new BasicProperties(), Encoding.UTF8.GetBytes("x"), Cancel).AsTask()));
            Assert.True(await MayAsync(connection, channel => PublishAsync(channel, QueueNames.Returned)), $"{city} sets aside what it cannot read");
            Assert.False(await MayAsync(connection, channel => PublishAsync(channel, QueueNames.Quarantine)));
            // Binding its queue takes the right to write to it, so a city can write to itself; to its own harm only.
            Assert.True(await MayAsync(connection, channel => PublishAsync(channel, QueueNames.Decisions(city))));
            Assert.False(await MayAsync(connection, channel => PublishAsync(channel, QueueNames.Decisions(city == Own ? Other : Own))));
            foreach (var queue in queues)
            {
                // The default exchange leads to any queue by its name: writing there is a right of its own.
                Assert.False(await MayAsync(connection, channel => channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties(), Encoding.UTF8.GetBytes("x"), Cancel).AsTask()), $"{city} wrote to {queue}");
                var own = queue == QueueNames.Decisions(city);
                Assert.Equal(own, await MayAsync(connection, channel => channel.BasicGetAsync(queue, autoAck: false, Cancel)));
                Assert.Equal(own, await MayAsync(connection, channel => channel.QueuePurgeAsync(queue, Cancel)));
                if (own)
                    continue;
                Assert.False(await MayAsync(connection, channel => channel.QueueDeleteAsync(queue, cancellationToken: Cancel)), $"{city} deleted {queue}");
                Assert.False(await MayAsync(connection, channel => channel.QueueBindAsync(queue, QueueNames.CityExchange(city), "", cancellationToken: Cancel)), $"{city} bound {queue}");
            }
            Assert.False(await MayAsync(connection, channel => channel.ExchangeDeleteAsync(QueueNames.CityExchange(city == Own ? Other : Own), cancellationToken: Cancel)));
            Assert.False(await MayAsync(connection, channel => channel.QueueDeclareAsync("new.one", cancellationToken: Cancel)));
        }

        await using var registry = await ConnectAsync(BrokerAccounts.Registry);
        foreach (var exchange in exchanges)
            Assert.False(await MayAsync(registry, channel => channel.BasicPublishAsync(exchange, "", mandatory: false, new BasicProperties(), Encoding.UTF8.GetBytes("x"), Cancel).AsTask()));
        foreach (var queue in new[] { QueueNames.Decisions(Own), "somebody.elses" })
            Assert.False(await MayAsync(registry, channel => channel.BasicGetAsync(queue, autoAck: false, Cancel)));
    }

    [Fact]
    public async Task Whoever_speaks_for_another_city_is_refused_logged_and_set_aside_and_the_city_goes_on()
    {
        await StartOwnAsync();
        await using var connection = await ConnectAsync(BrokerAccounts.City(Own));
        var key = Path.Combine(system.CityFolder, $"city-{Other}.key");
        var stolen = Ingestion.Publishing.CityKey.Load(system.CityFolder, Other, create: false);
        Assert.True(File.Exists(key));

        // The broker itself: a user_id that is not the sender's.
        Assert.False(await MayAsync(connection, channel => PublishAsync(channel, Message(Own, stolen), BrokerAccounts.City(Other))));
        Assert.False(await MayAsync(connection, channel => PublishAsync(channel, Message(Own, stolen), BrokerAccounts.Registry)));

        // The registry: what the broker lets through.
        var ours = Ingestion.Publishing.CityKey.Load(system.CityFolder, Own, create: false);
        await using (var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel))
        {
            await PublishAsync(channel, Message(Own, ours), null);
            await PublishAsync(channel, Message(Other, stolen), BrokerAccounts.City(Own));
            await PublishAsync(channel, Message(Own, stolen), BrokerAccounts.City(Own));
            await PublishAsync(channel, "not a message at all", BrokerAccounts.City(Own));
            // A broker password alone, with none of the city's keys, and what the log must never hold.
            await PublishAsync(channel, Refusals("""{"id":"00000000000000000000000000000001","at":"2020-01-01T00:00:00Z","account":"身份证330102199001011234","route":"某人","status":401,"reason":"自由文本"}"""), BrokerAccounts.City(Own));
            await PublishAsync(channel, Answered(Other), BrokerAccounts.City(Own));
        }
        await DecideAsync(Own);

        var letters = (await system.Operator().GetAsync("/v1/dead-letters", Cancel)).Body;
        var reasons = letters.GetProperty("items").EnumerateArray().Select(letter => letter.GetProperty("reason").GetString()!).ToList();
        Assert.Equal(6, letters.GetProperty("total").GetInt32());
        Assert.Contains(reasons, reason => reason.Contains("without a user_id", StringComparison.Ordinal));
        Assert.Contains(reasons, reason => reason.Contains($"names city {Other}", StringComparison.Ordinal));
        Assert.Contains(reasons, reason => reason.Contains("fits no known key", StringComparison.Ordinal));
        Assert.All(letters.GetProperty("items").EnumerateArray(), letter => Assert.Equal(QueueNames.Submissions(Own), letter.GetProperty("queue").GetString()));

        var auditor = system.Auditor();
        while ((await auditor.GetAsync($"/v1/log/entries?kind=batch.refused&city={Own}", Cancel)).Body.GetProperty("items").GetArrayLength() < 3)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        // Every one of them, whatever its type, and no word of what it said.
        JsonElement setAside;
        while ((setAside = (await auditor.GetAsync($"/v1/log/entries?kind=message.set-aside&city={Own}", Cancel)).Body.GetProperty("items")).GetArrayLength() < 6)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        Assert.Equal(6, setAside.GetArrayLength());
        Assert.Equal(
            ["sender-refused", "sender-refused", "sender-refused", "sender-refused", "sender-refused", "unreadable"],
            setAside.EnumerateArray().Select(item => item.GetProperty("entry").GetProperty("reasons")[0].GetString()!).Order());
        Assert.DoesNotContain("reportedBy", (await auditor.GetAsync("/v1/log/entries?kind=access.refused", Cancel)).Body.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("330102199001011234", (await auditor.GetAsync("/v1/log/entries?limit=100", Cancel)).Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_city_cannot_read_lies_with_the_rest_and_what_it_writes_into_the_headers_is_nobodys_word()
    {
        await ShareAsync();
        await using (var registry = await ConnectAsync(BrokerAccounts.Registry))
        await using (var channel = await registry.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel))
            await channel.BasicPublishAsync(QueueNames.Decisions(Own), "", mandatory: true, Json(null), Encoding.UTF8.GetBytes("no decisions"), Cancel);
        var letter = Assert.Single(await LettersAsync(1));
        Assert.Equal((QueueNames.Decisions(Own), BrokerAccounts.City(Own)), (letter.GetProperty("queue").GetString(), letter.GetProperty("sender").GetString()));

        // It goes back to the city, which cannot read it now either.
        using (var all = JsonContent.Create(new { all = true }))
        using (await system.Operator().SendAsync(HttpMethod.Post, "/v1/dead-letters/redrive", all, Cancel))
        {
        }
        while (Assert.Single(await LettersAsync(1)).GetProperty("redriven").GetInt32() == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);

        // A chunk that names another city, laid into the quarantine as if it had come from there.
        await using (var city = await ConnectAsync(BrokerAccounts.City(Own)))
        await using (var channel = await city.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel))
        {
            foreach (var account in new[] { BrokerAccounts.City(Own), null })
            {
                var forged = Json(account);
                forged.Headers = new Dictionary<string, object?>
                {
                    ["CreditShare-Quarantine-Id"] = $"forged-{account}", ["CreditShare-Reason"] = "forged", ["CreditShare-Queue"] = QueueNames.Submissions(Other), ["CreditShare-Sender"] = BrokerAccounts.City(Other),
                };
                await channel.BasicPublishAsync(QueueNames.Returned, "", mandatory: true, forged, Encoding.UTF8.GetBytes(Message(Other, Ingestion.Publishing.CityKey.Load(system.CityFolder, Other, create: false))), Cancel);
            }
        }
        var forgeries = (await LettersAsync(3)).Where(one => Text(one, "reason") == "forged").OrderBy(one => Text(one, "sender"), StringComparer.Ordinal).ToList();
        Assert.Equal(
            [(null, null), (BrokerAccounts.City(Own), QueueNames.Decisions(Own))],
            forgeries.Select(one => (Text(one, "sender"), Text(one, "queue"))));
        Assert.All(forgeries, one => Assert.DoesNotContain("forged", Text(one, "id"), StringComparison.Ordinal));
        // With nobody to vouch for where it came from, it can only be thrown away.
        Assert.Equal(HttpStatusCode.Conflict, (await system.Operator().PostAsync($"/v1/dead-letters/{Text(forgeries[0], "id")}/redrive", new { }, Cancel)).Status);
    }

    [Fact]
    public async Task What_a_city_laid_into_quarantine_reaches_no_other_city_though_it_leads_it_back_when_it_was_sent_again()
    {
        await StartOwnAsync();
        // The city's own service is gone, and its queue and exchange are what its account makes of them.
        await system.Ingestion.StopAsync();
        await using var connection = await ConnectAsync(BrokerAccounts.City(Own));
        foreach (var way in (string[])["by a binding", "by an alternate exchange", "as a dead letter"])
            await LeadBackAsync(connection, way);
    }

    private async Task LeadBackAsync(IConnection connection, string way)
    {
        var queue = QueueNames.Decisions(Own);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel);
        switch (way)
        {
            case "by a binding":
                await channel.ExchangeBindAsync(QueueNames.Returned, queue, "", cancellationToken: Cancel);
                break;
            case "by an alternate exchange":
                await channel.ExchangeDeleteAsync(queue, cancellationToken: Cancel);
                await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true, arguments: new Dictionary<string, object?> { ["alternate-exchange"] = QueueNames.Returned }, cancellationToken: Cancel);
                break;
            default:
                await channel.ExchangeDeleteAsync(queue, cancellationToken: Cancel);
                await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true, cancellationToken: Cancel);
                await channel.QueueDeleteAsync(queue, cancellationToken: Cancel);
                await channel.QueueDeclareAsync(
                    queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-dead-letter-exchange"] = QueueNames.Returned }, cancellationToken: Cancel);
                await channel.QueueBindAsync(queue, queue, "", cancellationToken: Cancel);
                break;
        }

        var forged = Json(BrokerAccounts.City(Own));
        forged.Headers = new Dictionary<string, object?>
        {
            ["CreditShare-Quarantine-Id"] = "forged", ["CreditShare-Reason"] = "forged", ["CreditShare-Queue"] = QueueNames.Decisions(Other), ["CreditShare-Sender"] = BrokerAccounts.City(Other),
        };
        await channel.BasicPublishAsync(QueueNames.Returned, "", mandatory: true, forged, Encoding.UTF8.GetBytes(Objection(Other)), Cancel);
        var letter = await LetterAsync(one => Text(one, "reason") == "forged");
        Assert.Equal((BrokerAccounts.City(Own), queue), (Text(letter, "sender"), Text(letter, "queue")));
        Assert.Equal(HttpStatusCode.OK, (await system.Operator().PostAsync($"/v1/dead-letters/{Text(letter, "id")}/redrive", new { }, Cancel)).Status);

        if (way == "as a dead letter")
        {
            BasicGetResult? came;
            do
                came = await channel.BasicGetAsync(queue, autoAck: false, Cancel);
            while (came?.BasicProperties.Headers?.ContainsKey("CreditShare-Redriven") != true);
            await channel.BasicNackAsync(came.DeliveryTag, multiple: false, requeue: false, Cancel);
        }
        // Now the broker says that the registry's account sent it. What it also sent to the city, checkpoints to cosign, lies there for the same reason.
        letter = await LetterAsync(one => one.GetProperty("redriven").GetInt32() == 1);
        Assert.Equal((null, null), (Text(letter, "sender"), Text(letter, "queue")));
        Assert.Equal(HttpStatusCode.Conflict, (await system.Operator().PostAsync($"/v1/dead-letters/{Text(letter, "id")}/redrive", new { }, Cancel)).Status);
        // What comes behind it has come.
        await DecideAsync(Other);
        Assert.Empty((await system.Bureau(Other).GetAsync("/v1/objections", Cancel)).Body.GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.OK, (await system.Operator().PostAsync($"/v1/dead-letters/{Text(letter, "id")}/discard", new { reason = "样例" }, Cancel)).Status);
    }

    [Fact]
    public async Task No_address_that_a_city_wrote_for_answers_or_faults_is_made_bound_or_sent_to()
    {
        await ShareAsync();
        await using (var connection = await ConnectAsync(BrokerAccounts.City(Own)))
        await using (var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel))
        {
            foreach (var address in (string[])["faultAddress", "responseAddress", "sourceAddress"])
            {
                await PublishAsync(channel, Refusals("").Replace("{\"messageType\"", $"{{\"{address}\":\"queue:registry.{address}\",\"messageType\"", StringComparison.Ordinal), BrokerAccounts.City(Own));
                var properties = Json(BrokerAccounts.City(Own));
                properties.ReplyTo = $"registry.headers.{address}";
                properties.Headers = new Dictionary<string, object?>
                {
                    ["MT-Fault-Address"] = $"queue:registry.headers.{address}", ["MT-Response-Address"] = $"queue:registry.headers.{address}", ["MT-Source-Address"] = $"queue:registry.headers.{address}",
                };
                await channel.BasicPublishAsync(QueueNames.CityExchange(Own), "", mandatory: true, properties, Encoding.UTF8.GetBytes(Refusals("")), Cancel);
            }
            // What another city decides upon, and what it sends, by way of the registry's rights.
            foreach (var lead in (string[])[$"{QueueNames.Returned}?bindexchange={QueueNames.Decisions(Other)}", $"{QueueNames.CityExchange(Other)}?bindexchange={QueueNames.Decisions(Own)}"])
                await PublishAsync(channel, Refusals("").Replace("{\"messageType\"", $"{{\"faultAddress\":\"exchange:{lead}\",\"messageType\"", StringComparison.Ordinal), BrokerAccounts.City(Own));
        }
        await LettersAsync(8);

        await using var administrator = await ConnectAsync("admin");
        foreach (var address in (string[])["faultAddress", "responseAddress", "sourceAddress"])
        {
            foreach (var name in (string[])[$"registry.{address}", $"registry.headers.{address}"])
                Assert.False(await IsThereAsync(name), name);
        }
        // Of a binding the administrator learns by what goes through it.
        await using var laying = await administrator.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel);
        foreach (var (from, to) in (IEnumerable<(string, string)>)[(QueueNames.Returned, QueueNames.Decisions(Other)), (QueueNames.CityExchange(Other), QueueNames.Decisions(Own))])
        {
            await laying.QueueDeclareAsync("somebody.listening", durable: false, exclusive: true, autoDelete: true, cancellationToken: Cancel);
            await laying.QueueBindAsync("somebody.listening", to, "", cancellationToken: Cancel);
            await laying.BasicPublishAsync(from, "", mandatory: true, Json("admin"), Encoding.UTF8.GetBytes("led"), Cancel);
            for (BasicGetResult? came; (came = await laying.BasicGetAsync("somebody.listening", autoAck: true, Cancel)) is not null;)
                Assert.NotEqual("led", Encoding.UTF8.GetString(came.Body.Span));
            await laying.QueueDeleteAsync("somebody.listening", cancellationToken: Cancel);
        }

        async Task<bool> IsThereAsync(string name)
        {
            await using var looking = await administrator.CreateChannelAsync(cancellationToken: Cancel);
            try
            {
                await looking.ExchangeDeclarePassiveAsync(name, Cancel);
                return true;
            }
            catch (OperationInterruptedException fault) when (fault.ShutdownReason?.ReplyCode == 404)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task A_city_believes_nobody_but_the_registry_even_who_may_write_into_its_queue()
    {
        await StartOwnAsync();
        foreach (var account in (string[])["admin", BrokerAccounts.City(Other)])
        {
            await using var connection = await ConnectAsync(account);
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel);
            foreach (var vouched in (string?[])[account, null])
                await channel.BasicPublishAsync(QueueNames.Decisions(Other), "", mandatory: true, Json(vouched), Encoding.UTF8.GetBytes(Objection(Other)), Cancel);
        }
        // Sent by the registry, but to another city.
        await using (var administrator = await ConnectAsync("admin"))
        await using (var binding = await administrator.CreateChannelAsync(cancellationToken: Cancel))
            await binding.ExchangeBindAsync(QueueNames.Decisions(Other), QueueNames.Decisions(Own), "", cancellationToken: Cancel);
        await using (var registry = await ConnectAsync(BrokerAccounts.Registry))
        await using (var channel = await registry.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel))
            await channel.BasicPublishAsync(QueueNames.Decisions(Own), "", mandatory: true, Json(BrokerAccounts.Registry), Encoding.UTF8.GetBytes(Objection(Other)), Cancel);

        List<JsonElement> refused;
        while ((refused = [.. (await LettersAsync(5)).Where(letter => Text(letter, "reason")!.Contains("believes only", StringComparison.Ordinal))]).Count < 5)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        // Sent again it bears the registry's account, and comes by the right exchange.
        Assert.Equal(HttpStatusCode.OK, (await system.Operator().PostAsync("/v1/dead-letters/redrive", new { all = true }, Cancel)).Status);
        while ((refused = [.. (await LettersAsync(5)).Where(letter => Text(letter, "reason")!.Contains("believes only", StringComparison.Ordinal) && letter.GetProperty("redriven").GetInt32() == 1)]).Count < 5)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        Assert.Contains(refused, letter => Text(letter, "reason")!.Contains($"the account '{BrokerAccounts.Registry}' and came by the exchange '{QueueNames.Decisions(Other)}'", StringComparison.Ordinal));
        await DecideAsync(Other);
        Assert.Empty((await system.Bureau(Other).GetAsync("/v1/objections", Cancel)).Body.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task What_a_city_believed_and_set_aside_it_believes_when_it_is_sent_again()
    {
        await ShareAsync();
        await using (var registry = await ConnectAsync(BrokerAccounts.Registry))
        await using (var channel = await registry.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel))
            await channel.BasicPublishAsync(QueueNames.Decisions(Own), "", mandatory: true, Json(BrokerAccounts.Registry), Encoding.UTF8.GetBytes(Cosign("999999")), Cancel);
        var letter = await LetterAsync(one => IsNotServed(one) && one.GetProperty("redriven").GetInt32() == 0);
        Assert.Equal(HttpStatusCode.OK, (await system.Operator().PostAsync($"/v1/dead-letters/{Text(letter, "id")}/redrive", new { }, Cancel)).Status);
        letter = await LetterAsync(one => one.GetProperty("redriven").GetInt32() == 1);
        Assert.True(IsNotServed(letter), Text(letter, "reason"));

        static bool IsNotServed(JsonElement letter) => Text(letter, "reason")!.Contains("does not serve", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brokers_password_alone_does_not_stop_the_log_as_a_witness()
    {
        await ShareAsync();
        string checkpoint;
        using (var anybody = new HttpClient { BaseAddress = system.Committee.Address })
        {
            HttpResponseMessage shown;
            while (!(shown = await anybody.GetAsync(new Uri("/log/checkpoint", UriKind.Relative), Cancel)).IsSuccessStatusCode)
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
            checkpoint = await shown.Content.ReadAsStringAsync(Cancel);
        }
        (int Status, string? Type, string Body)[] answers = [(422, null, "inconsistent"), (409, "text/x.tlog.size", "1000000\n"), (409, null, "conflict")];
        await using (var connection = await ConnectAsync(BrokerAccounts.City(Own)))
        await using (var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel))
        {
            foreach (var (status, type, body) in answers)
                await PublishAsync(channel, Answered(Own, $"old 0\n\n{checkpoint}", status, type, body), BrokerAccounts.City(Own));
        }
        var letters = await LettersAsync(answers.Length);
        Assert.Equal(answers.Length, letters.Count);
        Assert.All(letters, letter => Assert.Contains("fits no known key", Text(letter, "reason"), StringComparison.Ordinal));
        var decision = await DecideAsync(Own);
        // Sequencing goes on: an entry that is found has its place.
        while (!(await system.Auditor().GetAsync($"/v1/log/entries?kind=record.decided&city={Own}&limit=100", Cancel)).Body.GetProperty("items").EnumerateArray()
            .Any(item => item.GetProperty("entry").GetProperty("id").GetString() == decision.LogEntry))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
    }

    [Fact]
    public async Task What_a_city_writes_into_the_headers_enters_no_entry_hides_none_and_stops_no_operator()
    {
        await StartOwnAsync();
        await LayAsync("one", "身份证330102199001011234");
        await LayAsync("two", new string('F', 20_000));
        var letters = await LettersAsync(2);
        Assert.Equal(2, letters.Select(letter => Text(letter, "id")).Distinct().Count());
        foreach (var letter in letters)
            Assert.Equal(HttpStatusCode.OK, (await system.Operator().PostAsync($"/v1/dead-letters/{Text(letter, "id")}/discard", new { reason = "样例" }, Cancel)).Status);

        await LayAsync("three", new string('F', 20_000));
        await LayAsync("four", "身份证330102199001011234");
        var (status, done) = await system.Operator().PostAsync("/v1/dead-letters/redrive", new { all = true }, Cancel);
        Assert.Equal((HttpStatusCode.OK, 2), (status, done.GetProperty("done").GetArrayLength()));

        foreach (var kind in (string[])["message.discarded", "message.redriven"])
        {
            JsonElement entries;
            while ((entries = (await system.Auditor().GetAsync($"/v1/log/entries?kind={kind}", Cancel)).Body.GetProperty("items")).GetArrayLength() < 2)
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
            Assert.DoesNotContain("330102199001011234", entries.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("FFFF", entries.ToString(), StringComparison.Ordinal);
        }

        async Task LayAsync(string body, string fault)
        {
            await using var city = await ConnectAsync(BrokerAccounts.City(Own));
            await using var channel = await city.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel);
            var properties = Json(BrokerAccounts.City(Own));
            properties.Headers = new Dictionary<string, object?>
            {
                ["CreditShare-Quarantine-Id"] = "the same", ["CreditShare-Fault"] = fault, ["CreditShare-Redriven"] = int.MaxValue, ["CreditShare-Quarantined-At"] = "9999-12-31T23:59:59Z",
            };
            await channel.BasicPublishAsync(QueueNames.Returned, "", mandatory: true, properties, Encoding.UTF8.GetBytes(body), Cancel);
        }
    }

    [Fact]
    public async Task What_a_sender_writes_into_its_headers_does_not_go_into_quarantine_with_its_message()
    {
        await ShareAsync();
        await using (var connection = await ConnectAsync(BrokerAccounts.City(Own)))
        await using (var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel))
        {
            // With our own they would not fit into a frame, and the message could not be moved.
            var properties = Json(BrokerAccounts.City(Own));
            properties.Headers = new Dictionary<string, object?> { ["CreditShare-Sender"] = BrokerAccounts.City(Other), ["CreditShare-Redriven"] = int.MaxValue, ["filling"] = new string('F', 128_000) };
            await channel.BasicPublishAsync(QueueNames.CityExchange(Own), "", mandatory: true, properties, Encoding.UTF8.GetBytes(Answered(new string('杭', 2_000))), Cancel);
        }
        await DecideAsync(Own);
        var letter = Assert.Single(await LettersAsync(1));
        Assert.Equal((BrokerAccounts.City(Own), 0), (Text(letter, "sender"), letter.GetProperty("redriven").GetInt32()));
        Assert.InRange(Text(letter, "reason")!.Length, 1, 500);
        Assert.InRange(Text(letter, "reasonZh")!.Length, 1, 500);
        Assert.Equal(HttpStatusCode.OK, (await system.Operator().PostAsync("/v1/dead-letters/redrive", new { all = true }, Cancel)).Status);
        while (Assert.Single(await LettersAsync(1)).GetProperty("redriven").GetInt32() == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        Assert.Equal(BrokerAccounts.City(Own), Text(Assert.Single(await LettersAsync(1)), "sender"));
    }

    [Fact]
    public async Task A_city_that_does_not_take_its_messages_back_holds_up_nobody_elses()
    {
        await StartOwnAsync();
        await system.Ingestion.StopAsync();
        foreach (var city in new[] { Own, Other })
        {
            await using var connection = await ConnectAsync(BrokerAccounts.City(city));
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel);
            if (city == Own)
                await channel.QueueDeleteAsync(QueueNames.Decisions(Own), cancellationToken: Cancel);
            await channel.BasicPublishAsync(QueueNames.Returned, "", mandatory: true, Json(BrokerAccounts.City(city)), Encoding.UTF8.GetBytes("x"), Cancel);
        }
        var ids = (await LettersAsync(2)).ToDictionary(letter => Text(letter, "sender")!, letter => Text(letter, "id")!);
        var (status, done) = await system.Operator().PostAsync("/v1/dead-letters/redrive", new { all = true }, Cancel);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal([ids[BrokerAccounts.City(Other)]], done.GetProperty("done").EnumerateArray().Select(id => id.GetString()!));
        Assert.Equal([ids[BrokerAccounts.City(Own)]], done.GetProperty("stayed").EnumerateArray().Select(id => id.GetString()!));
        // In the log it is set aside again, behind the attempt: who reads the attempt alone would take it for dealt with.
        List<JsonElement> entries;
        while ((entries = [.. (await system.Auditor().GetAsync("/v1/log/entries?kind=message.set-aside", Cancel)).Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("entry"))]).Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        var again = Assert.Single(entries);
        Assert.Equal((ids[BrokerAccounts.City(Own)], "stayed"), (again.GetProperty("detail").GetProperty("message").GetString(), again.GetProperty("reasons")[0].GetString()));
    }

    private static string? Text(JsonElement letter, string name) => letter.TryGetProperty(name, out var value) ? value.GetString() : null;

    private async Task<JsonElement> LetterAsync(Func<JsonElement, bool> fits)
    {
        while (true)
        {
            if ((await LettersAsync(0)).Where(fits).ToList() is [var letter])
                return letter;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }

    private async Task<IReadOnlyList<JsonElement>> LettersAsync(int count)
    {
        while (true)
        {
            var items = (await system.Operator().GetAsync("/v1/dead-letters", Cancel)).Body.GetProperty("items").EnumerateArray().ToList();
            if (items.Count >= count)
                return items;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }

    private static BasicProperties Json(string? account) => new() { ContentType = "application/vnd.masstransit+json", DeliveryMode = DeliveryModes.Persistent, UserId = account };

    private Task PublishAsync(IChannel channel, string exchange) =>
        channel.BasicPublishAsync(exchange, "", mandatory: false, new BasicProperties(), Encoding.UTF8.GetBytes("x"), Cancel).AsTask();

    private static string Refusals(string refusal) => $$$"""
        {"messageType":["urn:message:CreditShare.Contracts:ReportRefusals"],"message":{"city":"{{{Own}}}","refusals":[{{{refusal}}}],"signature":""}}
        """;

    private static string Answered(string city) => $$$"""
        {"messageType":["urn:message:CreditShare.Contracts:CheckpointAnswered"],"message":{"city":"{{{city}}}","request":"","status":200,"body":""}}
        """;

    private static string Answered(string city, string request, int status, string? type, string body) => JsonSerializer.Serialize(new
    {
        messageType = (string[])["urn:message:CreditShare.Contracts:CheckpointAnswered"],
        message = new { city, request = Encoding.UTF8.GetBytes(request), status, contentType = type, body = Encoding.UTF8.GetBytes(body) },
    });

    private static string Cosign(string city) => $$$"""
        {"messageType":["urn:message:CreditShare.Contracts:CosignCheckpoint"],"message":{"city":"{{{city}}}","request":""}}
        """;

    private static string Objection(string city) => $$$"""
        {"messageType":["urn:message:CreditShare.Contracts:ObjectionFiled"],"message":{"city":"{{{city}}}","id":"forged","subject":"{{{Some.Subject().Code}}}","sourceId":"HB-0101",
        "filedAt":"2026-11-01T00:00:00Z","grounds":"forged","contact":"forged","settleBy":"2026-11-06","atLatest":"2026-11-27"}}
        """;

    private async Task StartOwnAsync()
    {
        own = system = await SeparateServices.StartAsync(fixture.Broker, mongo.Engine, Cancel, lookups: false);
        await HearBothAsync();
    }

    /// <summary>The system that tests share, without the letters that the ones before left there: each has seen all of its own come.</summary>
    private async Task ShareAsync()
    {
        system = shared.Running;
        await HearBothAsync();
        await using var administrator = await ConnectAsync("admin");
        await using var channel = await administrator.CreateChannelAsync(cancellationToken: Cancel);
        await Hosting.Bus.QuarantineFilter.DeclareAsync(channel, QueueNames.Quarantine, Cancel, [QueueNames.Returned]);
        await channel.QueuePurgeAsync(QueueNames.Quarantine, Cancel);
    }

    /// <summary>Once both cities have been heard, all exchanges and queues are there.</summary>
    private async Task HearBothAsync()
    {
        await DecideAsync(Own);
        await DecideAsync(Other);
    }

    private async Task<Decision> DecideAsync(string city)
    {
        var (bureau, n) = (system.Bureau(city), Interlocked.Increment(ref pushed));
        var batch = await bureau.PushUntilReceiptAsync(Client.Ndjson(Workload.Records(city, n, 1)), $"{city}-{n}", Cancel);
        await bureau.AwaitDecidedAsync(batch, Cancel);
        return Assert.Single(await bureau.DecisionsAsync(batch, Cancel));
    }

    private static string Message(string city, Ingestion.Publishing.CityKey key)
    {
        var message = new SubmitRecords
        {
            City = city, Batch = "forged", Chunk = 0, Account = "x", ReceivedAt = DateTimeOffset.UnixEpoch, Records = [], Signature = [],
        };
        var signature = Convert.ToBase64String(key.Sign(SubmissionDigest.Of(message)));
        return $$$"""
            {"messageType":["urn:message:CreditShare.Contracts:SubmitRecords"],"message":{"city":"{{{city}}}","batch":"forged","chunk":0,"account":"x",
            "receivedAt":"1970-01-01T00:00:00Z","records":[],"signature":"{{{signature}}}"}}
            """;
    }

    private Task PublishAsync(IChannel channel, string body, string? account) => channel.BasicPublishAsync(
        QueueNames.CityExchange(Own), "", mandatory: true,
        Json(account), Encoding.UTF8.GetBytes(body), Cancel).AsTask();

    private Task<IConnection> ConnectAsync(string account) => new ConnectionFactory
    {
        HostName = fixture.Broker.Host, Port = fixture.Broker.Port, VirtualHost = system.VirtualHost, UserName = account, Password = system.Password(account),
    }.CreateConnectionAsync(Cancel);

    /// <summary>Whether the broker lets the account do it. Anything but a refusal for want of rights fails the test.</summary>
    private async Task<bool> MayAsync(IConnection connection, Func<IChannel, Task> act)
    {
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel);
        try
        {
            await act(channel).WaitAsync(Cancel);
            return true;
        }
        catch (Exception fault) when (Refused(fault))
        {
            return false;
        }
    }

    /// <summary>403 for a right, 406 for a user_id; a publish learns of it by its channel's end.</summary>
    private static bool Refused(Exception fault) => fault is OperationInterruptedException { ShutdownReason.ReplyCode: 403 or 406 }
        || (fault.InnerException is { } inner && Refused(inner));
}
