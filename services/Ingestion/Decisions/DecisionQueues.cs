using CreditShare.Contracts;
using CreditShare.Hosting.Bus;
using CreditShare.Ingestion.Equality;
using CreditShare.Ingestion.Objections;
using CreditShare.Ingestion.Witnessing;
using CreditShare.Sqlite;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CreditShare.Ingestion.Decisions;

/// <summary>The policy of the decision queues, one for each city served here.</summary>
public static class DecisionQueues
{
    private const int Prefetch = 16;
    private const int Retries = 8;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RetryStep = TimeSpan.FromMilliseconds(500);

    public static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<RecordsDecidedConsumer>();
        bus.AddConsumer<CosignCheckpointConsumer>();
        bus.AddConsumer<ObjectionFiledConsumer>();
        bus.AddConsumer<HoldingsComparedConsumer>();
        // Batches are taken with the broker away: that is worth a warning, not a reason to send bureaus elsewhere.
        bus.ConfigureHealthCheckOptions(options => options.MinimalFailureStatus = HealthStatus.Degraded);
    }

    public static void Configure(IBusRegistrationContext context, IBusFactoryConfigurator bus, IEnumerable<string> cities)
    {
        foreach (var city in cities)
        {
            bus.ReceiveEndpoint(QueueNames.Decisions(city), endpoint =>
            {
                endpoint.ConfigureConsumeTopology = false;
                // Nobody listens to Fault messages, and an account that may not declare their exchange would wait for it for ever, its queue behind it.
                endpoint.PublishFaults = false;
                endpoint.PrefetchCount = Prefetch;
                var alone = new RegistryAlone(city, context.GetRequiredService<CityNodes>().Find(city)!.Key);
                if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
                {
                    rabbit.SetQuorumQueue();
                    rabbit.SetQueueArgument(BrokerLimits.DeliveryLimit, BrokerLimits.Deliveries);
                    // To where the registry's operator looks; the registry has made that before it sent anything.
                    var quarantine = new QuarantineFilter(
                        context.GetRequiredService<BrokerConnection>(), QueueNames.Returned, QueueNames.Decisions(city), context.GetRequiredService<TimeProvider>(), vouch: alone.Vouch);
                    rabbit.ConfigureError(pipe => pipe.UseFilter(quarantine));
                    rabbit.ConfigureDeadLetter(pipe => pipe.UseFilter(quarantine));
                }
                endpoint.UseExecute(alone.Check);
                endpoint.UseMessageRetry(retry =>
                {
                    retry.Exponential(Retries, FirstRetry, LongestRetry, RetryStep);
                    retry.Handle<SqliteUnavailableException>();
                });
                endpoint.ConfigureConsumer<RecordsDecidedConsumer>(context);
                endpoint.ConfigureConsumer<CosignCheckpointConsumer>(context);
                endpoint.ConfigureConsumer<ObjectionFiledConsumer>(context);
                endpoint.ConfigureConsumer<HoldingsComparedConsumer>(context);
            });
        }
    }
}
