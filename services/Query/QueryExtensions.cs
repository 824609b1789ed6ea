using CreditShare.Domain.Lookups;
using CreditShare.Hosting.Health;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Asking;
using CreditShare.Query.Auditing;
using CreditShare.Query.BatchLookups;
using CreditShare.Query.Changes;
using CreditShare.Query.Clocks;
using CreditShare.Query.Lookups;
using CreditShare.Query.Search;
using CreditShare.Query.SubjectSide;
using CreditShare.Query.Watches;
using CreditShare.Storage;
using CreditShare.Storage.Health;
using CreditShare.Storage.Seeds;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Query;

/// <summary>The query service: agencies look subjects up. Needs the store's ports.</summary>
public static class QueryExtensions
{
    public static IServiceCollection AddQuery(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSeeds(configuration);
        services.AddSingleton(provider => new AnswerBuilder(provider.GetRequiredService<SeedFolder>().AnswerBook));
        services.AddSingleton<AuditedAnswer>();
        services.AddSingleton<LookupMetrics>();
        services.AddSingleton<StatementValidator>();
        services.AddSingleton<AskingCheck>();
        services.AddSingleton<LookupHandler>();
        services.AddSingleton<BatchLookupHandler>();
        services.AddSingleton<AuditedListing>();
        services.AddSingleton<SearchHandler>();
        services.AddSingleton(provider => new ChangesReader(
            provider.GetRequiredService<ILogStore>(), provider.GetRequiredService<IProfileStore>(), provider.GetRequiredService<IWatchStore>(), provider.GetRequiredService<SeedFolder>().AnswerBook));
        services.AddSingleton<StagedRefusals>();
        services.AddSingleton<RepresentativeCheck>();
        services.AddSingleton<SubjectAudit>();
        services.AddSingleton<OwnRecordsReader>();
        services.AddSingleton<InquiryReader>();
        services.AddSingleton<ObjectionValidator>();
        services.AddSingleton<ObjectionDesk>();
        services.AddLogHealth("query", HealthExtensions.ReadyTag);
        services.Configure<UnavailableExceptions>(unavailable => unavailable.Add<StoreUnavailableException>());
        return services;
    }

    public static void MapQuery(this IEndpointRouteBuilder app)
    {
        LookupEndpoints.Map(app);
        ClockEndpoints.Map(app);
        SubjectEndpoints.Map(app);
        BatchLookupEndpoints.Map(app);
        SearchEndpoints.Map(app);
        WatchEndpoints.Map(app);
        ChangesEndpoint.Map(app);
    }
}
