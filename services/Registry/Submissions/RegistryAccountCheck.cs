using CreditShare.Contracts;
using CreditShare.Hosting.Bus;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Submissions;

/// <summary>Over RabbitMQ the registry speaks by its one account: the cities believe no other.</summary>
internal sealed class RegistryAccountCheck : IValidateOptions<RabbitMqOptions>
{
    public ValidateOptionsResult Validate(string? name, RabbitMqOptions options) => options.User.Length == 0 || options.User == BrokerAccounts.Registry
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"RabbitMq:User is '{options.User}'; it must be {BrokerAccounts.Registry}, the account that the cities believe.");
}
