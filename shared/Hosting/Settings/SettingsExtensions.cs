using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditShare.Hosting.Settings;

/// <summary>Options that are checked when the program starts, all faults at once: also those of values that cannot be read at all.</summary>
public static class SettingsExtensions
{
    /// <param name="services">The program's.</param>
    /// <param name="section">Where the options stand; read anew when it changes.</param>
    /// <param name="faults">What is wrong with options that could be read; names each setting whole.</param>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, IConfigurationSection section, Func<T, IEnumerable<string>> faults)
        where T : class, new()
    {
        services.AddOptions<T>().Configure(options => Bind(section, options)).ValidateOnStart();
        services.AddSingleton<IOptionsChangeTokenSource<T>>(new ConfigurationChangeTokenSource<T>(section));
        services.AddSingleton<IValidateOptions<T>>(new Check<T>(section, faults));
        return services;
    }

    /// <summary>Setting by setting, so that one that cannot be read does not keep the others from being read. It has its default then.</summary>
    /// <returns>Those that cannot be read.</returns>
    private static List<string> Bind<T>(IConfigurationSection section, T options)
        where T : class
    {
        var unreadable = new List<string>();
        foreach (var setting in section.GetChildren())
        {
            var alone = new ConfigurationBuilder().AddInMemoryCollection(setting.AsEnumerable().Select(pair => new KeyValuePair<string, string?>(pair.Key[(section.Path.Length + 1)..], pair.Value))).Build();
            try
            {
                alone.Bind(options);
            }
            catch (InvalidOperationException)
            {
                unreadable.Add($"{setting.Path} is '{setting.Value}', which cannot be read: it must be of the form of the default in docs/operations.md.");
            }
        }
        return unreadable;
    }

    private sealed class Check<T>(IConfigurationSection section, Func<T, IEnumerable<string>> faults) : IValidateOptions<T>
        where T : class, new()
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            Bind(section, new T()).Concat(faults(options)).ToList() is { Count: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;
    }
}
