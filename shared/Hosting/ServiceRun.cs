using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditShare.Hosting;

/// <summary>How a host runs: only if all its settings can stand.</summary>
public static class ServiceRun
{
    /// <summary>Exit code of a host whose settings cannot stand: EX_CONFIG of sysexits.h.</summary>
    public const int ConfigurationFault = 78;

    /// <summary>Names every fault of every setting on standard error, a line each. To be asked before anything is taken out of the services: much of it reads its settings.</summary>
    /// <returns>Whether there are any.</returns>
    public static async Task<bool> HasBadSettingsAsync(this WebApplication app)
    {
        var faults = Faults(app.Services.GetService<IStartupValidator>()).Distinct().ToList();
        foreach (var fault in faults)
            await Console.Error.WriteLineAsync(fault);
        return faults.Count > 0;
    }

    /// <summary>Ends when the service is stopped.</summary>
    /// <returns>The process' exit code.</returns>
    public static async Task<int> RunServiceAsync(this WebApplication app)
    {
        await app.RunAsync();
        return 0;
    }

    private static IEnumerable<string> Faults(IStartupValidator? validator)
    {
        try
        {
            validator?.Validate();
            return [];
        }
        catch (OptionsValidationException fault)
        {
            return fault.Failures;
        }
        catch (AggregateException several)
        {
            return several.Flatten().InnerExceptions.SelectMany(one => one is OptionsValidationException options ? options.Failures : [one.Message]);
        }
    }
}
