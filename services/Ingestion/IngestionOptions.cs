using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Settings;
using CreditShare.Ingestion.Publishing;
using CreditShare.Ingestion.Witnessing;

namespace CreditShare.Ingestion;

/// <summary>Section <c>Ingestion</c> of the configuration.</summary>
public sealed class IngestionOptions
{
    /// <summary>Codes of the cities this process takes records for; one in production, six when everything is embedded.</summary>
    public string[] Cities { get; set; } = [];

    /// <summary>Folder of the spools, on a local disk.</summary>
    public string DataFolder { get; set; } = "";

    /// <summary>Folder of the signing keys, <c>city-CODE.key</c>; empty (the default) means <see cref="DataFolder"/>. Apart, a copy of the data holds no key.</summary>
    public string KeysFolder { get; set; } = "";

    /// <summary>Whether a city's missing signing key is made. The public half, written beside it, goes to the registry's operator.</summary>
    public bool CreateKeys { get; set; }

    /// <summary>
    /// File with the verifier key (vkey) of the log that these cities witness, given to them by another way than the log itself. Empty (the default), or not there yet:
    /// they witness nothing.
    /// </summary>
    public string LogKeyFile { get; set; } = "";

    /// <summary>Largest batch body. 1 KiB to 10 GiB; default 512 MiB. A larger one is answered with 413.</summary>
    public long MostBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>Records in one batch. 1 to 10 million; default 1 million. More are answered with 422.</summary>
    public int MostRecords { get; set; } = 1_000_000;

    /// <summary>
    /// Age at which a chunk that was sent and is not decided may be sent again: where nothing of the city was decided for as long, or one was that was sent later. 5 s to 1 day; default 3 min. Shorter: a lost message
    /// is made good sooner, but a registry that stands still gets work twice (it answers it from memory).
    /// </summary>
    public TimeSpan ResendAfter { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// How long a table's rows, as they stood in the file, and what was read otherwise are kept for the bureau: so long there are marked workbooks and rows to mend. 0 to 3650 days; default 30 days. They are gone
    /// for callers at once and from the disk within an hour; decisions and counts stay. Longer: more disk, more of the bureau's data in one more place.
    /// </summary>
    public TimeSpan KeepRowsFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The log's key; null if the file is not there or holds no such key.</summary>
    internal VerifierKey? ReadLogKey() => File.Exists(LogKeyFile) ? LogKeyOf(File.ReadAllText(LogKeyFile)) : null;

    private static VerifierKey? LogKeyOf(string text) => VerifierKey.TryParse(text.Trim(), out var key) && key.Type == KeyType.Note ? key : null;

    internal string FolderOfKeys => string.IsNullOrWhiteSpace(KeysFolder) ? DataFolder : KeysFolder;

    /// <summary>All faults at once; empty if the options can stand.</summary>
    public IEnumerable<string> Faults()
    {
        if (Cities.Length == 0)
            yield return "Ingestion:Cities is empty; list the cities by code, such as 330100.";
        foreach (var city in Cities)
        {
            if (city.Length != 6 || !city.All(char.IsAsciiDigit) || !city.EndsWith("00", StringComparison.Ordinal))
                yield return $"Ingestion:Cities has '{city}'; a city's code has six digits and ends with 00.";
        }
        if (string.IsNullOrWhiteSpace(DataFolder))
            yield return "Ingestion:DataFolder is missing; it names the folder of the spools.";
        if (FolderOfKeys.Length > 0)
        {
            foreach (var fault in Cities.SelectMany(city => (string?[])[CityKey.Fault(FolderOfKeys, city, CreateKeys), WitnessKey.Fault(FolderOfKeys, city)]).OfType<string>())
                yield return fault;
        }
        if (File.Exists(LogKeyFile) && SettingFile.Fault("Ingestion:LogKeyFile", LogKeyFile, text => LogKeyOf(text) is not null, "verifier key of a log (name+id+base64 of type 1)") is { } noKey)
            yield return noKey;
        if (MostBytes is < 1024 or > 10L * 1024 * 1024 * 1024)
            yield return $"Ingestion:MostBytes is {MostBytes}; it must lie between 1 KiB and 10 GiB.";
        if (MostRecords is < 1 or > 10_000_000)
            yield return $"Ingestion:MostRecords is {MostRecords}; it must lie between 1 and 10 million.";
        if (ResendAfter < TimeSpan.FromSeconds(5) || ResendAfter > TimeSpan.FromDays(1))
            yield return $"Ingestion:ResendAfter is {ResendAfter}; it must lie between 5 s and 1 day.";
        if (KeepRowsFor < TimeSpan.Zero || KeepRowsFor > TimeSpan.FromDays(3650))
            yield return $"Ingestion:KeepRowsFor is {KeepRowsFor}; it must lie between 0 and 3650 days.";
    }
}
