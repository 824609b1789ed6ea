using CreditShare.Contracts;
using CreditShare.Hosting.Bus;
using Microsoft.Extensions.Options;

namespace CreditShare.Ingestion.Publishing;

/// <summary>Over RabbitMQ a process speaks for one city, by that city's account: the broker vouches for it, and the registry believes nothing else.</summary>
internal sealed class CityAccountCheck(IOptions<IngestionOptions> ingestion) : IValidateOptions<RabbitMqOptions>
{
    public ValidateOptionsResult Validate(string? name, RabbitMqOptions options)
    {
        string[] cities;
        try
        {
            cities = ingestion.Value.Cities;
        }
        catch (OptionsValidationException)
        {
            // Their own section says what is wrong with them.
            return ValidateOptionsResult.Skip;
        }
        return cities.Length != 1 ? ValidateOptionsResult.Fail($"Ingestion:Cities names {cities.Length} cities; over RabbitMQ a process serves one, by that city's account.")
            : options.User != BrokerAccounts.City(cities[0]) ? ValidateOptionsResult.Fail($"RabbitMq:User is '{options.User}'; it must be {BrokerAccounts.City(cities[0])}, the account of the city that is served.")
            : ValidateOptionsResult.Success;
    }
}
