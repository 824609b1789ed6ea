using CreditShare.Domain.Lookups;
using CreditShare.Hosting.Health;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Asking;
using CreditShare.Query.Auditing;
using CreditShare.Query.Clocks;
using CreditShare.Query.Lookups;
using CreditShare.Query.Notices;
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
        services.AddSingleton<StagedRefusals>();
        services.AddSingleton<AgencyCheck>();
        services.AddSingleton<NoticeFeed>();
        services.AddSingleton<AuditedNotices>();
        services.AddSingleton<NoticeConfirming>();
        services.AddSingleton<NoticeQueryValidator>();
        services.AddSingleton<ConfirmationValidator>();
        services.AddLogHealth("query", HealthExtensions.ReadyTag);
        services.Configure<UnavailableExceptions>(unavailable => unavailable.Add<StoreUnavailableException>());
        return services;
    }

    public static void MapQuery(this IEndpointRouteBuilder app)
    {
        LookupEndpoints.Map(app);
        ClockEndpoints.Map(app);
        NoticeEndpoints.Map(app);
    }
}
