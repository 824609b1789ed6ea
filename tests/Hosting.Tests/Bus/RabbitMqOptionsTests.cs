using CreditShare.Hosting.Bus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Hosting.Tests.Bus;

public sealed class RabbitMqOptionsTests
{
    [Fact]
    public void A_bus_with_wrong_options_is_refused_and_all_faults_are_named_at_once()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["RabbitMq:Host"] = "", ["RabbitMq:PasswordFile"] = "/nowhere/password" }).Build();

        var fault = Assert.Throws<InvalidOperationException>(
            () => new ServiceCollection().AddRabbitMqBus(configuration, _ => { }, (_, _) => { }));

        Assert.All(["RabbitMq:Host", "RabbitMq:User", "RabbitMq:PasswordFile: /nowhere/password"], name => Assert.Contains(name, fault.Message));
    }
}
