using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Storage.Health;

public static class LogHealthExtensions
{
    /// <summary>Readiness by a real entry of the exchange log.</summary>
    /// <param name="services">The service's own.</param>
    /// <param name="service">Its name, such as <c>query</c>.</param>
    /// <param name="tag">The tag of checks that decide on readiness.</param>
    /// <param name="mustBeSequenced">Whether the entry must also get its place in the tree.</param>
    public static IServiceCollection AddLogHealth(this IServiceCollection services, string service, string tag, bool mustBeSequenced = false)
    {
        services.AddHealthChecks().Add(new(
            $"log-{service}",
            // One for the process' life: it remembers its last verdict.
            provider => provider.GetRequiredKeyedService<LogHealth>(service), failureStatus: null, tags: [tag]));
        services.AddKeyedSingleton(service, (provider, _) => ActivatorUtilities.CreateInstance<LogHealth>(provider, new LogHealthOptions(service, mustBeSequenced)));
        return services;
    }
}
