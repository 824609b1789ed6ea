using System.Collections.Immutable;
using System.Globalization;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Standalone.Development;
using CreditShare.Storage;
using CreditShare.Storage.Sqlite;
using CreditShare.Testing;

namespace CreditShare.Systems;

/// <summary>Standalone as a process, without samples, on a folder of its own.</summary>
public sealed class StandaloneSystem : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<Client> clients = [];
    private DevelopmentIssuer? issuer;
    private IReadOnlyDictionary<string, string> more = new Dictionary<string, string>();

    private StandaloneSystem()
    {
    }

    public ServiceProcess Process { get; private set; } = null!;

    public string StoreFile => folder.File("registry.db");

    public VerifierKey LogKey => VerifierKey.Parse(File.ReadAllText(folder.File("log.key.pub")).Trim());

    /// <summary>Where it keeps everything.</summary>
    public string DataFolder => folder.Path;

    /// <param name="ct">Cancels the waiting.</param>
    /// <param name="samples">Whether it loads the samples.</param>
    /// <param name="settings">Further ones, by their names in the configuration or the environment.</param>
    /// <param name="before">What is done to its folder before it starts.</param>
    public static async Task<StandaloneSystem> StartAsync(CancellationToken ct, bool samples = false, IReadOnlyDictionary<string, string>? settings = null, Func<string, Task>? before = null)
    {
        var system = new StandaloneSystem { more = settings ?? new Dictionary<string, string>() };
        if (before is not null)
            await before(system.folder.Path);
        system.Process = await ServiceProcess.StartAsync("services/Standalone", system.Settings(samples), ct);
        system.issuer = new DevelopmentIssuer(system.folder.Path, TimeProvider.System);
        return system;
    }

    /// <summary>Runs the program's own command on the same folder, to its end.</summary>
    public Task<(int Code, string Output)> CommandAsync(IReadOnlyList<string> arguments, CancellationToken ct) =>
        ServiceProcess.RunAsync("services/Standalone", arguments, Settings(samples: false), ct);

    /// <summary>Stages what a registry says of messages that it sets aside: here there is no broker that would bring one.</summary>
    /// <param name="messages">How many; their ids are message-1 and so on.</param>
    /// <param name="ct">Stops before it is done.</param>
    public async Task SetAsideAsync(int messages, CancellationToken ct)
    {
        await using var store = new SqliteStore(StoreFile);
        await new SqliteLogStore(store).StageAsync(
            [.. Enumerable.Range(1, messages).Select(n => n.ToString(CultureInfo.InvariantCulture)).Select(n => StagedEntries.Open(new LogEntry
            {
                Kind = EntryKind.MessageSetAside, Id = $"{EntryKind.MessageSetAside}-{n}", At = TimeProvider.System.GetUtcNow(), Actor = new(Some.City, null, "unknown"), Reasons = ["sender-refused"],
                Detail = ImmutableDictionary<string, string>.Empty.Add("message", $"message-{n}"), Blind = StagedEntries.NewBlind(),
            }))],
            ct);
    }

    private Dictionary<string, string> Settings(bool samples) => new(more)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["Standalone:DataFolder"] = folder.Path,
        // Tests ask faster than officials.
        ["Limits:PerMinute"] = "1000000",
        ["Limits:PerDay"] = "100000000",
        // What the bus lost would be sent again by its age, and no test would see that it was lost.
        ["Ingestion:ResendAfter"] = "1.00:00:00",
        ["Standalone:Samples"] = samples ? "true" : "false",
    };

    public Client Bureau(string city = Some.City) => Caller(BureauToken(city));

    public string BureauToken(string city = Some.City) => issuer!.Bureau(city);

    public Client Agency(string agency = DevelopmentTokens.UsualAgency) => Caller(AgencyToken(agency));

    public string AgencyToken(string agency = DevelopmentTokens.UsualAgency) => issuer!.Agency(agency);

    public Client Representative(string subject) => Caller(issuer!.Representative(subject));

    public Client Auditor() => Caller(AuditorToken());

    public string AuditorToken() => issuer!.Auditor();

    /// <summary>Verifier keys of the six witnesses.</summary>
    public IReadOnlyList<string> WitnessKeys => [.. Directory.GetFiles(folder.Path, "witness-*.key.pub").Order(StringComparer.Ordinal).Select(file => File.ReadAllText(file).Trim())];

    public Client Operator() => Caller(issuer!.Operator());

    public Client Nobody() => Caller("");

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
            client.Dispose();
        await Process.DisposeAsync();
        folder.Dispose();
    }

    private Client Caller(string token)
    {
        var client = new Client(Process.Address, token);
        clients.Add(client);
        return client;
    }
}
