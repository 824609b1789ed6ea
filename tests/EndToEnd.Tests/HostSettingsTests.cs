using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>Settings that cannot stand: each program names all that is wrong, in all its sections, a line each, and ends with the code of a wrong configuration.</summary>
public sealed class HostSettingsTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder folder = new();
    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public HostSettingsTests() => limit.CancelAfter(Limit);

    public void Dispose()
    {
        limit.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("services/Registry.Host", "Auth:", "RabbitMq:User", "RabbitMq:PasswordFile", "MongoDb:ConnectionString", "Registry:LogKeyFile")]
    [InlineData("services/Ingestion.Host", "Auth:", "RabbitMq:User", "RabbitMq:PasswordFile", "Ingestion:Cities", "Ingestion:DataFolder")]
    [InlineData("services/Query.Host", "Auth:", "MongoDb:ConnectionString")]
    [InlineData("services/Committee.Host", "Auth:", "MongoDb:ConnectionString")]
    public async Task A_host_without_settings_names_what_it_lacks_in_every_section(string program, params string[] lacking)
    {
        // An empty folder as content root: no appsettings.json.
        await RefusesAsync(program, [], lacking);
    }

    [Fact]
    public async Task A_registry_names_what_cannot_be_read_beside_what_is_wrong()
    {
        File.WriteAllText(folder.File("empty.password"), "");
        await RefusesAsync(
            "services/Registry.Host",
            new()
            {
                ["RabbitMq:Port"] = "abc", ["RabbitMq:User"] = "registry", ["RabbitMq:PasswordFile"] = folder.File("empty.password"),
                ["Registry:LogKeyFile"] = folder.File("log.key"), ["Registry:SequencingInterval"] = "soon", ["Registry:MemberKeys:330100:0"] = "short",
            },
            ["RabbitMq:Port is 'abc'", "empty.password holds no password", "log.key does not exist", "Registry:SequencingInterval is 'soon'", "Registry:MemberKeys:330100 has 'short'", "Auth:", "MongoDb:ConnectionString"]);
    }

    [Fact]
    public async Task An_ingestion_names_what_cannot_be_read_beside_what_is_wrong()
    {
        File.WriteAllText(folder.File("witness-330100.key"), "no key");
        await RefusesAsync(
            "services/Ingestion.Host",
            new()
            {
                ["RabbitMq:Port"] = "abc", ["RabbitMq:User"] = "city.341000", ["Ingestion:Cities:0"] = "330100", ["Ingestion:DataFolder"] = folder.Path,
                ["Ingestion:MostRecords"] = "many",
            },
            ["RabbitMq:Port is 'abc'", "RabbitMq:PasswordFile", "city-330100.key of city 330100 is missing", "witness-330100.key holds no", "Ingestion:MostRecords is 'many'", "Auth:"]);
    }

    private async Task RefusesAsync(string program, Dictionary<string, string> settings, IReadOnlyList<string> named)
    {
        Directory.CreateDirectory(folder.File("content"));
        settings["ASPNETCORE_CONTENTROOT"] = folder.File("content");
        var (code, output) = await ServiceProcess.RunAsync(program, [], settings, limit.Token);
        var lines = output.Split('\n');
        Assert.All(named, fault => Assert.Single(lines, line => line.Contains(fault, StringComparison.Ordinal)));
        Assert.DoesNotContain("Unhandled exception", output, StringComparison.Ordinal);
        Assert.Equal(78, code);
    }
}
