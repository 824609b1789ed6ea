using System.Security.Cryptography;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Bus;
using CreditShare.Hosting.Health;
using CreditShare.Hosting.Problems;
using CreditShare.Hosting.Secrets;
using CreditShare.Hosting.Settings;
using CreditShare.Hosting.Waking;
using CreditShare.Pages.Frame;
using CreditShare.Registry.DeadLetters;
using CreditShare.Registry.Bases;
using CreditShare.Registry.Cases;
using CreditShare.Registry.Deciding;
using CreditShare.Registry.Equality;
using CreditShare.Registry.Following;
using CreditShare.Registry.Notices;
using CreditShare.Registry.Objections;
using CreditShare.Registry.Retention;
using CreditShare.Registry.Sequencing;
using CreditShare.Registry.Statistics;
using CreditShare.Registry.Submissions;
using CreditShare.Registry.Webhooks;
using CreditShare.Registry.Witnessing;
using CreditShare.Storage;
using CreditShare.Storage.Health;
using CreditShare.Storage.Seeds;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RabbitMQ.Client.Exceptions;

namespace CreditShare.Registry;

/// <summary>The registry: takes submissions, decides them, sequences the log. Needs the store's ports and a bus configured by <see cref="SubmissionQueues"/>.</summary>
public static class RegistryExtensions
{
    private static readonly TimeSpan WitnessTimeout = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddRegistry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<RegistryOptions>(configuration.GetSection("Registry"), options => options.Faults());
        services.AddSingleton<IValidateOptions<RegistryOptions>, MemberKeysCheck>();
        services.AddSettings<WitnessOptions>(configuration.GetSection("Witnessing"), options => options.Faults());
        services.AddSeeds(configuration);
        services.AddSingleton(provider => provider.GetRequiredService<SeedFolder>().RuleBook);
        services.AddSingleton<WakeSignal>();
        services.AddSingleton<RegistryMetrics>();
        services.AddSingleton<SequencerStatus>();
        services.AddSingleton<SequencerLease>();
        services.AddSingleton<EntryWriter>();
        services.AddSingleton<SenderCheck>();
        services.AddSingleton<SetAsideLog>();
        services.AddSingleton<BatchDecider>();
        services.AddSingleton<SubmissionHandler>();
        services.AddSingleton<HoldingsComparer>();
        services.AddSingleton<RetentionJob>();
        services.AddSingleton<ObjectionMarks>();
        services.AddSingleton<StagedRefusals>();
        services.AddSingleton<IAccessRefusalRecorder>(provider => provider.GetRequiredService<StagedRefusals>());
        services.AddSingleton(new MenuItem(Scopes.Operate, 10, "/operator", "隔离的消息", "Quarantine"));
        services.AddSingleton(provider => new LogKey(LoadLogKey(provider.GetRequiredService<IOptions<RegistryOptions>>().Value)));
        services.AddHostedService<SequencingLoop>();
        services.AddHostedService<RetentionLoop>();
        services.AddSingleton<BasisLog>();
        services.AddHostedService<BasisLoop>();
        services.AddHostedService<ObjectionLoop>();
        services.AddSettings<NoticeOptions>(configuration.GetSection("Notices"), options => options.Faults());
        services.AddSingleton<NoticeMetrics>();
        services.AddSingleton<NewNotices>();
        services.AddSingleton<NoticeRetention>();
        services.AddSingleton<ILogFollower, NoticeFollower>();
        services.AddWebhooks(configuration);
        services.AddSingleton<Followings>();
        services.AddSingleton<ILogFollower, CaseFollower>();
        services.AddSingleton<ILogFollower, StatisticsFollower>();
        services.AddSingleton<FollowingMetrics>();
        services.AddHostedService<FollowingLoop>();
        services.AddHttpClient(WitnessCalls.Client, client => client.Timeout = WitnessTimeout);
        services.AddSingleton<WitnessAnswers>();
        services.AddSingleton<WitnessCalls>();
        services.AddHostedService<WitnessLoop>();
        services.AddHealthChecks().AddCheck<WitnessHealth>("witnesses", tags: [HealthExtensions.ReadyTag]);
        services.AddHealthChecks().AddCheck<SequencingHealth>("sequencing", tags: [HealthExtensions.ReadyTag]);
        services.AddHealthChecks().AddCheck<FollowingHealth>("following", tags: [HealthExtensions.ReadyTag]);
        services.AddLogHealth("registry", HealthExtensions.ReadyTag, mustBeSequenced: true);
        return services;
    }

    /// <summary>What an operator does with messages that were set aside; over RabbitMQ only. Needs the store's ports.</summary>
    public static IServiceCollection AddDeadLetters(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddBrokerConnection(configuration);
        services.AddSingleton<IValidateOptions<RabbitMqOptions>, RegistryAccountCheck>();
        services.AddSingleton<DeadLetterQueue>();
        services.AddSingleton<DeadLetterOffice>();
        services.AddHostedService<QuarantineMaker>();
        services.AddSingleton<DiscardValidator>();
        services.AddSingleton<DeadLetterHandler>();
        services.Configure<UnavailableExceptions>(unavailable =>
        {
            unavailable.Add<StoreUnavailableException>();
            unavailable.Add<BrokerUnreachableException>();
        });
        return services;
    }

    private static void AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<WebhookOptions>(configuration.GetSection("Webhooks"), options => options.Faults());
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookFilesAtStart>();
        services.AddHttpClient(WebhookCaller.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => WebhookCaller.Handler(provider.GetRequiredService<IOptionsMonitor<WebhookOptions>>().CurrentValue));
        services.AddSingleton<WebhookCaller>();
        services.AddHostedService<WebhookLoop>();
        services.AddHealthChecks().AddCheck<WebhookHealth>("webhooks", tags: [HealthExtensions.ReadyTag]);
    }

    public static void MapDeadLetters(this IEndpointRouteBuilder app) => DeadLetterEndpoints.Map(app);

    /// <summary>The log's signer key from its file; made if allowed.</summary>
    /// <exception cref="InvalidOperationException">The file is missing or holds no key of the log's name.</exception>
    private static SignerKey LoadLogKey(RegistryOptions options)
    {
        if (!File.Exists(options.LogKeyFile))
        {
            if (!options.CreateLogKey)
                throw new InvalidOperationException($"The log's key file {options.LogKeyFile} is missing. A new key would be a new log: restore the file.");
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.LogKeyFile))!);
            var made = new SignerKey(options.LogOrigin, KeyType.Note, RandomNumberGenerator.GetBytes(Ed25519.SeedLength));
            SecretFile.Write(options.LogKeyFile, made.ToSecretText());
            File.WriteAllText(options.LogKeyFile + ".pub", made.Verifier + "\n");
        }
        return options.ReadLogKey() ?? throw new InvalidOperationException($"{options.LogKeyFile} holds no signer key of {options.LogOrigin}.");
    }
}
