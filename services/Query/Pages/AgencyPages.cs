using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Limits;
using CreditShare.Pages.Frame;
using CreditShare.Pages.SigningIn;
using CreditShare.Query.Auditing;
using CreditShare.Query.Pages.Cases;
using CreditShare.Query.Pages.Lists;
using CreditShare.Query.Pages.Lookups;
using CreditShare.Query.Pages.Notices;
using CreditShare.Query.Pages.Watches;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Query.Pages;

/// <summary>The agency's pages: their menu, and what their forms are sent to. Pages call the handlers that the REST endpoints call, so that an official's question is an entry of the log as a program's is.</summary>
internal static class AgencyPages
{
    public static void AddAgencyPages(this IServiceCollection services)
    {
        services.AddSingleton(new MenuItem(Scopes.SubjectsRead, 100, "/agency", "首页与查询", "Look up"));
        services.AddSingleton(new MenuItem(Scopes.SubjectsRead, 110, "/agency/list", "批量查询", "Look up a list"));
        services.AddSingleton(new MenuItem(Scopes.SubjectsRead, 120, "/agency/cases", "联合奖惩措施任务", "Cases"));
        services.AddSingleton(new MenuItem(Scopes.SubjectsRead, 130, "/agency/watches", "关注的主体", "Watched"));
        services.AddSingleton(new MenuItem(Scopes.SubjectsRead, 140, "/agency/notices", "变更通知", "Notices"));
        services.AddScoped<AgencyView>();
        services.AddScoped<Attention>();
        services.AddSingleton<ChangeCounts>();
        services.AddScoped<SeenChanges>();
        services.AddScoped<SubjectNames>();
    }

    public static void MapAgencyPages(this IEndpointRouteBuilder app)
    {
        // Before the page at the same address, which would take a form too.
        var forms = app.MapGroup("/agency").WithOrder(-1).BySession().ExcludeFromDescription().LimitPerCaller().WithMetadata(new RefusalsRecordedByAttribute(typeof(StagedRefusals)));
        LookupForms.Map(forms);
        ListForms.Map(forms);
        CaseForms.Map(forms);
        WatchForms.Map(forms);
        NoticeForms.Map(forms);
    }

    /// <summary>To a page, after a change: loading it again repeats nothing.</summary>
    public static IResult To(string page) => TypedResults.LocalRedirect(page);
}
