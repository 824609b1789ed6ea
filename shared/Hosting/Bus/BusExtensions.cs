using System.Security.Authentication;
using System.Text.Encodings.Web;
using CreditShare.Hosting.Settings;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditShare.Hosting.Bus;

/// <summary>The bus on either transport. What is consumed, and how, the services say.</summary>
public static class BusExtensions
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    /// <summary>RabbitMQ by section <c>RabbitMq</c>. The service starts and works although the broker is away, and connects when it comes.</summary>
    public static IServiceCollection AddRabbitMqBus(
        this IServiceCollection services, IConfiguration configuration, Action<IBusRegistrationConfigurator> consumers,
        Action<IBusRegistrationContext, IBusFactoryConfigurator> endpoints)
    {
        services.AddBrokerConnection(configuration);
        return services.AddBus(consumers, bus => bus.UsingRabbitMq((context, rabbit) =>
        {
            var options = context.GetRequiredService<IOptions<RabbitMqOptions>>().Value;
            rabbit.Host(options.Host, options.Port, options.VirtualHost, host =>
            {
                host.Username(options.User);
                host.Password(options.ReadPassword());
                host.PublisherConfirmation = true;
                if (options.UsesTls)
                    host.UseSsl(tls => tls.Protocol = SslProtocols.None);
            });
            // The broker vouches for it, and refuses another than ours.
            rabbit.ConfigureSend(send => send.UseExecute(sending =>
            {
                if (sending.TryGetPayload<RabbitMqSendContext>(out var message))
                    message.BasicProperties.UserId = options.User;
            }));
            ReadOneWay(rabbit);
            endpoints(context, rabbit);
        }));
    }

    /// <summary>The broker by its own client, by section <c>RabbitMq</c>.</summary>
    public static IServiceCollection AddBrokerConnection(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(BrokerConnection)))
            return services;
        services.AddSettings<RabbitMqOptions>(configuration.GetSection("RabbitMq"), options => options.Faults());
        return services.AddSingleton<BrokerConnection>();
    }

    /// <summary>Inside one process; messages die with it, so everything that sends has a spool behind it.</summary>
    public static IServiceCollection AddInMemoryBus(
        this IServiceCollection services, Action<IBusRegistrationConfigurator> consumers, Action<IBusRegistrationContext, IBusFactoryConfigurator> endpoints) =>
        services.AddBus(consumers, bus => bus.UsingInMemory((context, memory) =>
        {
            ReadOneWay(memory);
            endpoints(context, memory);
        }));

    private static IServiceCollection AddBus(
        this IServiceCollection services, Action<IBusRegistrationConfigurator> consumers, Action<IBusRegistrationConfigurator> transport)
    {
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            consumers(bus);
            transport(bus);
        });
        services.AddOptions<MassTransitHostOptions>().Configure(options =>
        {
            options.WaitUntilStarted = false;
            options.StopTimeout = StopTimeout;
        });
        return services;
    }

    private static void ReadOneWay(IBusFactoryConfigurator bus)
    {
        bus.ConfigureJsonSerializerOptions(Json);
        var json = new OneWayJson();
        bus.ClearSerialization();
        bus.AddSerializer(json);
        bus.AddDeserializer(json, isDefault: true);
    }

    /// <summary>Escaped, Chinese would make a message 60 % larger.</summary>
    private static System.Text.Json.JsonSerializerOptions Json(System.Text.Json.JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return options;
    }
}
