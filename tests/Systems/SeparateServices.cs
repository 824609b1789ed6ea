using System.Text.Json;
using System.Text.Json.Nodes;
using CreditShare.Contracts;
using CreditShare.Engines;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Standalone.Development;
using CreditShare.Testing;

namespace CreditShare.Systems;

/// <summary>
/// Each service as a process of its own over a real RabbitMQ, on either engine of the central store, with the accounts that deploy/make-secrets.sh makes: one
/// ingestion a city, by that city's account.
/// </summary>
public sealed class SeparateServices : IAsyncDisposable
{
    public static readonly IReadOnlyList<string> Cities = ["330100", "341000"];

    private const int LinesTold = 60;

    /// <summary>Made once for all systems of a process: making them takes two seconds of processor time, and each system uses them in a virtual host of its own.</summary>
    private static readonly Lazy<MadeSecrets> Secrets = new(() =>
    {
        var made = new MadeSecrets();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => made.Dispose();
        return made;
    });

    private readonly TemporaryFolder folder = new();
    private readonly List<Client> clients = [];
    private readonly Dictionary<string, ServiceProcess> ingestions = [];
    private readonly DevelopmentIssuer issuer;
    private readonly RabbitMqEngine broker;
    private Dictionary<string, string> registrySettings = [];

    private SeparateServices(RabbitMqEngine broker, MongoDbEngine? mongo)
    {
        this.broker = broker;
        Store = mongo is null ? CentralStore.Sqlite(folder.File("registry.db")) : CentralStore.MongoDb(mongo);
        issuer = new DevelopmentIssuer(folder.Path, TimeProvider.System);
    }

    /// <summary>The first city's.</summary>
    public ServiceProcess Ingestion => ingestions.Values.First();

    /// <summary>One a city.</summary>
    public IReadOnlyDictionary<string, ServiceProcess> Ingestions => ingestions;

    public ServiceProcess Registry { get; private set; } = null!;

    /// <summary>The second registry, if there is one.</summary>
    public ServiceProcess? Standby { get; private set; }

    /// <summary>Null where agencies ask nothing.</summary>
    public ServiceProcess Query { get; private set; } = null!;

    public ServiceProcess Committee { get; private set; } = null!;

    /// <summary>The broker's virtual host of this system alone.</summary>
    public string VirtualHost { get; } = $"test-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";

    public CentralStore Store { get; }

    /// <summary>Where the cities' keys and spools lie.</summary>
    public string CityFolder => folder.File("city");

    public VerifierKey LogKey => VerifierKey.Parse(File.ReadAllText(folder.File("log.key.pub")).Trim());

    /// <summary>The file with the log's signer key.</summary>
    public string LogSecretFile => folder.File("log.key");

    /// <param name="broker">Gets a virtual host of this system alone.</param>
    /// <param name="mongo">The central store's server; null for SQLite.</param>
    /// <param name="ct">Cancels the starting.</param>
    /// <param name="cities">Those that push; two of them if none are named.</param>
    /// <param name="settings">Further settings of all services.</param>
    /// <param name="lookups">Whether agencies may ask; false starts no query service.</param>
    public static async Task<SeparateServices> StartAsync(
        RabbitMqEngine broker, MongoDbEngine? mongo, CancellationToken ct, IReadOnlyList<string>? cities = null, IReadOnlyDictionary<string, string>? settings = null, bool lookups = true)
    {
        var system = new SeparateServices(broker, mongo);
        await broker.ImportDefinitionsAsync(system.Definitions(), ct);
        var common = system.CommonSettings(broker);
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            common[name] = value;
        var pushing = cities ?? Cities;
        var ingestions = await Task.WhenAll(pushing.Select(city => ServiceProcess.StartAsync("services/Ingestion.Host", system.IngestionSettings(common, city), ct)));
        foreach (var (city, ingestion) in pushing.Zip(ingestions))
            system.ingestions[city] = ingestion;
        system.WriteMemberKeys([.. pushing.Select(city => (city, system.PublicKey(city)))]);
        system.registrySettings = system.RegistrySettings(common);
        var central = await Task.WhenAll(new[] { ("Registry", system.registrySettings), ("Committee", common), ("Query", common) }[..(lookups ? 3 : 2)]
            .Select(service => ServiceProcess.StartAsync(system.Store.Program(service.Item1), service.Item2, ct)));
        (system.Registry, system.Committee) = (central[0], central[1]);
        if (lookups)
            system.Query = central[2];
        return system;
    }

    /// <summary>A second registry beside the first, on the same broker and store.</summary>
    public async Task<ServiceProcess> StartStandbyAsync(CancellationToken ct)
    {
        Standby = await ServiceProcess.StartAsync(Store.Program("Registry"), registrySettings, ct);
        return Standby;
    }

    /// <summary>Runs the registry's program with a verb, by its own settings; ends when it has ended.</summary>
    public Task<(int Code, string Output)> RunRegistryAsync(string arguments, CancellationToken ct) =>
        ServiceProcess.RunAsync(Store.Program("Registry"), arguments.Split(' '), registrySettings, ct);

    /// <summary>The public half of the key by which a city signs.</summary>
    public string PublicKey(string city) => File.ReadAllText(Path.Combine(CityFolder, $"city-{city}.key.pub")).Trim();

    /// <summary>Writes the settings file in which the registry finds the members' keys; a running one reads it anew.</summary>
    public void WriteMemberKeys(IReadOnlyList<(string City, string Key)> keys)
    {
        var members = keys.GroupBy(key => key.City).ToDictionary(city => city.Key, city => city.Select(key => key.Key).ToArray());
        Directory.CreateDirectory(folder.File("registry"));
        File.WriteAllText(Path.Combine(folder.File("registry"), "appsettings.json"), JsonSerializer.Serialize(new { Registry = new { MemberKeys = members } }));
    }

    public string Password(string account) => Secrets.Value.Text($"rabbitmq-{account}.password");

    /// <param name="city">Its code.</param>
    /// <param name="traceParent">W3C trace context of all its calls.</param>
    /// <param name="patience">How long a call may take; the usual time if null.</param>
    public Client Bureau(string city, string? traceParent = null, TimeSpan? patience = null) => Caller(ingestions[city], issuer.Bureau(city), traceParent, patience);

    public Client Agency(string agency = DevelopmentTokens.UsualAgency) => Caller(Query, issuer.Agency(agency));

    /// <summary>The authorised representative of a subject.</summary>
    public Client Representative(string subject) => Caller(Query, issuer.Representative(subject));

    public Client Auditor() => Caller(Committee, issuer.Auditor());

    /// <summary>An operator, calling the registry.</summary>
    public Client Operator() => Caller(Registry, issuer.Operator());

    /// <summary>An operator, who may call neither bureaus' nor agencies' services.</summary>
    public Client Stranger(ServiceProcess service) => Caller(service, issuer.Operator());

    /// <summary>A bureau that calls the registry, where it has nothing to say.</summary>
    public Client Intruder() => Caller(Registry, issuer.Bureau(Cities[0]));

    /// <summary>Where everything stands, for people who read of a failed test: batches, queues, what was set aside, and what each program wrote last.</summary>
    /// <param name="receipts">Batches to tell of.</param>
    /// <param name="ct">Cancels the asking.</param>
    public async Task<string> DescribeAsync(IEnumerable<(string City, string Batch)> receipts, CancellationToken ct)
    {
        var told = new List<string>();
        foreach (var (city, batch) in receipts)
            told.Add(await ToldAsync($"Batch {batch} of {city}", async () => (await Bureau(city).GetAsync($"/v1/batches/{batch}", ct)).Body.ToString()));
        told.Add(await ToldAsync("Queues", () => broker.DescribeQueuesAsync(VirtualHost, ct)));
        told.Add(await ToldAsync("Set aside", async () => (await Operator().GetAsync("/v1/dead-letters", ct)).Body.ToString()));
        told.Add(await ToldAsync("Health of the registry", async () => (await Operator().GetAsync("/health/ready", ct)).Body.ToString()));
        told.AddRange(Processes.Select(process => process.Describe(LinesTold)));
        return string.Join("\n\n", told);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
            client.Dispose();
        foreach (var process in Processes)
            await process.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>The script's accounts and permissions, in this system's virtual host, where the broker's administrator may do everything.</summary>
    private string Definitions()
    {
        var definitions = JsonNode.Parse(Secrets.Value.Text("rabbitmq-definitions.json"))!;
        definitions["vhosts"]![0]!["name"] = VirtualHost;
        var permissions = definitions["permissions"]!.AsArray();
        foreach (var permission in permissions)
            permission!["vhost"] = VirtualHost;
        permissions.Add(new JsonObject { ["user"] = broker.User, ["vhost"] = VirtualHost, ["configure"] = ".*", ["write"] = ".*", ["read"] = ".*" });
        var file = folder.File("definitions.json");
        File.WriteAllText(file, definitions.ToJsonString());
        return file;
    }

    private Dictionary<string, string> CommonSettings(RabbitMqEngine broker) => new(Store.Settings)
    {
        // Tests ask faster than officials.
        ["Limits:PerMinute"] = "1000000",
        ["Limits:PerDay"] = "100000000",
        ["Auth:KeysFile"] = issuer.KeysFile,
        ["Auth:Issuer"] = DevelopmentIssuer.Issuer,
        ["RabbitMq:Host"] = broker.Host,
        ["RabbitMq:Port"] = broker.Port.ToString(null, null),
        ["RabbitMq:VirtualHost"] = VirtualHost,
    };

    private Dictionary<string, string> WithAccount(Dictionary<string, string> common, string account) => new(common)
    {
        ["RabbitMq:User"] = account,
        ["RabbitMq:PasswordFile"] = Secrets.Value.Path($"rabbitmq-{account}.password"),
    };

    private Dictionary<string, string> IngestionSettings(Dictionary<string, string> common, string city) => new(WithAccount(common, BrokerAccounts.City(city)))
    {
        ["Ingestion:Cities:0"] = city,
        ["Ingestion:DataFolder"] = CityFolder,
        ["Ingestion:CreateKeys"] = "true",
        ["Ingestion:ResendAfter"] = common.GetValueOrDefault("Ingestion:ResendAfter", "00:00:10"),
        ["Ingestion:LogKeyFile"] = folder.File("log.key.pub"),
    };

    /// <summary>Each city that pushes is a witness, and all of them must cosign.</summary>
    private Dictionary<string, string> RegistrySettings(Dictionary<string, string> common) => new(WithAccount(common, BrokerAccounts.Registry).Concat(Witnesses()))
    {
        ["Registry:LogKeyFile"] = folder.File("log.key"),
        ["Registry:CreateLogKey"] = "true",
        ["ASPNETCORE_CONTENTROOT"] = folder.File("registry"),
    };

    private IEnumerable<KeyValuePair<string, string>> Witnesses() => ingestions.Keys.Index().SelectMany(city => new Dictionary<string, string>
    {
        [$"Witnessing:Witnesses:{city.Index}:City"] = city.Item,
        [$"Witnessing:Witnesses:{city.Index}:Key"] = File.ReadAllText(Path.Combine(CityFolder, $"witness-{city.Item}.key.pub")).Trim(),
    }).Append(new("Witnessing:Quorum", ingestions.Count.ToString(null, null)));

    private IEnumerable<ServiceProcess> Processes => ingestions.Values.Concat([Registry, Standby, Query, Committee]).OfType<ServiceProcess>();

    /// <summary>What does not answer is told of too.</summary>
    private static async Task<string> ToldAsync(string what, Func<Task<string>> ask)
    {
        try
        {
            return $"{what}:\n{await ask()}";
        }
        catch (Exception fault)
        {
            return $"{what}: {fault.Message}";
        }
    }

    private Client Caller(ServiceProcess service, string token, string? traceParent = null, TimeSpan? patience = null)
    {
        var client = new Client(service.Address, token, patience) { TraceParent = traceParent };
        clients.Add(client);
        return client;
    }
}
