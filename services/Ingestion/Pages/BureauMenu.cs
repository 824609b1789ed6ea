using CreditShare.Hosting.Auth;
using CreditShare.Pages.Frame;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Ingestion.Pages;

/// <summary>The bureau's lines of the menu.</summary>
internal static class BureauMenu
{
    public static void AddBureauMenu(this IServiceCollection services)
    {
        services.AddSingleton(new MenuItem(Scopes.BatchesRead, 10, "/bureau", "报送首页", "Push"));
        services.AddSingleton(new MenuItem(Scopes.BatchesRead, 11, "/bureau/batches", "批次", "Batches"));
        services.AddSingleton(new MenuItem(Scopes.RecordsRead, 12, "/bureau/records", "本市记录", "Own records"));
        services.AddSingleton(new MenuItem(Scopes.BatchesRead, 13, "/bureau/objections", "异议", "Objections"));
        services.AddSingleton(new MenuItem(Scopes.BatchesRead, 14, "/bureau/statistics", "本市统计", "Own statistics"));
        services.AddSingleton(new MenuItem(Scopes.BatchesRead, 15, "/bureau/equality", "一致性比对", "Comparison"));
    }
}
