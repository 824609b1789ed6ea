using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditShare.Storage.MongoDb;

public static class MongoDbStoreExtensions
{
    /// <summary>The central store in MongoDB, by section <c>MongoDb</c>.</summary>
    public static IServiceCollection AddMongoDbStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MongoDbOptions>().Bind(configuration.GetSection("MongoDb")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MongoDbOptions>, ValidateMongoDbOptions>();
        services.AddSingleton(provider => new MongoDbStore(provider.GetRequiredService<IOptions<MongoDbOptions>>().Value));
        services.AddSingleton<ILogStore, MongoDbLogStore>();
        services.AddSingleton<IWitnessStore, MongoDbWitnessStore>();
        services.AddSingleton<INameStore, MongoDbNameStore>();
        services.AddSingleton<IWatchStore, MongoDbWatchStore>();
        services.AddSingleton<IPlaceStore, MongoDbPlaceStore>();
        services.AddSingleton<ICaseStore, MongoDbCaseStore>();
        services.AddSingleton<IDeliveryStore, MongoDbDeliveryStore>();
        services.AddSingleton<INoticeStore, MongoDbNoticeStore>();
        services.AddSingleton<ICallStore, MongoDbCallStore>();
        services.AddSingleton<IStatisticsStore, MongoDbStatisticsStore>();
        services.AddSingleton<MongoDbRecordStore>();
        services.AddSingleton<IRecordStore>(provider => provider.GetRequiredService<MongoDbRecordStore>());
        services.AddSingleton<IProfileStore>(provider => provider.GetRequiredService<MongoDbRecordStore>());
        services.AddSingleton<IStoreContents>(provider => provider.GetRequiredService<MongoDbRecordStore>());
        return services;
    }

    private sealed class ValidateMongoDbOptions : IValidateOptions<MongoDbOptions>
    {
        public ValidateOptionsResult Validate(string? name, MongoDbOptions options) =>
            options.Faults().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
