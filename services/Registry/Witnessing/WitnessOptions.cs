using CreditShare.ExchangeLog.Signing;

namespace CreditShare.Registry.Witnessing;

/// <summary>Section <c>Witnessing</c>: who witnesses the log, and how many must.</summary>
public sealed class WitnessOptions
{
    /// <summary>The witnesses; none is allowed, and then nobody but the log's operator vouches for it.</summary>
    public WitnessEntry[] Witnesses { get; set; } = [];

    /// <summary>How many cosignatures make a checkpoint witnessed. 0 to the number of witnesses; default 0.</summary>
    public int Quorum { get; set; }

    /// <summary>
    /// How long a checkpoint waits for them; then it is shown with those that it has, and the policy counts as unmet. 1 s to 10 min; default 1 min.
    /// </summary>
    public TimeSpan Within { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How old cosignatures grow while the log has nothing new; then they are asked for afresh. 1 s to 5 min; default 5 min.</summary>
    public TimeSpan Refresh { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>All faults at once; empty if the options can stand.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (i, witness) in Witnesses.Index())
        {
            if (!VerifierKey.TryParse(witness.Key, out var key) || key.Type != KeyType.Cosignature)
                yield return $"Witnessing:Witnesses:{i}:Key is '{witness.Key}'; it must be a witness's verifier key: name+id+base64 of type 4 and 32 bytes.";
            if (string.IsNullOrEmpty(witness.City) == string.IsNullOrEmpty(witness.Address))
                yield return $"Witnessing:Witnesses:{i} must have a City or an Address, not both.";
            if (!string.IsNullOrEmpty(witness.Address) && !(Uri.TryCreate(witness.Address, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))))
                yield return $"Witnessing:Witnesses:{i}:Address is '{witness.Address}'; it must be an address such as https://witness.example.org/prefix: what a witness says can stop the log, and over plain HTTP anybody on the way can say it.";
        }
        if (Witnesses.Select(witness => witness.Key.Split('+')[0]).Distinct(StringComparer.Ordinal).Count() < Witnesses.Length)
            yield return "Witnessing:Witnesses has a name twice; each witness has a name and a key of its own.";
        if (Quorum < 0 || Quorum > Witnesses.Length)
            yield return $"Witnessing:Quorum is {Quorum}; it must lie between 0 and the number of witnesses, {Witnesses.Length}.";
        if (Within < TimeSpan.FromSeconds(1) || Within > TimeSpan.FromMinutes(10))
            yield return $"Witnessing:Within is {Within}; it must lie between 1 s and 10 min.";
        if (Refresh < TimeSpan.FromSeconds(1) || Refresh > TimeSpan.FromMinutes(5))
            yield return $"Witnessing:Refresh is {Refresh}; it must lie between 1 s and 5 min.";
    }
}

/// <summary>One witness: a city's over the bus, or anybody's over HTTP.</summary>
public sealed class WitnessEntry
{
    /// <summary>Verifier key (vkey) of type 4; its name is the witness's.</summary>
    public string Key { get; set; } = "";

    /// <summary>Code of the city whose ingestion is this witness.</summary>
    public string City { get; set; } = "";

    /// <summary>Submission prefix of a witness that speaks C2SP tlog-witness; <c>/add-checkpoint</c> is put behind it.</summary>
    public string Address { get; set; } = "";

    internal VerifierKey Verifier => VerifierKey.Parse(Key);
}
