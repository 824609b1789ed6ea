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

    /// <summary>For what must be known before the program is built: what cannot be read has its default, and is named when the settings are checked.</summary>
    public static T ReadSettings<T>(this IConfigurationSection section)
        where T : class, new()
    {
        var options = new T();
        Bind(section, options);
        return options;
    }

    /// <summary>Setting by setting, so that one that cannot be read does not keep the others from being read. It has its default then.</summary>
    /// <returns>Those that cannot be read.</returns>
    private static List<string> Bind<T>(IConfigurationSection section, T options)
        where T : class, new()
    {
        var unreadable = new List<string>();
        foreach (var setting in section.GetChildren())
        {
            var wrong = setting.AsEnumerable().Where(value => value.Value is not null && !CanBeRead<T>(section, value)).ToList();
            if (!IsBound(section, setting, options) && wrong.Count == 0)
                wrong.Add(new(setting.Path, setting.Value));
            unreadable.AddRange(wrong.Select(value => $"{value.Key} is '{value.Value}', which cannot be read: it must be of the form of the default in docs/operations.md."));
        }
        return unreadable;
    }

    private static bool IsBound<T>(IConfigurationSection section, IConfigurationSection setting, T options)
    {
        try
        {
            Alone(section, setting.AsEnumerable()).Bind(options);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Of a list or table one value, which would be left out silently with the rest of its row; what has an unknown name is passed over as elsewhere.</summary>
    private static bool CanBeRead<T>(IConfigurationSection section, KeyValuePair<string, string?> value)
        where T : class, new()
    {
        try
        {
            Alone(section, [value]).Bind(new T(), binder => binder.ErrorOnUnknownConfiguration = true);
            return true;
        }
        catch (InvalidOperationException fault)
        {
            return fault.GetBaseException() is InvalidOperationException;
        }
    }

    private static IConfiguration Alone(IConfigurationSection section, IEnumerable<KeyValuePair<string, string?>> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key[(section.Path.Length + 1)..], value.Value))).Build();

    private sealed class Check<T>(IConfigurationSection section, Func<T, IEnumerable<string>> faults) : IValidateOptions<T>
        where T : class, new()
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            Bind(section, new T()).Concat(faults(options)).ToList() is { Count: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;
    }
}
