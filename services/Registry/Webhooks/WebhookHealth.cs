using CreditShare.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Webhooks;

/// <summary>A receiver that is gone, or was given up, is a warning: the notices wait to be asked for.</summary>
internal sealed class WebhookHealth(ICallStore calls, IOptionsMonitor<WebhookOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var receivers = options.CurrentValue.Receivers;
            if (receivers.Count == 0)
                return HealthCheckResult.Healthy();
            var gone = (await calls.ReadGoneAsync(cancellationToken)).Where(gone => receivers.GetValueOrDefault(gone.Agency)?.Address == gone.Address).Select(gone => $"{gone.Agency}: gone");
            var given = (await calls.CountCallsAsync(cancellationToken)).Where(count => count.GivenUp > 0 && receivers.ContainsKey(count.Agency)).Select(count => $"{count.Agency}: {count.GivenUp} notices given up");
            var detail = string.Join("; ", gone.Concat(given));
            return detail.Length > 0 ? HealthCheckResult.Degraded(detail) : HealthCheckResult.Healthy();
        }
        catch (OptionsValidationException fault)
        {
            return HealthCheckResult.Degraded("The settings were changed to what cannot stand: nobody is called.", fault);
        }
        catch (StoreUnavailableException fault)
        {
            return HealthCheckResult.Degraded("The store cannot be reached.", fault);
        }
    }
}
