using CreditShare.Committee.Pages.Agencies;
using CreditShare.Committee.Pages.Catalogue;
using CreditShare.Committee.Pages.Cities;
using CreditShare.Committee.Pages.Health;
using CreditShare.Committee.Pages.Log;
using CreditShare.Committee.Pages.Overview;
using CreditShare.Committee.Pages.SpotChecks;
using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Settings;
using CreditShare.Pages.Frame;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Committee.Pages;

/// <summary>What the console's pages are made with, and their lines in the menu.</summary>
internal static class ConsoleServices
{
    public static void AddConsole(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<CommitteeOptions>(configuration.GetSection("Committee"), options => options.Faults());
        services.AddSingleton<MemberNames>();
        services.AddSingleton<ProofCheck>();
        services.AddSingleton<EntrySurroundings>();
        services.AddSingleton<AnswerCheck>();
        services.AddSingleton<EntryReadings>();
        services.AddSingleton<LogHealth>();
        services.AddSingleton<Comparisons>();
        services.AddSingleton<MemberAttention>();
        services.AddSingleton<LogAttention>();
        services.AddSingleton<OverviewReader>();
        services.AddSingleton<ReasonExamples>();
        services.AddSingleton<CityKeys>();
        services.AddSingleton<CityReader>();
        services.AddSingleton<OpenObjectionsReader>();
        services.AddSingleton<NoticeReader>();
        services.AddSingleton<AgencyReader>();
        services.AddSingleton<SpotCheckReader>();
        services.AddSingleton(new MenuItem(Scopes.LogRead, 10, ConsoleAddress.Overview, "各市情况", "Cities"));
        services.AddSingleton(new MenuItem(Scopes.LogRead, 20, ConsoleAddress.Agencies, "用信机构", "Agencies"));
        services.AddSingleton(new MenuItem(Scopes.LogRead, 30, ConsoleAddress.Notice, "月度通报", "Monthly notice"));
        services.AddSingleton(new MenuItem(Scopes.LogRead, 40, ConsoleAddress.SpotChecks, "抽查", "Spot checks"));
        services.AddSingleton(new MenuItem(Scopes.LogRead, 50, "/committee/log", "交换日志", "Exchange log"));
        services.AddSingleton(new MenuItem(Scopes.LogRead, 60, "/committee/catalogue", "信息目录", "Catalogue"));
        services.AddSingleton(new MenuItem(Scopes.LogRead, 61, "/committee/measures", "措施清单", "Measures"));
        services.AddSingleton(new MenuItem(Scopes.LogRead, 62, "/committee/laws", "法规登记", "Laws"));
        services.AddSingleton(new MenuItem(Scopes.LogRead, 70, "/committee/health", "日志运行", "Log health"));
    }
}
