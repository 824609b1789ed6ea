using System.Net;
using System.Net.Sockets;
using CreditShare.EndToEnd.Tests.Processes;
using CreditShare.Systems;
using CreditShare.Testing;

namespace CreditShare.EndToEnd.Tests;

/// <summary>Settings that cannot stand: each program names all that is wrong, in all its sections, a line each, and ends with the code of a wrong configuration.</summary>
public sealed class HostSettingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CancellationTokenSource limit = TimeLimit.Start();

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
        File.WriteAllText(folder.File("empty.file"), "");
        await RefusesAsync(
            "services/Registry.Host",
            new()
            {
                ["RabbitMq:Port"] = "abc", ["RabbitMq:User"] = "registry", ["RabbitMq:PasswordFile"] = folder.File("empty.file"),
                ["Registry:LogKeyFile"] = folder.File("log.key"), ["Registry:SequencingInterval"] = "soon", ["Registry:MemberKeys:330100:0"] = "short",
                ["MongoDb:ConnectionString"] = "mongodb://localhost", ["MongoDb:Timeout"] = "abc", ["MongoDb:Database"] = "a b", ["MongoDb:User"] = "registry", ["MongoDb:PasswordFile"] = folder.File("empty.file"),
                ["SignIn:IdleMinutes"] = "abc", ["SignIn:MostHours"] = "0", ["SignIn:FormOrigins:0"] = "login.example", ["SignIn:ClientSecretFile"] = folder.File("empty.file"), ["SignIn:KeysFolder"] = folder.File("empty.file"),
                ["Auth:KeysFile"] = folder.File("empty.file"), ["Auth:Issuer"] = "https://issuer.example",
                ["Limits:PerMinute"] = "0", ["Limits:Agencies:330100-licensing:PerMinute"] = "2000", ["Limits:Agencies:330100-licensing:PerDay"] = "abc",
                ["Witnessing:Quorum"] = "most", ["Witnessing:Within"] = "01:00:00", ["Notices:ToldWithin"] = "long",
                ["Webhooks:Timeout"] = "abc", ["Webhooks:Ports:0"] = "443", ["Webhooks:Ports:1"] = "https", ["Webhooks:KeyFile"] = folder.File("empty.file"),
                ["Seeds:Folder"] = folder.File("no.seeds"),
                ["Webhooks:Receivers:330100-licensing:Address"] = "https://receiver.example", ["Webhooks:Receivers:330100-licensing:SecretFile"] = folder.File("no.file"),
            },
            [
                "RabbitMq:Port is 'abc'", $"RabbitMq:PasswordFile: {folder.File("empty.file")} holds no password", "log.key does not exist", "Registry:SequencingInterval is 'soon'", "Registry:MemberKeys:330100 has 'short'",
                "MongoDb:Timeout is 'abc'", "MongoDb:Database is 'a b'", $"MongoDb:PasswordFile: {folder.File("empty.file")} holds no password",
                "SignIn:IdleMinutes is 'abc'", "SignIn:MostHours is 0", "SignIn:FormOrigins:0 is 'login.example'", "SignIn:ClientSecretFile", "SignIn:KeysFolder", $"Auth:KeysFile: {folder.File("empty.file")} holds no key",
                "Limits:PerMinute is 0", "Limits:Agencies:330100-licensing:PerDay is 'abc'", "Witnessing:Quorum is 'most'", "Witnessing:Within is 01:00:00", "Notices:ToldWithin is 'long'",
                "Webhooks:Timeout is 'abc'", "Webhooks:Ports:1 is 'https'", "Webhooks:KeyFile", "Webhooks:Receivers:330100-licensing:SecretFile", "set Seeds:Folder to",
            ]);
    }

    [Fact]
    public Task A_registry_names_a_key_of_a_city_that_is_no_member_and_a_collector_without_an_address() =>
        RefusesAsync(
            "services/Registry.Host",
            new() { ["Registry:MemberKeys:330101:0"] = Convert.ToBase64String(new byte[32]), ["Registry:MemberKeys:330100:0"] = Convert.ToBase64String(new byte[32]), ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector:4317" },
            ["Registry:MemberKeys:330101 is of no member; the members are 330100, ", "OTEL_EXPORTER_OTLP_ENDPOINT is 'collector:4317'", "MongoDb:ConnectionString"]);

    [Theory]
    [InlineData("services/Query.Host", "Query:PublicAddress")]
    [InlineData("services/Committee.Host", "Statistics:LateBelow")]
    public async Task A_service_on_the_store_names_a_password_file_that_cannot_be_read_and_a_value_that_cannot_beside_what_is_wrong(string program, string own)
    {
        // Open here alone: nobody else can read it.
        await using var held = new FileStream(folder.File("held.password"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        await RefusesAsync(
            program,
            new()
            {
                ["MongoDb:ConnectionString"] = "mongodb://localhost", ["MongoDb:Timeout"] = "abc", ["MongoDb:User"] = "reader", ["MongoDb:PasswordFile"] = folder.File("held.password"),
                ["SignIn:AllowPlainHttp"] = "perhaps", [own] = "wrong", ["Auth:Authority"] = "http://identity.example", ["Seeds:Folder"] = folder.File("no.seeds"),
            },
            [
                "MongoDb:Timeout is 'abc'", "held.password cannot be read", "SignIn:AllowPlainHttp is 'perhaps'", $"{own} is 'wrong'", "Auth:Authority is 'http://identity.example'", "set Seeds:Folder to",
            ]);
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
                ["Ingestion:MostRecords"] = "many", ["SignIn:MostHours"] = "abc", ["Seeds:Folder"] = folder.File("no.seeds"),
            },
            ["RabbitMq:Port is 'abc'", "RabbitMq:PasswordFile", "city-330100.key of city 330100 is missing", "witness-330100.key holds no", "Ingestion:MostRecords is 'many'", "SignIn:MostHours is 'abc'", "Auth:", "cities.json is missing"]);
    }

    [Fact]
    public Task The_house_in_one_process_names_seeds_that_are_not_there() =>
        RefusesAsync("services/Standalone", new() { ["Seeds:Folder"] = folder.File("no.seeds"), ["Standalone:DataFolder"] = folder.File("data") }, ["set Seeds:Folder to"]);

    [Fact]
    public async Task The_house_in_one_process_says_in_plain_words_that_its_address_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var (code, output) = await ServiceProcess.RunAsync(
            "services/Standalone", ["--urls", $"http://{taken.LocalEndpoint}"], new Dictionary<string, string> { ["Standalone:DataFolder"] = folder.File("data"), ["ASPNETCORE_ENVIRONMENT"] = "Development" }, limit.Token);
        Assert.Equal(1, code);
        Assert.Contains("地址已被占用", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
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
