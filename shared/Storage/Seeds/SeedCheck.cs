using CreditShare.Domain;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditShare.Storage.Seeds;

/// <summary>Seeds that cannot be used are named beside all other wrong settings.</summary>
internal sealed class SeedCheck(IServiceProvider services) : IValidateOptions<SeedCheck.Subject>
{
    public ValidateOptionsResult Validate(string? name, Subject options)
    {
        try
        {
            services.GetRequiredService<SeedFolder>();
            return ValidateOptionsResult.Success;
        }
        catch (SeedFormatException fault)
        {
            return ValidateOptionsResult.Fail(fault.Faults);
        }
    }

    /// <summary>There is nothing to bind: what is checked are files.</summary>
    internal sealed class Subject;
}
