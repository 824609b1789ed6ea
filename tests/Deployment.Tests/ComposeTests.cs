using System.Text.RegularExpressions;
using CreditShare.Contracts;
using CreditShare.Storage.Seeds;
using CreditShare.Testing;

namespace CreditShare.Deployment.Tests;

/// <summary>What every part of docker-compose.yml must have, since no engine runs it here.</summary>
public sealed partial class ComposeTests
{
    private static readonly IReadOnlyList<string> Cities = new SeedFolder(Repository.Seeds).CityCodes;

    public static TheoryData<string> Services => [.. Compose.Services];

    public static TheoryData<string> OurServices => [.. Compose.OurServices];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_has_an_image_a_health_check_a_restart_policy_and_limits(string name)
    {
        var service = Compose.Service(name);
        Assert.NotEqual("", service["image"].Text);
        Assert.Equal("CMD", service["healthcheck"]["test"].Texts.First());
        Assert.All(["interval", "timeout", "retries", "start_period"], limit => Assert.NotEqual("", service["healthcheck"][limit].Text));
        Assert.Equal("unless-stopped", service["restart"].Text);
        Assert.Matches("^[0-9]+[mg]$", service["mem_limit"].Text);
        Assert.Contains("no-new-privileges:true", service["security_opt"].Texts);
        Assert.Equal(["max-size", "max-file"], service["logging"]["options"].Names);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void An_image_is_pinned_to_a_version(string name) =>
        Assert.Matches(":v?[0-9]+[.][0-9]+", Compose.WithDefaults(Compose.Service(name)["image"].Text));

    [Theory]
    [MemberData(nameof(Services))]
    public void What_is_mounted_is_in_the_repository_or_made_by_the_script(string name)
    {
        var inRepository = Compose.MountedFiles(name).Where(file => !file.StartsWith("./deploy/secrets/", StringComparison.Ordinal));
        Assert.All(inRepository, file => Assert.True(Path.Exists(Path.Combine(Repository.Root, file)), $"{file} does not exist."));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void What_a_service_uses_is_declared(string name)
    {
        var service = Compose.Service(name);
        Assert.Subset(Compose.File["secrets"].Names.ToHashSet(), service["secrets"].Texts.ToHashSet());
        Assert.Subset(Compose.File["networks"].Names.ToHashSet(), service["networks"].Texts.ToHashSet());
        Assert.NotEmpty(service["networks"].Items);
        var named = service["volumes"].Texts.Select(volume => volume.Split(':')[0]).Where(volume => volume.Length > 0 && volume[0] != '.');
        Assert.Subset(Compose.File["volumes"].Names.ToHashSet(), named.ToHashSet());
        Assert.Subset(Compose.Services.ToHashSet(), service["depends_on"].Names.ToHashSet());
        Assert.All(service["depends_on"].Members, other => Assert.Equal("service_healthy", other.Value["condition"].Text));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void No_secret_stands_in_the_environment(string name)
    {
        foreach (var (variable, value) in Compose.Environment(name))
        {
            Assert.DoesNotMatch(Credentials(), value);
            if (!SecretName().IsMatch(variable))
                continue;
            Assert.Matches("(File|Folder|FILE)$", variable);
            var mounted = Compose.Service(name)["volumes"].Items.Where(volume => volume["read_only"].Text == "true").Select(volume => volume["target"].Text);
            Assert.Contains(value, Compose.Service(name)["secrets"].Texts.Select(secret => $"/run/secrets/{secret}").Append("/run/secrets").Concat(mounted));
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_port_is_open_to_this_machine_only(string name) =>
        Assert.All(Compose.Service(name)["ports"].Texts, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(OurServices))]
    public void Our_services_have_no_rights_and_ask_themselves_how_they_are(string name)
    {
        var service = Compose.Service(name);
        Assert.Equal(["CMD", "dotnet", $"CreditShare.{Compose.Program(name)}.dll", "--health"], service["healthcheck"]["test"].Texts);
        Assert.Equal(["ALL"], service["cap_drop"].Texts);
        Assert.Equal("true", service["read_only"].Text);
        Assert.Equal(name, Compose.Environment(name)["OTEL_SERVICE_NAME"]);
    }

    [Fact]
    public void Every_member_city_has_its_own_ingestion_account_key_and_spool()
    {
        Assert.Equal(Cities, Compose.Services.Where(name => Compose.Program(name) == "Ingestion.Host").Select(name => name[^6..]));
        Assert.All(Cities, city =>
        {
            var (service, environment) = (Compose.Service($"ingestion-{city}"), Compose.Environment($"ingestion-{city}"));
            Assert.Equal(city, environment["Ingestion__Cities__0"]);
            Assert.Equal(QueueNames.CityExchange(city), environment["RabbitMq__User"]);
            Assert.Equal($"/run/secrets/rabbitmq-city.{city}.password", environment["RabbitMq__PasswordFile"]);
            Assert.Equal(["issuer.jwks.json", $"rabbitmq-city.{city}.password", "log.key.pub"], service["secrets"].Texts);
            Assert.Equal($"spool-{city}:/data", service["volumes"].Items.First().Text);
            Assert.Equal([$"./deploy/secrets/city-{city}"], Compose.MountedFiles($"ingestion-{city}"));
            Assert.Equal(environment["Ingestion__KeysFolder"], service["volumes"].Items.Last()["target"].Text);
        });
    }

    [Fact]
    public void Two_registries_differ_in_nothing_but_their_name()
    {
        var registries = Compose.Services.Where(name => Compose.Program(name) == "Registry.Host").ToList();
        Assert.Equal(["registry-1", "registry-2"], registries);
        Assert.Equal(Apart(registries[0]), Apart(registries[1]));

        static IEnumerable<KeyValuePair<string, string>> Apart(string name) => Compose.Environment(name).Where(pair => pair.Key != "OTEL_SERVICE_NAME");
    }

    [Fact]
    public void A_city_reaches_no_store_and_a_reader_no_broker()
    {
        Assert.All(Cities, city => Assert.Empty(Shared($"ingestion-{city}", "mongodb")));
        Assert.All(["query", "committee", "prometheus", "grafana"], name => Assert.Empty(Shared(name, "rabbitmq")));
        Assert.All(["prometheus", "grafana", "collector", "rabbitmq"], name => Assert.Empty(Shared(name, "mongodb")));
        Assert.Equal(["store"], Compose.Service("mongodb")["networks"].Texts);
        Assert.Equal(["rabbitmq"], Compose.Services.Where(name => Compose.Service(name)["networks"].Texts.Contains("management")));

        static IEnumerable<string> Shared(string one, string other) => Compose.Service(one)["networks"].Texts.Intersect(Compose.Service(other)["networks"].Texts);
    }

    /// <summary>What an operator changes while everything runs: a container goes on seeing a single mounted file as it was, and no event comes through a mount.</summary>
    [Fact]
    public void What_is_changed_while_everything_runs_is_mounted_as_a_folder_and_looked_at_again()
    {
        Assert.All(["registry-1", "registry-2"], name =>
        {
            Assert.Equal(["./deploy/secrets/registry"], Compose.MountedFiles(name));
            var environment = Compose.Environment(name);
            Assert.Equal(environment["ASPNETCORE_CONTENTROOT"], Compose.Service(name)["volumes"].Items.Single()["target"].Text);
            Assert.Equal("true", environment["DOTNET_USE_POLLING_FILE_WATCHER"]);
        });
        Assert.DoesNotContain(Compose.File["secrets"].Names, name => name.StartsWith("city-", StringComparison.Ordinal));
    }

    [GeneratedRegex("password|secret|key|token", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    /// <summary>user:password@ inside an address.</summary>
    [GeneratedRegex("://[^/]*@")]
    private static partial Regex Credentials();
}
