using CreditShare.Standalone.Development;
using CreditShare.Testing;

namespace CreditShare.Systems;

/// <summary>The query service alone as a process over a store in SQLite, and a token of an agency. Nobody sequences the log.</summary>
public sealed class QuerySystem : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DevelopmentIssuer issuer;

    private QuerySystem() => issuer = new(folder.Path, TimeProvider.System);

    public ServiceProcess Process { get; private set; } = null!;

    public string AgencyToken => issuer.Agency(DevelopmentTokens.UsualAgency);

    /// <param name="store">The file; made and filled already.</param>
    /// <param name="ct">Cancels the waiting.</param>
    public static async Task<QuerySystem> StartAsync(string store, CancellationToken ct)
    {
        var system = new QuerySystem();
        var central = CentralStore.Sqlite(store);
        system.Process = await ServiceProcess.StartAsync(central.Program("Query"), system.Settings(central), ct);
        return system;
    }

    private Dictionary<string, string> Settings(CentralStore central) => new(central.Settings)
    {
        ["Auth:KeysFile"] = issuer.KeysFile,
        ["Auth:Issuer"] = DevelopmentIssuer.Issuer,
        // As high as they go: a load generator asks faster than officials.
        ["Limits:PerMinute"] = "1000000",
        ["Limits:PerDay"] = "100000000",
        // As services/Query.Host has it.
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
    };

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        folder.Dispose();
    }
}
