using CreditShare.Engines;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Standalone.Development;
using CreditShare.Testing;

namespace CreditShare.Systems;

/// <summary>Each service as a process of its own over a real RabbitMQ, on either engine of the central store.</summary>
public sealed class SeparateServices : IAsyncDisposable
{
    public static readonly IReadOnlyList<string> Cities = ["330100", "341000"];

    private readonly TemporaryFolder folder = new();
    private readonly List<Client> clients = [];
    private readonly IReadOnlyList<string> cities;
    private readonly DevelopmentIssuer issuer;
    private Dictionary<string, string> registrySettings = [];

    private SeparateServices(MongoDbEngine? mongo, IReadOnlyList<string> cities)
    {
        this.cities = cities;
        Store = mongo is null ? CentralStore.Sqlite(folder.File("registry.db")) : CentralStore.MongoDb(mongo);
        issuer = new DevelopmentIssuer(folder.Path, TimeProvider.System);
    }

    public ServiceProcess Ingestion { get; private set; } = null!;

    public ServiceProcess Registry { get; private set; } = null!;

    /// <summary>The second registry, if there is one.</summary>
    public ServiceProcess? Standby { get; private set; }

    public ServiceProcess Query { get; private set; } = null!;

    public ServiceProcess Committee { get; private set; } = null!;

    /// <summary>The broker's virtual host of this system alone.</summary>
    public string VirtualHost { get; } = $"test-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";

    public CentralStore Store { get; }

    public VerifierKey LogKey => VerifierKey.Parse(File.ReadAllText(folder.File("log.key.pub")).Trim());

    /// <param name="broker">Gets a virtual host of this system alone.</param>
    /// <param name="mongo">The central store's server; null for SQLite.</param>
    /// <param name="ct">Cancels the starting.</param>
    /// <param name="cities">Those that push; two of them if none are named.</param>
    /// <param name="settings">Further settings of all services.</param>
    public static async Task<SeparateServices> StartAsync(RabbitMqEngine broker, MongoDbEngine? mongo, CancellationToken ct, IReadOnlyList<string>? cities = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var system = new SeparateServices(mongo, cities ?? Cities);
        await broker.CreateVirtualHostAsync(system.VirtualHost, ct);
        var common = system.CommonSettings(broker);
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            common[name] = value;
        system.Ingestion = await ServiceProcess.StartAsync("services/Ingestion.Host", system.IngestionSettings(common), ct);
        system.Registry = await ServiceProcess.StartAsync(system.Store.Program("Registry"), system.registrySettings = system.RegistrySettings(common), ct);
        system.Query = await ServiceProcess.StartAsync(system.Store.Program("Query"), common, ct);
        system.Committee = await ServiceProcess.StartAsync(system.Store.Program("Committee"), common, ct);
        return system;
    }

    /// <summary>A second registry beside the first, on the same broker and store.</summary>
    public async Task<ServiceProcess> StartStandbyAsync(CancellationToken ct)
    {
        Standby = await ServiceProcess.StartAsync(Store.Program("Registry"), registrySettings, ct);
        return Standby;
    }

    /// <param name="city">Its code.</param>
    /// <param name="traceParent">W3C trace context of all its calls.</param>
    public Client Bureau(string city, string? traceParent = null) => Caller(Ingestion, issuer.Bureau(city), traceParent);

    public Client Agency() => Caller(Query, issuer.Agency(DevelopmentTokens.UsualAgency));

    public Client Auditor() => Caller(Committee, issuer.Auditor());

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
            client.Dispose();
        foreach (var process in new[] { Ingestion, Registry, Standby, Query, Committee })
        {
            if (process is not null)
                await process.DisposeAsync();
        }
        folder.Dispose();
    }

    private Dictionary<string, string> CommonSettings(RabbitMqEngine broker)
    {
        var password = folder.File("rabbitmq.password");
        File.WriteAllText(password, broker.Password);
        return new(Store.Settings)
        {
            ["Auth:KeysFile"] = issuer.KeysFile,
            ["Auth:Issuer"] = DevelopmentIssuer.Issuer,
            ["RabbitMq:Host"] = broker.Host,
            ["RabbitMq:Port"] = broker.Port.ToString(null, null),
            ["RabbitMq:VirtualHost"] = VirtualHost,
            ["RabbitMq:User"] = broker.User,
            ["RabbitMq:PasswordFile"] = password,
        };
    }

    private Dictionary<string, string> IngestionSettings(Dictionary<string, string> common)
    {
        var settings = new Dictionary<string, string>(common)
        {
            ["Ingestion:DataFolder"] = folder.File("city"),
            ["Ingestion:CreateKeys"] = "true",
            ["Ingestion:ResendAfter"] = "00:00:10",
        };
        foreach (var (i, city) in cities.Index())
            settings[$"Ingestion:Cities:{i}"] = city;
        return settings;
    }

    private Dictionary<string, string> RegistrySettings(Dictionary<string, string> common)
    {
        var settings = new Dictionary<string, string>(common)
        {
            ["Registry:LogKeyFile"] = folder.File("log.key"),
            ["Registry:CreateLogKey"] = "true",
        };
        foreach (var city in cities)
            settings[$"Registry:MemberKeys:{city}:0"] = File.ReadAllText(Path.Combine(folder.File("city"), $"city-{city}.key.pub")).Trim();
        return settings;
    }

    private Client Caller(ServiceProcess service, string token, string? traceParent = null)
    {
        var client = new Client(service.Address, token) { TraceParent = traceParent };
        clients.Add(client);
        return client;
    }
}
