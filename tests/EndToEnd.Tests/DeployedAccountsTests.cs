using System.Globalization;
using System.Net;
using System.Text;
using CreditShare.Contracts;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Engines;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Systems;
using CreditShare.Testing;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace CreditShare.EndToEnd.Tests;

/// <summary>The accounts, keys and settings that deploy/make-secrets.sh makes, on a real broker and with the real programs, as docker-compose.yml gives them; hence on MongoDB alone.</summary>
public sealed class DeployedAccountsTests(MongoDbFixture mongo, DeployedAccountsTests.DeployedBroker deployed) : IClassFixture<DeployedAccountsTests.DeployedBroker>, IDisposable
{
    private const string City = "330100";
    private const string OtherCity = "341000";

    private readonly MadeSecrets secrets = deployed.Secrets;
    private readonly RabbitMqEngine broker = deployed.Engine;
    private readonly TemporaryFolder folder = new();
    private readonly CentralStore store = CentralStore.MongoDb(mongo.Engine);
    private readonly CancellationTokenSource limit = TimeLimit.Start();

    private CancellationToken Cancel => limit.Token;

    public void Dispose()
    {
        folder.Dispose();
        limit.Dispose();
    }

    [Fact]
    public async Task Batches_of_two_cities_go_their_whole_way_with_them()
    {
        await using var registry = await ServiceProcess.StartAsync("services/Registry.Host", RegistrySettings(), Cancel);
        await using var first = await ServiceProcess.StartAsync("services/Ingestion.Host", IngestionSettings(City), Cancel);
        await using var second = await ServiceProcess.StartAsync("services/Ingestion.Host", IngestionSettings(OtherCity), Cancel);
        await using var query = await ServiceProcess.StartAsync("services/Query.Host", CommonSettings(), Cancel);
        await using var committee = await ServiceProcess.StartAsync("services/Committee.Host", CommonSettings(), Cancel);

        await DecideAsync(first, City);
        await DecideAsync(second, OtherCity);

        using var agency = new Client(query.Address, secrets.Token("agency", "330100-licensing"));
        var (found, answer) = await agency.GetAsync($"/v1/subjects/{Some.Subject().Code}/punishments?purpose=licensing&caseNumber=1", Cancel);
        Assert.Equal(HttpStatusCode.OK, found);
        using var auditor = new Client(committee.Address, secrets.Token("auditor"));
        var (logged, _) = await auditor.GetAsync($"/v1/log/entries/{answer.GetProperty("logEntry").GetString()}", Cancel);
        Assert.Equal(HttpStatusCode.OK, logged);
        var key = VerifierKey.Parse(secrets.Text("log.key.pub"));
        Assert.Equal(MadeSecrets.Origin, key.Name);
    }

    [Fact]
    public async Task What_nobody_can_process_is_set_aside_with_them_and_the_city_goes_on()
    {
        await using var registry = await ServiceProcess.StartAsync("services/Registry.Host", RegistrySettings(), Cancel);
        await using var ingestion = await ServiceProcess.StartAsync("services/Ingestion.Host", IngestionSettings(City), Cancel);
        await DecideAsync(ingestion, City);
        await using var administrator = await ConnectAsync("admin", secrets.Text("rabbitmq-admin.password"));
        await using var asking = await administrator.CreateChannelAsync(cancellationToken: Cancel);
        // What the tests before this one left there is theirs.
        await asking.QueuePurgeAsync(QueueNames.Quarantine, Cancel);

        await using (var connection = await ConnectAsync($"city.{City}", secrets.Text($"rabbitmq-city.{City}.password")))
        await using (var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel))
        {
            var forged = """
                {"messageType":["urn:message:CreditShare.Contracts:SubmitRecords"],"message":{"city":"330100","batch":"forged","chunk":0,"account":"x",
                "receivedAt":"2026-11-23T00:00:00Z","records":[],"signature":"AAAA"}}
                """;
            var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", DeliveryMode = DeliveryModes.Persistent };
            foreach (var body in new[] { forged, "not a message at all" })
                await channel.BasicPublishAsync(QueueNames.CityExchange(City), "", mandatory: true, properties, Encoding.UTF8.GetBytes(body), Cancel);
        }

        await DecideAsync(ingestion, City, "after");
        Assert.Equal(2u, (await asking.QueueDeclarePassiveAsync(QueueNames.Quarantine, Cancel)).MessageCount);
        Assert.Equal(0u, (await asking.QueueDeclarePassiveAsync(QueueNames.Submissions(City), Cancel)).MessageCount);
    }

    [Fact]
    public async Task An_account_that_was_not_made_or_has_another_password_is_refused()
    {
        await using (await ConnectAsync($"city.{City}", secrets.Text($"rabbitmq-city.{City}.password")))
        {
            // The broker knows the hash.
        }
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => ConnectAsync($"city.{City}", secrets.Text($"rabbitmq-city.{OtherCity}.password")));
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => ConnectAsync("city.320100", "city.320100"));
    }

    [Fact]
    public async Task A_city_cannot_publish_as_another()
    {
        await using var administrator = await ConnectAsync("admin", secrets.Text("rabbitmq-admin.password"));
        await using (var channel = await administrator.CreateChannelAsync(cancellationToken: Cancel))
            await channel.ExchangeDeclareAsync(QueueNames.CityExchange(OtherCity), ExchangeType.Fanout, durable: true, cancellationToken: Cancel);

        await using var city = await ConnectAsync($"city.{City}", secrets.Text($"rabbitmq-city.{City}.password"));
        await using var own = await city.CreateChannelAsync(new CreateChannelOptions(true, true), Cancel);
        var refused = await Assert.ThrowsAnyAsync<Exception>(async () =>
            await own.BasicPublishAsync(QueueNames.CityExchange(OtherCity), "", new byte[] { 1 }, Cancel).AsTask().WaitAsync(Cancel));
        Assert.Contains("ACCESS_REFUSED", refused.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Pushes two records and ends when both are decided.</summary>
    private async Task DecideAsync(ServiceProcess ingestion, string city, string idempotencyKey = "first")
    {
        using var bureau = new Client(ingestion.Address, secrets.Token("bureau", city));
        var batch = await bureau.PushUntilReceiptAsync(Client.Ndjson([Some.Penalty(1), Some.Listing()]), idempotencyKey, Cancel);
        var decided = await bureau.AwaitDecidedAsync(batch, Cancel);
        Assert.Equal(2, decided.GetProperty("counts").GetProperty("decided").GetInt32());
    }

    private Task<IConnection> ConnectAsync(string user, string password) =>
        new ConnectionFactory { HostName = broker.Host, Port = broker.Port, UserName = user, Password = password }.CreateConnectionAsync(Cancel);

    private Dictionary<string, string> CommonSettings() => new(store.Settings)
    {
        ["Auth:KeysFile"] = secrets.Path("issuer.jwks.json"),
        ["Auth:Issuer"] = MadeSecrets.Issuer,
    };

    private Dictionary<string, string> WithBroker(string user) => new(CommonSettings())
    {
        ["RabbitMq:Host"] = broker.Host,
        ["RabbitMq:Port"] = broker.Port.ToString(CultureInfo.InvariantCulture),
        ["RabbitMq:User"] = user,
        ["RabbitMq:PasswordFile"] = secrets.Path($"rabbitmq-{user}.password"),
    };

    private Dictionary<string, string> RegistrySettings()
    {
        var settings = new Dictionary<string, string>(WithBroker("registry")) { ["Registry:LogKeyFile"] = secrets.Path("log.key") };
        foreach (var (name, value) in new ConfigurationBuilder().AddJsonFile(secrets.Path("registry/appsettings.json")).Build().AsEnumerable())
        {
            if (value is not null)
                settings[name] = value;
        }
        return settings;
    }

    private Dictionary<string, string> IngestionSettings(string city) => new(WithBroker($"city.{city}"))
    {
        ["Ingestion:Cities:0"] = city,
        ["Ingestion:DataFolder"] = folder.File($"spool-{city}"),
        ["Ingestion:KeysFolder"] = secrets.Path($"city-{city}"),
    };

    /// <summary>A broker of its own, whose users are what was made: users belong to a whole broker. One for all tests here: what one leaves in a queue is another log's, and is passed over by the next.</summary>
    public sealed class DeployedBroker : IAsyncLifetime
    {
        private RabbitMqEngine? engine;

        public MadeSecrets Secrets { get; } = new();

        public RabbitMqEngine Engine => engine!;

        public async ValueTask InitializeAsync()
        {
            engine = await RabbitMqEngine.StartPrivateAsync(TestContext.Current.CancellationToken);
            await engine.ImportDefinitionsAsync(Secrets.Path("rabbitmq-definitions.json"), TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            if (engine is not null)
                await engine.DisposeAsync();
            Secrets.Dispose();
        }
    }
}
