using CreditShare.Committee.Entries;
using CreditShare.Committee.Exports;
using CreditShare.Committee.Notices;
using CreditShare.Committee.Pages;
using CreditShare.Committee.Pages.Log;
using CreditShare.Committee.Pages.Cities;
using CreditShare.Committee.Proofs;
using CreditShare.Committee.Reading;
using CreditShare.Committee.Refusals;
using CreditShare.Committee.Replays;
using CreditShare.Committee.Statistics;
using CreditShare.Committee.Tiles;
using CreditShare.Committee.Witnesses;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Health;
using CreditShare.Hosting.Problems;
using CreditShare.Hosting.Settings;
using CreditShare.Storage;
using CreditShare.Storage.Health;
using CreditShare.Storage.Seeds;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Committee;

/// <summary>The committee's side: who sent, changed and looked up what. Needs the store's ports.</summary>
public static class CommitteeExtensions
{
    public static IServiceCollection AddCommittee(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSeeds(configuration);
        services.AddSingleton(provider => new LookupReplay(provider.GetRequiredService<SeedFolder>(), provider.GetRequiredService<IProfileStore>(), provider.GetRequiredService<ILogStore>()));
        services.AddSingleton(provider => new BatchLookupReplay(provider.GetRequiredService<SeedFolder>(), provider.GetRequiredService<IProfileStore>(), provider.GetRequiredService<ILogStore>()));
        services.AddSingleton<EntryQueryValidator>();
        services.AddSettings<StatisticsOptions>(configuration.GetSection("Statistics"), options => options.Faults());
        services.AddSingleton<CountedLog>();
        services.AddSingleton<AgencyStatistics>();
        services.AddSingleton<AgencyHours>();
        services.AddSingleton<CityStatistics>();
        services.AddSingleton<CaseStatistics>();
        services.AddSingleton<CaseCounts>();
        services.AddSingleton<ShownLog>();
        services.AddSingleton<StagedRefusals>();
        services.AddSingleton<IAccessRefusalRecorder>(provider => provider.GetRequiredService<StagedRefusals>());
        services.AddSingleton<AuditedReading>();
        services.AddSingleton<LogTimes>();
        services.AddSingleton<EntrySearch>();
        services.AddSingleton<EntryReader>();
        services.AddSingleton<InclusionProofs>();
        services.AddSingleton<ExportHandler>();
        services.AddConsole(configuration);
        services.AddLogHealth("committee", HealthExtensions.ReadyTag);
        services.Configure<UnavailableExceptions>(unavailable => unavailable.Add<StoreUnavailableException>());
        return services;
    }

    public static void MapCommittee(this IEndpointRouteBuilder app)
    {
        EntryEndpoints.Map(app);
        ReplayEndpoint.Map(app);
        StatisticsEndpoint.Map(app);
        CityStatisticsEndpoint.Map(app);
        OpenNoticeEndpoint.Map(app);
        ExportEndpoint.Map(app);
        WitnessEndpoints.Map(app);
        CaseStatisticsEndpoint.Map(app);
        TileEndpoints.Map(app);
        ProofEndpoints.Map(app);
        LogDownloads.Map(app);
        NoticeEndpoints.Map(app);
    }
}
