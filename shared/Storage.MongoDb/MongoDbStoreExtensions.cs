using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditShare.Storage.MongoDb;

public static class MongoDbStoreExtensions
{
    /// <summary>The central store in MongoDB, by <see cref="MongoDbOptions"/>, which the program reads and checks as its other settings.</summary>
    public static IServiceCollection AddMongoDbStore(this IServiceCollection services)
    {
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
}
