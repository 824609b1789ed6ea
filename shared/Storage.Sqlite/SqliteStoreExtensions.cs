using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Storage.Sqlite;

public static class SqliteStoreExtensions
{
    /// <summary>The central store in the SQLite file named by <c>Storage:File</c>.</summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, IConfiguration configuration)
    {
        var file = configuration["Storage:File"]
            ?? throw new InvalidOperationException("Storage:File is missing; it names the SQLite file of the central store.");
        services.AddSingleton(_ => new SqliteStore(file));
        services.AddSingleton<ILogStore, SqliteLogStore>();
        services.AddSingleton<IWitnessStore, SqliteWitnessStore>();
        services.AddSingleton<INameStore, SqliteNameStore>();
        services.AddSingleton<IWatchStore, SqliteWatchStore>();
        services.AddSingleton<IPlaceStore, SqlitePlaceStore>();
        services.AddSingleton<ICaseStore, SqliteCaseStore>();
        services.AddSingleton<IDeliveryStore, SqliteDeliveryStore>();
        services.AddSingleton<INoticeStore, SqliteNoticeStore>();
        services.AddSingleton<ICallStore, SqliteCallStore>();
        services.AddSingleton<IStatisticsStore, SqliteStatisticsStore>();
        services.AddSingleton<SqliteRecordStore>();
        services.AddSingleton<IRecordStore>(provider => provider.GetRequiredService<SqliteRecordStore>());
        services.AddSingleton<IProfileStore>(provider => provider.GetRequiredService<SqliteRecordStore>());
        services.AddSingleton<IStoreContents>(provider => provider.GetRequiredService<SqliteRecordStore>());
        return services;
    }
}
