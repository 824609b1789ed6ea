using CreditShare.Hosting.Bus;
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
            .AddInMemoryCollection(new Dictionary<string, string?> { ["RabbitMq:Host"] = "", ["RabbitMq:PasswordFile"] = "/nowhere/password" }).Build();

        using var services = new ServiceCollection().AddBrokerConnection(configuration).BuildServiceProvider();
        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.All(["RabbitMq:Host", "RabbitMq:User", "RabbitMq:PasswordFile: /nowhere/password"], name => Assert.Contains(name, fault.Message));
    }
}
