using CreditShare.ExchangeLog.Signing;
using CreditShare.Registry.Submissions;

namespace CreditShare.Registry;

/// <summary>Section <c>Registry</c> of the configuration.</summary>
public sealed class RegistryOptions
{
    /// <summary>
    /// Ed25519 public keys (base64, 32 bytes each) by which each member city signs its submissions, each with its validity if it has one
    /// (<c>BASE64 FROM/UNTIL</c>, UTC, either may be left out); several while a key is being changed. Read anew when the settings change. A city without a key cannot submit.
    /// </summary>
    public Dictionary<string, string[]> MemberKeys { get; init; } = [];

    /// <summary>Origin of the exchange log, <c>host/exchange</c>, without scheme; fixed for the log's life.</summary>
    public string LogOrigin { get; set; } = "localhost/exchange";

    /// <summary>File with the log's Ed25519 signer key (<c>PRIVATE+KEY+…</c>). Made on first start if <see cref="CreateLogKey"/> is set.</summary>
    public string LogKeyFile { get; set; } = "";

    /// <summary>Whether a missing key file is made; false in production, so that a lost key is noticed and not replaced.</summary>
    public bool CreateLogKey { get; set; }

    /// <summary>
    /// Longest time an entry waits for its place in the log when nothing wakes the sequencer (entries staged by another process).
    /// 10 ms to 10 s; default 100 ms. Longer: fewer reads of an idle store, older checkpoints.
    /// </summary>
    public TimeSpan SequencingInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Longest pause before a message is tried again that could not be dealt with, as while the store is away. 100 ms to 1 min; default 10 s. Shorter: a store that is back is noticed sooner,
    /// and asked more often meanwhile.
    /// </summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The log's key; null if the file holds none of the log's name.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal SignerKey? ReadLogKey() =>
        SignerKey.TryParse(File.ReadAllText(LogKeyFile).Trim(), out var key) && key.Verifier.Name == LogOrigin && key.Verifier.Type == KeyType.Note ? key : null;

    private string? LogKeyFault()
    {
        if (!File.Exists(LogKeyFile))
            return CreateLogKey ? null : $"Registry:LogKeyFile: {LogKeyFile} does not exist. A new key would be a new log: restore the file.";
        try
        {
            return ReadLogKey() is null ? $"Registry:LogKeyFile: {LogKeyFile} holds no signer key of {LogOrigin}." : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"Registry:LogKeyFile: {LogKeyFile} cannot be read: {fault.Message}";
        }
    }

    /// <summary>All faults of the options at once; empty if they can stand.</summary>
    public IEnumerable<string> Faults()
    {
        if (!KeyName.IsValid(LogOrigin) || LogOrigin.Contains("://", StringComparison.Ordinal))
            yield return $"Registry:LogOrigin is '{LogOrigin}'; it must be a name such as 'log.example.org/exchange', without scheme, blank or plus.";
        if (string.IsNullOrWhiteSpace(LogKeyFile))
            yield return "Registry:LogKeyFile is missing; it names the file with the log's signer key.";
        else if (LogKeyFault() is { } fault)
            yield return fault;
        if (SequencingInterval < TimeSpan.FromMilliseconds(10) || SequencingInterval > TimeSpan.FromSeconds(10))
            yield return $"Registry:SequencingInterval is {SequencingInterval}; it must lie between 10 ms and 10 s.";
        if (LongestRetry < TimeSpan.FromMilliseconds(100) || LongestRetry > TimeSpan.FromMinutes(1))
            yield return $"Registry:LongestRetry is {LongestRetry}; it must lie between 100 ms and 1 min.";
        foreach (var (city, keys) in MemberKeys)
        {
            foreach (var key in keys)
            {
                if (MemberKey.TryParse(key) is null)
                    yield return $"Registry:MemberKeys:{city} has '{key}'; it must be an Ed25519 public key of 32 bytes: {MemberKey.Form}.";
            }
        }
    }
}
