using System.Text.Json;
using CreditShare.Hosting.Bus;
using CreditShare.Testing;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditShare.Hosting.Tests.Bus;

public sealed class RabbitMqOptionsTests
{
    [Fact]
    public void A_bus_with_wrong_options_is_refused_and_all_faults_are_named_at_once()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["RabbitMq:Host"] = "", ["RabbitMq:Port"] = "0", ["RabbitMq:VirtualHost"] = "", ["RabbitMq:PasswordFile"] = "/nowhere/password" }).Build();

        using var services = new ServiceCollection().AddBrokerConnection(configuration).BuildServiceProvider();
        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.All(["RabbitMq:Host", "RabbitMq:Port", "RabbitMq:VirtualHost", "RabbitMq:User", "RabbitMq:PasswordFile: /nowhere/password"], name => Assert.Contains(name, fault.Message));
    }

    [Theory]
    [InlineData(5672, null, false)]
    [InlineData(5671, null, true)]
    [InlineData(5671, true, true)]
    [InlineData(443, true, true)]
    [InlineData(443, false, false)]
    public async Task Both_connections_to_the_broker_are_encrypted_or_neither(ushort port, bool? tls, bool encrypted)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("password"), "secret");
        var settings = new Dictionary<string, string?>
        {
            ["RabbitMq:Host"] = "broker.example.org", ["RabbitMq:Port"] = $"{port}", ["RabbitMq:User"] = "registry", ["RabbitMq:PasswordFile"] = folder.File("password"), ["RabbitMq:Tls"] = tls?.ToString(),
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using var services = new ServiceCollection().AddLogging().AddRabbitMqBus(configuration, _ => { }, (_, _) => { }).BuildServiceProvider();
        var ssl = BrokerConnection.Factory(services.GetRequiredService<IOptions<RabbitMqOptions>>().Value).Ssl;
        Assert.Equal((encrypted, "broker.example.org"), (ssl.Enabled, ssl.ServerName));
        Assert.Contains($"\"ssl\":{(encrypted ? "true" : "false")}", JsonSerializer.Serialize(services.GetRequiredService<IBusControl>().GetProbeResult(TestContext.Current.CancellationToken).Results), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_port_that_is_for_TLS_alone_is_refused_without()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("password"), "secret");
        Assert.Contains("RabbitMq:Tls", Assert.Single(new RabbitMqOptions { Port = 5671, Tls = false, User = "registry", PasswordFile = folder.File("password") }.Faults()), StringComparison.Ordinal);
    }
}
