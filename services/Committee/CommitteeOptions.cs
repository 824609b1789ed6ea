using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Settings;

namespace CreditShare.Committee;

/// <summary>Section <c>Committee</c>: what the console goes by.</summary>
public sealed class CommitteeOptions
{
    /// <summary>File with the log's public key (log.key.pub), against which the console checks signatures. Without one it checks paths alone, and says so.</summary>
    public string LogKeyFile { get; init; } = "";

    /// <summary>
    /// How old the cosignatures of the checkpoint that is shown may grow before the console says so: the registry's <c>Witnessing:Refresh</c> and <c>Witnessing:Within</c> together. 2 s to 15 min; default 6 min.
    /// </summary>
    public TimeSpan WitnessedWithin { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>All faults at once; empty if the options can stand. A file that is not there is none: the registry may make it after this service has started.</summary>
    public IEnumerable<string> Faults()
    {
        if (File.Exists(LogKeyFile) && SettingFile.Fault("Committee:LogKeyFile", LogKeyFile, text => LogKey(text) is not null, "verifier key of a log") is { } fault)
            yield return fault;
        if (WitnessedWithin < TimeSpan.FromSeconds(2) || WitnessedWithin > TimeSpan.FromMinutes(15))
            yield return $"Committee:WitnessedWithin is {WitnessedWithin}; it must lie between 2 s and 15 min.";
    }

    /// <returns>The key; null if none is set, or the file is not there yet or holds none.</returns>
    internal VerifierKey? ReadLogKey() => File.Exists(LogKeyFile) ? LogKey(File.ReadAllText(LogKeyFile)) : null;

    private static VerifierKey? LogKey(string text) => VerifierKey.TryParse(text.Trim(), out var key) && key.Type == KeyType.Note ? key : null;
}
