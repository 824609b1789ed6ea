using CreditShare.Domain;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Bus;
using CreditShare.Hosting.Health;
using CreditShare.Hosting.Problems;
using CreditShare.Hosting.Settings;
using CreditShare.Ingestion.Answers;
using CreditShare.Ingestion.Batches;
using CreditShare.Ingestion.Changes;
using CreditShare.Ingestion.Equality;
using CreditShare.Ingestion.Objections;
using CreditShare.Ingestion.Pages;
using CreditShare.Ingestion.Pages.Batches;
using CreditShare.Ingestion.Pages.Equality;
using CreditShare.Ingestion.Pages.Uploading;
using CreditShare.Ingestion.Publishing;
using CreditShare.Ingestion.Refusals;
using CreditShare.Ingestion.Spool;
using CreditShare.Ingestion.Templates;
using CreditShare.Ingestion.Witnessing;
using CreditShare.Sqlite;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CreditShare.Ingestion;

/// <summary>Ingestion: takes batches of its cities, keeps them safe, sends them, and keeps their decisions. Needs a bus with <c>DecisionQueues</c>.</summary>
public static class IngestionExtensions
{
    public static IServiceCollection AddIngestion(this IServiceCollection services, IConfiguration configuration)
    {
        var seeds = new Lazy<CitySeeds>(() => CitySeeds.Read(configuration));
        services.AddSettings<IngestionOptions>(configuration.GetSection("Ingestion"), options => options.Faults().Concat(Faults(seeds)));
        services.AddSingleton<IValidateOptions<RabbitMqOptions>, CityAccountCheck>();
        services.AddSingleton(_ => seeds.Value);
        services.AddSingleton(provider => Nodes(
            provider.GetRequiredService<IOptions<IngestionOptions>>().Value, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<CitySeeds>()));
        services.AddSingleton<BatchTaker>();
        services.AddSingleton<PushHandler>();
        services.AddSingleton<ChangeHandler>();
        services.AddSingleton<CityCheck>();
        services.AddSingleton<CityWitness>();
        services.AddSingleton<SpooledRefusals>();
        services.AddSingleton<IAccessRefusalRecorder>(provider => provider.GetRequiredService<SpooledRefusals>());
        services.AddSingleton<IngestionMetrics>();
        services.AddHealthChecks().AddCheck<SpoolHealth>("spool", tags: [HealthExtensions.ReadyTag]);
        services.Configure<UnavailableExceptions>(unavailable => unavailable.Add<SqliteUnavailableException>());
        services.AddHostedService<UnfinishedBatches>();
        services.AddHostedService<CityPublisher>();
        services.AddHostedService<RowRemoval>();
        services.AddHostedService<ComparisonLoop>();
        services.AddBureauMenu();
        return services;
    }

    public static void MapIngestion(this IEndpointRouteBuilder app)
    {
        BatchEndpoints.Map(app);
        TemplateEndpoints.Map(app);
        ChangeEndpoints.Map(app);
        ObjectionEndpoints.Map(app);
        EqualityEndpoints.Map(app);
        WitnessEndpoints.Map(app);
        BureauFiles.Map(app);
        DismissEndpoint.Map(app);
        UploadEndpoint.Map(app);
        ComparisonEndpoint.Map(app);
    }

    private static CityNodes Nodes(IngestionOptions options, TimeProvider time, CitySeeds seeds) => new(
        [.. options.Cities.Select(city => new CityNode(
            city, new CitySpool(city, options.DataFolder, time, seeds.Calendar, seeds.Catalogue), CityKey.Load(options.FolderOfKeys, city, options.CreateKeys),
            WitnessKey.Load(options.FolderOfKeys, city, options.CreateKeys)))]);

    private static IReadOnlyList<string> Faults(Lazy<CitySeeds> seeds)
    {
        try
        {
            _ = seeds.Value;
            return [];
        }
        catch (SeedFormatException fault)
        {
            return fault.Faults;
        }
    }

    /// <summary>Before the first batch is taken, what an interrupted one left is removed, and what an older spool did not note is noted.</summary>
    private sealed class UnfinishedBatches(CityNodes nodes) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(nodes.All.Select(async node =>
        {
            await node.Spool.RemoveUnfinishedAsync(cancellationToken);
            await node.Spool.Objections.NoteEarlierAsync(cancellationToken);
        }));

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
