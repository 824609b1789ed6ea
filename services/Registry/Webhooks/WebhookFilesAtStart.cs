using Microsoft.Extensions.Options;

namespace CreditShare.Registry.Webhooks;

/// <summary>Looks into the files of keys and secrets once, at the start. One that is gone or mistyped later, when the settings are read anew, is its own receiver's fault, whose calls name it, and stops no other's.</summary>
internal sealed class WebhookFilesAtStart : IValidateOptions<WebhookOptions>
{
    private int isStarted;

    public ValidateOptionsResult Validate(string? name, WebhookOptions options) =>
        Interlocked.Exchange(ref isStarted, 1) == 0 && options.FileFaults().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
}
