using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditShare.Hosting;

/// <summary>How a host runs: only if all its settings can stand.</summary>
public static class ServiceRun
{
    /// <summary>Ends when the service is stopped; at once, with every fault of every setting on a line of its own, if the settings cannot stand.</summary>
    /// <returns>The process' exit code: 0, or 78 (EX_CONFIG of sysexits.h).</returns>
    public static async Task<int> RunServiceAsync(this WebApplication app)
    {
        const int ConfigurationFault = 78;
        try
        {
            app.Services.GetService<IStartupValidator>()?.Validate();
        }
        catch (Exception fault) when (fault is OptionsValidationException or AggregateException)
        {
            var faults = fault is AggregateException several ? several.InnerExceptions : [fault];
            foreach (var line in faults.SelectMany(one => one is OptionsValidationException options ? options.Failures : [one.Message]))
                await Console.Error.WriteLineAsync(line);
            return ConfigurationFault;
        }
        await app.RunAsync();
        return 0;
    }
}
