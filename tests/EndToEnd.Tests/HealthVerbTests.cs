using System.Diagnostics;
using System.Globalization;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Engines.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary><c>--health</c> as a container calls it: a second process beside the service, with the same settings.</summary>
public sealed class HealthVerbTests : IDisposable
{
    private readonly MadeSecrets secrets = new();
    private readonly TemporaryFolder folder = new();
    private readonly CancellationTokenSource limit = TimeLimit.Start();

    private readonly CentralStore store;

    public HealthVerbTests(MongoDbFixture mongo)
    {
        store = CentralStore.MongoDb(mongo.Engine);
    }

    private CancellationToken Cancel => limit.Token;

    [Fact]
    public async Task A_ready_service_says_so_and_one_that_was_killed_does_not()
    {
        await using var committee = await ServiceProcess.StartAsync("services/Committee.Host", Settings(), Cancel);
        Assert.Equal((0, "200 Healthy"), await AskUntilAnsweredAsync("Committee.Host", committee.Address));
        await committee.KillAsync();
        Assert.Equal(1, (await AskAsync("Committee.Host", committee.Address)).Code);
    }

    [Fact]
    public async Task Ingestion_without_its_broker_takes_batches_and_says_that_it_is_degraded()
    {
        await using var ingestion = await ServiceProcess.StartAsync("services/Ingestion.Host", Settings(), Cancel);
        var (code, output) = await AskUntilAnsweredAsync("Ingestion.Host", ingestion.Address);
        var lines = output.Split('\n');
        Assert.Equal((0, "200 Degraded"), (code, lines[0]));
        Assert.StartsWith("masstransit-bus: Degraded", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ingestion.Host")]
    [InlineData("Registry.Host")]
    [InlineData("Query.Host")]
    [InlineData("Committee.Host")]
    public async Task Every_program_has_the_verb_and_needs_no_other_setting_for_it(string program)
    {
        var (code, output) = await AskAsync(program, new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0]}"));
        Assert.Equal(1, code);
        Assert.Contains("/health/ready", output, StringComparison.Ordinal);
    }

    /// <summary>On a busy machine the first answer of a service may take longer than the verb waits.</summary>
    private async Task<(int Code, string Output)> AskUntilAnsweredAsync(string program, Uri address)
    {
        while (true)
        {
            var said = await AskAsync(program, address);
            if (said.Code == 0)
                return said;
        }
    }

    public void Dispose()
    {
        limit.Dispose();
        folder.Dispose();
        secrets.Dispose();
    }

    /// <summary>Of every program that is started here; each reads its own.</summary>
    private Dictionary<string, string> Settings() => new(store.Settings)
    {
        ["Auth:KeysFile"] = secrets.Path("issuer.jwks.json"),
        ["Auth:Issuer"] = MadeSecrets.Issuer,
        ["Ingestion:Cities:0"] = Some.City,
        ["Ingestion:DataFolder"] = folder.Path,
        ["Ingestion:KeysFolder"] = secrets.Path($"city-{Some.City}"),
        ["RabbitMq:Host"] = "127.0.0.1",
        ["RabbitMq:Port"] = FreePorts.Take(1)[0].ToString(CultureInfo.InvariantCulture),
        ["RabbitMq:User"] = $"city.{Some.City}",
        ["RabbitMq:PasswordFile"] = secrets.Path($"rabbitmq-city.{Some.City}.password"),
    };

    private async Task<(int Code, string Output)> AskAsync(string program, Uri service)
    {
        var folderOfProgram = ServiceProcess.FolderOf($"services/{program}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folderOfProgram, $"CreditShare.{program}.dll"), "--health"])
        {
            WorkingDirectory = folderOfProgram, RedirectStandardOutput = true,
        };
        start.Environment["Urls"] = service.ToString();
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, output.Trim());
    }
}
