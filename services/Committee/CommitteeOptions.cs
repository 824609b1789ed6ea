using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Settings;

namespace CreditShare.Committee;

/// <summary>Section <c>Committee</c>: what the console goes by.</summary>
public sealed class CommitteeOptions
{
    /// <summary>File with the log's public key (log.key.pub), against which the console checks signatures. Without one it checks paths alone, and says so.</summary>
    public string LogKeyFile { get; init; } = "";

    /// <summary>All faults at once; empty if the options can stand. A file that is not there is none: the registry may make it after this service has started.</summary>
    public IEnumerable<string> Faults()
    {
        if (File.Exists(LogKeyFile) && SettingFile.Fault("Committee:LogKeyFile", LogKeyFile, text => LogKey(text) is not null, "verifier key of a log") is { } fault)
            yield return fault;
    }

    /// <returns>The key; null if none is set, or the file is not there yet or holds none.</returns>
    internal VerifierKey? ReadLogKey() => File.Exists(LogKeyFile) ? LogKey(File.ReadAllText(LogKeyFile)) : null;

    private static VerifierKey? LogKey(string text) => VerifierKey.TryParse(text.Trim(), out var key) && key.Type == KeyType.Note ? key : null;
}
