using CreditShare.Committee;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Bus;
using CreditShare.Ingestion;
using CreditShare.Pages.SigningIn;
using CreditShare.Query;
using CreditShare.Registry;
using CreditShare.Registry.Witnessing;
using CreditShare.Storage.MongoDb;
using CreditShare.Testing;
using Microsoft.Extensions.Configuration;

namespace CreditShare.Deployment.Tests;

/// <summary>
/// Every variable with two underscores is a setting that its program has: bound to the program's own options, where an unknown name or a wrong type
/// is an error, and checked as at start.
/// </summary>
public sealed class SettingNamesTests(MadeSecrets secrets) : IClassFixture<MadeSecrets>
{
    private static readonly Dictionary<string, Func<IConfigurationSection, IEnumerable<string>>> Sections = new()
    {
        ["Auth"] = section => Bound<AuthOptions>(section).Faults(),
        ["RabbitMq"] = section => Bound<RabbitMqOptions>(section).Faults(),
        ["Ingestion"] = section => Bound<IngestionOptions>(section).Faults(),
        ["Registry"] = section => Bound<RegistryOptions>(section).Faults(),
        ["Query"] = section => Bound<QueryOptions>(section).Faults(),
        ["MongoDb"] = section => Bound<MongoDbOptions>(section).Faults(),
        ["Committee"] = section => Bound<CommitteeOptions>(section).Faults(),
        ["SignIn"] = section => Bound<SignInOptions>(section).Faults(),
    };

    private static readonly Dictionary<string, string[]> SectionsOf = new()
    {
        ["Ingestion.Host"] = ["Auth", "SignIn", "RabbitMq", "Ingestion"],
        ["Registry.Host"] = ["Auth", "SignIn", "RabbitMq", "Registry", "MongoDb"],
        ["Query.Host"] = ["Auth", "SignIn", "MongoDb", "Query"],
        ["Committee.Host"] = ["Auth", "SignIn", "MongoDb", "Committee"],
    };

    public static TheoryData<string> OurServices => [.. Compose.OurServices];

    [Theory]
    [MemberData(nameof(OurServices))]
    public void A_service_is_given_settings_that_it_has_and_all_that_it_needs(string name)
    {
        var configuration = Configuration(name);
        var sections = SectionsOf[Compose.Program(name)!];
        Assert.Equal(sections.Order(), Compose.Environment(name).Keys.Where(key => key.Contains("__", StringComparison.Ordinal)).Select(key => key.Split("__")[0]).Distinct().Order());
        Assert.Empty(sections.SelectMany(section => Sections[section](configuration.GetSection(section))));
    }

    [Fact]
    public void A_misspelt_setting_is_found()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("RabbitMq:Hots", "rabbitmq")]).Build();
        Assert.Throws<InvalidOperationException>(() => Sections["RabbitMq"](configuration.GetSection("RabbitMq")));
    }

    [Fact]
    public void The_registry_knows_a_key_of_every_city()
    {
        var options = Bound<RegistryOptions>(Configuration("registry-1").GetSection("Registry"));
        Assert.Equal(MadeSecrets.Origin, options.LogOrigin);
        Assert.All(
            Compose.Services.Where(name => Compose.Program(name) == "Ingestion.Host").Select(name => name[^6..]),
            city => Assert.Equal([secrets.Text($"city-{city}/city-{city}.key.pub")], options.MemberKeys[city]));
    }

    [Fact]
    public void Every_city_is_a_witness_by_the_key_that_its_ingestion_has_and_half_must_cosign()
    {
        var options = Bound<WitnessOptions>(Configuration("registry-1").GetSection("Witnessing"));
        Assert.Empty(options.Faults());
        Assert.Equal(Compose.Services.Where(name => Compose.Program(name) == "Ingestion.Host").Select(name => name[^6..]).Order(), options.Witnesses.Select(witness => witness.City).Order());
        Assert.Equal((options.Witnesses.Length + 1) / 2, options.Quorum);
        Assert.All(options.Witnesses, witness =>
        {
            Assert.True(SignerKey.TryParse(secrets.Text($"city-{witness.City}/witness-{witness.City}.key"), out var key));
            Assert.Equal((KeyType.Cosignature, witness.Key), (key.Verifier.Type, key.Verifier.ToString()));
        });
    }

    private static T Bound<T>(IConfigurationSection section) where T : new() =>
        section.Get<T>(options => options.ErrorOnUnknownConfiguration = true) ?? new T();

    /// <summary>As in the container, with the folder of the secrets in its place.</summary>
    private IConfiguration Configuration(string name)
    {
        var builder = new ConfigurationBuilder();
        foreach (var file in Compose.MountedFiles(name).Select(folder => Path.Combine(secrets.Path(Path.GetFileName(folder)), "appsettings.json")).Where(File.Exists))
            builder.AddJsonFile(file);
        return builder.AddInMemoryCollection(Compose.Environment(name).Select(pair => KeyValuePair.Create<string, string?>(
            pair.Key.Replace("__", ":", StringComparison.Ordinal), pair.Value.Replace("/run/secrets", secrets.Folder, StringComparison.Ordinal).Replace("/run/keys", secrets.Path($"city-{name.Split('-')[^1]}"), StringComparison.Ordinal)))).Build();
    }
}
