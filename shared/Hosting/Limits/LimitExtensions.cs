using CreditShare.Hosting.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Hosting.Limits;

public static class LimitExtensions
{
    /// <summary>The endpoint's calls are limited by section <c>Limits</c>.</summary>
    public static TBuilder LimitPerCaller<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new LimitedPerCallerAttribute());

    internal static void AddCreditShareLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<LimitOptions>(configuration.GetSection("Limits"), options => options.Faults());
        services.AddSingleton<RefusalDamper>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusalDamper>());
        services.AddSingleton<CallerLimits>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<CallerLimits>((limiter, limits) =>
        {
            limiter.GlobalLimiter = limits.Limiter;
            limiter.OnRejected = async (rejected, _) => await (await limits.RefuseAsync(rejected.HttpContext, rejected.Lease)).ExecuteAsync(rejected.HttpContext);
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        });
    }

    /// <summary>Behind authentication, which says who calls; before authorization, so that calls refused for want of a right count too.</summary>
    internal static void UseCreditShareLimits(this IApplicationBuilder app)
    {
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                context.RequestServices.GetRequiredService<CallerLimits>().Announce(context);
                return Task.CompletedTask;
            });
            return next(context);
        });
        app.UseRateLimiter();
    }
}
