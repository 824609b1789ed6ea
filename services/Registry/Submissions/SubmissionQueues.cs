using CreditShare.Contracts;
using CreditShare.Hosting.Bus;
using CreditShare.Registry.DeadLetters;
using CreditShare.Registry.Equality;
using CreditShare.Registry.Witnessing;
using CreditShare.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Submissions;

/// <summary>
/// The policy of the submission queues, one for each city: quorum, single active consumer, one message at a time. The last two together keep a
/// city's changes in order and let a second registry take over by itself.
/// </summary>
public static class SubmissionQueues
{
    /// <summary>Chunks that the broker hands over ahead. More than one hides the round trip; many would sit with a registry that may die.</summary>
    private const int Prefetch = 8;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private const int Retries = 12;

    /// <summary>The broker ends a delivery before (its <c>consumer_timeout</c>, half an hour as it comes), and hands all that is not acknowledged over again, in order.</summary>
    private static readonly TimeSpan LongestOutage = TimeSpan.FromDays(1);

    /// <summary>Registers the consumers of submissions.</summary>
    public static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<SubmitRecordsConsumer>();
        bus.AddConsumer<ReportRefusalsConsumer>();
        bus.AddConsumer<CheckpointAnsweredConsumer>();
        bus.AddConsumer<CompareHoldingsConsumer>();
    }

    /// <summary>Configures one receive endpoint a city, on either transport.</summary>
    public static void Configure(IBusRegistrationContext context, IBusFactoryConfigurator bus, IEnumerable<string> cities)
    {
        foreach (var city in cities)
            bus.ReceiveEndpoint(QueueNames.Submissions(city), endpoint => Configure(context, endpoint, city));
    }

    /// <summary>The city whose queue the message came through, and what the broker says of who sent it.</summary>
    internal static MessageOrigin OriginOf(ConsumeContext context)
    {
        var queue = context.ReceiveContext.InputAddress.AbsolutePath;
        var city = queue[(queue.LastIndexOf('.') + 1)..];
        return context.ReceiveContext.TryGetPayload<RabbitMqBasicConsumeContext>(out var rabbit)
            ? new(city, QuarantineHeaders.SenderOf(rabbit, QueueNames.Submissions(city)))
            : new(city, BrokerAccounts.City(city));
    }

    private static void Configure(IBusRegistrationContext context, IReceiveEndpointConfigurator endpoint, string city)
    {
        endpoint.ConfigureConsumeTopology = false;
        // Nobody listens to Fault messages, and an account that may not declare their exchange would wait for it for ever, its queue behind it.
        endpoint.PublishFaults = false;
        endpoint.PrefetchCount = Prefetch;
        endpoint.ConcurrentMessageLimit = 1;
        switch (endpoint)
        {
            case IRabbitMqReceiveEndpointConfigurator rabbit:
                rabbit.SetQuorumQueue();
                rabbit.SingleActiveConsumer = true;
                rabbit.Bind(QueueNames.CityExchange(city));
                rabbit.SetQueueArgument(BrokerLimits.DeliveryLimit, BrokerLimits.Deliveries);
                var (broker, log) = (context.GetRequiredService<BrokerConnection>(), context.GetRequiredService<SetAsideLog>());
                var quarantine = new QuarantineFilter(broker, QueueNames.Quarantine, QueueNames.Submissions(city), context.GetRequiredService<TimeProvider>(), async (message, ct) =>
                {
                    await log.StageAsync(message, ct);
                    await QuarantineMaker.MakeAsync(broker, ct);
                });
                rabbit.ConfigureError(pipe => pipe.UseFilter(quarantine));
                rabbit.ConfigureDeadLetter(pipe => pipe.UseFilter(quarantine));
                break;
            case IInMemoryReceiveEndpointConfigurator memory:
                memory.Bind(QueueNames.CityExchange(city));
                break;
        }
        var longest = context.GetRequiredService<IOptions<RegistryOptions>>().Value.LongestRetry;
        // With the store away nothing goes on, and nothing aside: what lies behind a message would be decided without it, a withdrawal refused for want of its record.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Intervals(Pauses((int)(LongestOutage / longest), longest));
            retry.Handle<StoreUnavailableException>();
            retry.ConnectRetryObserver(new StoreAway(context.GetRequiredService<ILogger<SubmissionHandler>>(), QueueNames.Submissions(city)));
        });
        // By these a chunk is decided already, or cannot be; what retrying does not cure goes aside with its reason.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Intervals(Pauses(Retries, longest));
            retry.Handle<StoreConflictException>();
            retry.Handle<MessageReturnedException>();
            retry.Handle<TimeoutException>();
        });
        endpoint.ConfigureConsumer<SubmitRecordsConsumer>(context);
        endpoint.ConfigureConsumer<ReportRefusalsConsumer>(context);
        endpoint.ConfigureConsumer<CheckpointAnsweredConsumer>(context);
        endpoint.ConfigureConsumer<CompareHoldingsConsumer>(context);
    }

    /// <summary>Each twice the one before, up to the longest.</summary>
    private static TimeSpan[] Pauses(int count, TimeSpan longest) =>
        [.. Enumerable.Range(0, count).Select(n => TimeSpan.FromTicks(Math.Min(FirstRetry.Ticks << Math.Min(n, 16), longest.Ticks)))];
}
