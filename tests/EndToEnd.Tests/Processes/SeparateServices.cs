using CreditShare.Engines;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Standalone.Development;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>Each service as a process of its own over a real RabbitMQ; the central three share a SQLite file.</summary>
internal sealed class SeparateServices : IAsyncDisposable
{
    public static readonly IReadOnlyList<string> Cities = ["330100", "341000"];

    private readonly TemporaryFolder folder = new();
    private readonly List<Client> clients = [];
    private readonly DevelopmentIssuer issuer;

    private SeparateServices() => issuer = new DevelopmentIssuer(folder.Path, TimeProvider.System);

    public ServiceProcess Ingestion { get; private set; } = null!;

    public ServiceProcess Registry { get; private set; } = null!;

    public ServiceProcess Query { get; private set; } = null!;

    public ServiceProcess Committee { get; private set; } = null!;

    public string StoreFile => folder.File("registry.db");

    public VerifierKey LogKey => VerifierKey.Parse(File.ReadAllText(folder.File("log.key.pub")).Trim());

    public static async Task<SeparateServices> StartAsync(RabbitMqEngine broker, CancellationToken ct)
    {
        var system = new SeparateServices();
        var virtualHost = $"test-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await broker.CreateVirtualHostAsync(virtualHost, ct);
        var common = system.CommonSettings(broker, virtualHost);
        system.Ingestion = await ServiceProcess.StartAsync("Ingestion.Host", system.IngestionSettings(common), ct);
        system.Registry = await ServiceProcess.StartAsync("Registry.Host", system.RegistrySettings(common), ct);
        system.Query = await ServiceProcess.StartAsync("Query.Host", common, ct);
        system.Committee = await ServiceProcess.StartAsync("Committee.Host", common, ct);
        return system;
    }

    public Client Bureau(string city) => Caller(Ingestion, issuer.Bureau(city));

    public Client Agency() => Caller(Query, issuer.Agency(DevelopmentTokens.UsualAgency));

    public Client Auditor() => Caller(Committee, issuer.Auditor());

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
            client.Dispose();
        foreach (var process in new[] { Ingestion, Registry, Query, Committee })
        {
            if (process is not null)
                await process.DisposeAsync();
        }
        folder.Dispose();
    }

    private Dictionary<string, string> CommonSettings(RabbitMqEngine broker, string virtualHost)
    {
        var password = folder.File("rabbitmq.password");
        File.WriteAllText(password, broker.Password);
        return new()
        {
            ["Auth:KeysFile"] = issuer.KeysFile,
            ["Auth:Issuer"] = DevelopmentIssuer.Issuer,
            ["RabbitMq:Host"] = broker.Host,
            ["RabbitMq:Port"] = broker.Port.ToString(null, null),
            ["RabbitMq:VirtualHost"] = virtualHost,
            ["RabbitMq:User"] = broker.User,
            ["RabbitMq:PasswordFile"] = password,
            ["Storage:File"] = StoreFile,
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
        foreach (var (i, city) in Cities.Index())
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
        foreach (var city in Cities)
            settings[$"Registry:MemberKeys:{city}:0"] = File.ReadAllText(Path.Combine(folder.File("city"), $"city-{city}.key.pub")).Trim();
        return settings;
    }

    private Client Caller(ServiceProcess service, string token)
    {
        var client = new Client(service.Address, token);
        clients.Add(client);
        return client;
    }
}
