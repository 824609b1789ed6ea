using CreditShare.Hosting.Settings;

namespace CreditShare.Registry.Webhooks;

/// <summary>Section <c>Webhooks</c> of the configuration. Receivers are the operator's to name, not an API's: each is also a hole in a firewall and a key to hand over.</summary>
public sealed class WebhookOptions
{
    /// <summary>By the agency's code. Read anew when the settings change. An agency without one asks for its notices itself.</summary>
    public Dictionary<string, WebhookReceiver> Receivers { get; init; } = [];

    /// <summary>File with the Ed25519 key that signs calls (<c>whsk_…</c>); its public half lies beside it (<c>.pub</c>, <c>whpk_…</c>). Needed if there are receivers.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Whether a missing key file is made; false in production.</summary>
    public bool CreateKey { get; set; }

    /// <summary>Ports that may be called. Default 443.</summary>
    public int[] Ports { get; set; } = [];

    /// <summary>For how long after a notice was made its receiver is called. 1 h to 30 days; default 3 days. Then the notice waits to be asked for, and that it was given up is shown.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long a receiver may take to answer. 1 s to 30 s; default 15 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>For tests alone: allows the machine's own addresses, plain http and any port. Never set it where anything else runs.</summary>
    public bool AllowLoopbackForTests { get; set; }

    /// <summary>All faults of the options at once; empty if they can stand.</summary>
    public IEnumerable<string> Faults()
    {
        if (GiveUpAfter < TimeSpan.FromHours(1) || GiveUpAfter > TimeSpan.FromDays(30))
            yield return $"Webhooks:GiveUpAfter is {GiveUpAfter}; it must lie between 1 h and 30 days.";
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromSeconds(30))
            yield return $"Webhooks:Timeout is {Timeout}; it must lie between 1 s and 30 s.";
        if (Receivers.Count > 0 && string.IsNullOrWhiteSpace(KeyFile))
            yield return "Webhooks:KeyFile is missing; it names the file with the key that signs calls.";
        foreach (var (agency, receiver) in Receivers)
        {
            if (!IsAllowed(receiver.Address))
                yield return $"Webhooks:Receivers:{agency}:Address is '{receiver.Address}'; it must be an https address without user name, at a port of Webhooks:Ports (443).";
        }
    }

    /// <summary>What is wrong with the files that are named; empty if nothing is.</summary>
    internal IEnumerable<string> FileFaults()
    {
        if (Receivers.Count > 0 && KeyFile.Length > 0 && (File.Exists(KeyFile) || !CreateKey) && SettingFile.Fault("Webhooks:KeyFile", KeyFile, text => WebhookSigning.Seed(text) is not null, WebhookSigning.SeedForm) is { } fault)
            yield return fault;
        foreach (var (agency, receiver) in Receivers)
        {
            if (receiver.SecretFile is { } file && SettingFile.Fault($"Webhooks:Receivers:{agency}:SecretFile", file, text => WebhookSigning.Secret(text) is not null, WebhookSigning.SecretForm) is { } wrong)
                yield return wrong;
        }
    }

    private bool IsAllowed(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
        && ((AllowLoopbackForTests && uri.Scheme == Uri.UriSchemeHttp) || (uri.Scheme == Uri.UriSchemeHttps && (AllowLoopbackForTests || (Ports is [] ? uri.Port == 443 : Ports.Contains(uri.Port)))));
}

/// <summary>Where an agency is told that there are notices for it.</summary>
public sealed class WebhookReceiver
{
    /// <summary>An https address.</summary>
    public string Address { get; set; } = "";

    /// <summary>File with a shared secret (<c>whsec_…</c>, 24 to 64 bytes): calls then carry an HMAC beside the Ed25519 signature. Optional.</summary>
    public string? SecretFile { get; set; }
}
