using CreditShare.Domain.Lookups;
using CreditShare.Domain.Reports;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Health;
using CreditShare.Hosting.Problems;
using CreditShare.Hosting.Settings;
using CreditShare.Query.Asking;
using CreditShare.Query.Auditing;
using CreditShare.Query.BatchLookups;
using CreditShare.Query.Cases;
using CreditShare.Query.Changes;
using CreditShare.Query.Clocks;
using CreditShare.Query.Lookups;
using CreditShare.Query.Notices;
using CreditShare.Query.Pages;
using CreditShare.Query.Reports;
using CreditShare.Query.Reports.Pdf;
using CreditShare.Query.Reports.Sheets;
using CreditShare.Query.Reports.Verifying;
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
        services.AddHttpContextAccessor();
        services.AddSingleton<AskingCheck>();
        services.AddSingleton<LookupHandler>();
        services.AddSingleton(new AnswerRoom(AnswerRoom.Usual));
        services.AddSingleton<BatchLookupHandler>();
        services.AddSingleton<AuditedListing>();
        services.AddSingleton<SearchHandler>();
        services.AddSingleton(provider => new ChangesReader(
            provider.GetRequiredService<ILogStore>(), provider.GetRequiredService<IProfileStore>(), provider.GetRequiredService<IWatchStore>(), provider.GetRequiredService<SeedFolder>().AnswerBook, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ChangesHandler>();
        services.AddSingleton<WatchDesk>();
        services.AddSingleton<StagedRefusals>();
        services.AddSingleton<IAccessRefusalRecorder>(provider => provider.GetRequiredService<StagedRefusals>());
        services.AddSingleton<NoticeFeed>();
        services.AddSingleton<AuditedNotices>();
        services.AddSingleton<NoticeConfirming>();
        services.AddSingleton<NoticeQueryValidator>();
        services.AddSingleton<ConfirmationValidator>();
        services.AddSingleton<NoticeReader>();
        services.AddSingleton<NoticeDesk>();
        services.AddSingleton<CaseList>();
        services.AddSingleton<CaseStatements>();
        services.AddSingleton<CaseCallers>();
        services.AddSingleton<CaseListValidator>();
        services.AddSingleton<FeedbackValidator>();
        services.AddSingleton<ReleaseValidator>();
        services.AddSingleton<CaseReader>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<RepresentativeCheck>();
        services.AddSingleton<SubjectAudit>();
        services.AddSingleton<OwnRecordsReader>();
        services.AddSingleton<InquiryReader>();
        services.AddSingleton<ObjectionValidator>();
        services.AddSingleton<ObjectionDesk>();
        AddReports(services, configuration);
        services.AddAgencyPages();
        services.AddLogHealth("query", HealthExtensions.ReadyTag);
        services.Configure<UnavailableExceptions>(unavailable =>
        {
            unavailable.Add<StoreUnavailableException>();
            unavailable.AddLimit<StoreLimitException>();
        });
        return services;
    }

    public static void MapQuery(this IEndpointRouteBuilder app)
    {
        LookupEndpoints.Map(app);
        CaseEndpoints.Map(app);
        ClockEndpoints.Map(app);
        NoticeEndpoints.Map(app);
        SubjectEndpoints.Map(app);
        BatchLookupEndpoints.Map(app);
        SearchEndpoints.Map(app);
        WatchEndpoints.Map(app);
        ChangesEndpoint.Map(app);
        ReportEndpoint.Map(app);
        ReportCheckEndpoint.Map(app);
        app.MapAgencyPages();
        // Looks for the fonts now, so that a missing one is told at start and not to the first who asks.
        app.ServiceProvider.GetRequiredService<ReportFonts>();
    }

    private static void AddReports(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<QueryOptions>(configuration.GetSection("Query"), options => options.Faults());
        services.AddSingleton<ReportBuilder>();
        services.AddSingleton<ReportAddresses>();
        services.AddSingleton<SheetWriter>();
        services.AddSingleton<ReportFonts>();
        services.AddSingleton<ReportPdf>();
        services.AddSingleton<ReportHandler>();
        services.AddSingleton<ShownLog>();
        services.AddSingleton<ReportCheck>();
        services.AddSingleton<CheckPage>();
    }
}
