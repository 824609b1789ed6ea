using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Health;
using CreditShare.Hosting.Limits;
using CreditShare.Hosting.OpenApi;
using CreditShare.Hosting.Problems;
using CreditShare.Hosting.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Hosting;

/// <summary>What every service does alike.</summary>
public static class ServiceDefaults
{
    /// <param name="builder">The program's.</param>
    /// <param name="title">Title of its API document.</param>
    public static void AddServiceDefaults(this WebApplicationBuilder builder, string title)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddCreditShareProblems();
        builder.Services.AddCreditShareAuth(builder.Configuration);
        builder.Services.AddCreditShareLimits(builder.Configuration);
        builder.Services.AddHealthChecks();
        builder.Services.AddCreditShareOpenApi(title);
        builder.AddCreditShareTelemetry(title);
    }

    /// <summary>In the order in which a request meets them.</summary>
    public static void UseServiceDefaults(this WebApplication app)
    {
        app.UseCreditShareProblems();
        app.UseRouting();
        app.UseAuthentication();
        app.UseCreditShareLimits();
        app.UseAuthorization();
        app.MapCreditShareHealth();
        app.MapCreditShareOpenApi();
    }
}
