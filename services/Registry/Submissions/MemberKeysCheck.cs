using CreditShare.Domain;
using CreditShare.Storage.Seeds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Submissions;

/// <summary>Keys are listed for members only: under a mistyped code they would count for nobody, and the city that was meant could not submit.</summary>
internal sealed class MemberKeysCheck(IServiceProvider services) : IValidateOptions<RegistryOptions>
{
    public ValidateOptionsResult Validate(string? name, RegistryOptions options)
    {
        try
        {
            var members = services.GetRequiredService<SeedFolder>().CityCodes;
            var strangers = options.MemberKeys.Keys.Except(members).Order(StringComparer.Ordinal).ToList();
            return strangers.Count == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(strangers.Select(city => $"Registry:MemberKeys:{city} is of no member; the members are {string.Join(", ", members)}."));
        }
        catch (SeedFormatException)
        {
            // Named by the check of the seeds.
            return ValidateOptionsResult.Success;
        }
    }
}
